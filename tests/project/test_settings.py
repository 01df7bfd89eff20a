"""The settings as a process meets them: of production, unless it is told otherwise."""

import re
from pathlib import Path

ROOT = Path(__file__).parents[2]
KEY = "for checks alone; long, various and used by no server: Xq7-Zt2_Lm9.Rw4"


SHOW = "from django.conf import settings; import project.wsgi; print(settings.DEBUG)"
ORIGIN = """
from django.conf import settings
import project.wsgi
print(settings.ADMIN_CSP["frame-src"][-1])
"""


def test_debug_is_off_unless_asked_for(run):
    assert run("-c", SHOW, SECRET_KEY=KEY)[0] == "False\n"


def test_without_a_key_the_site_does_not_start(run):
    assert "Set SECRET_KEY" in run("-c", SHOW)[1]


def test_a_variable_of_the_wrong_kind_is_named(run):
    assert "DEBUG" in run("-c", SHOW, SECRET_KEY=KEY, DEBUG="perhaps")[1]


def test_every_variable_is_told_in_the_example():
    told = (ROOT / ".env.example").read_text()
    read = "".join(
        (ROOT / "project" / name).read_text() for name in ("settings.py", "env.py")
    )
    names = set(re.findall(r'env\.\w+\(\s*"([A-Z_0-9]+)"', read))

    assert names
    assert {name for name in names if f"{name}=" not in told} == set()


def test_the_admin_may_frame_the_front_end_that_shows_drafts(run):
    told = run("-c", ORIGIN, SECRET_KEY=KEY, HEADLESS_PREVIEW_URL="http://front.example:1/x/?y=1")

    assert told[0] == "http://front.example:1\n"


def test_half_an_address_of_a_front_end_is_refused(run):
    assert (
        "HEADLESS_PREVIEW_URL" in run("-c", SHOW, SECRET_KEY=KEY, HEADLESS_PREVIEW_URL="front")[1]
    )
