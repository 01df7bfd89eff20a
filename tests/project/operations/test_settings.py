"""The settings of a new process: those of production by default."""

import re
from pathlib import Path

ROOT = Path(__file__).parents[3]
KEY = "for tests only; long, random and used by no server: Xq7-Zt2_Lm9.Rw4"


PRINT_DEBUG = "from django.conf import settings; import project.wsgi; print(settings.DEBUG)"
PRINT_FRAME_ORIGIN = """
from django.conf import settings
import project.wsgi
print(settings.ADMIN_CSP["frame-src"][-1])
"""


def test_debug_is_off_by_default(run_python):
    assert run_python("-c", PRINT_DEBUG, SECRET_KEY=KEY)[0] == "False\n"


def test_secret_key_is_required(run_python):
    assert "Set SECRET_KEY" in run_python("-c", PRINT_DEBUG)[1]


def test_variable_of_the_wrong_type_is_named(run_python):
    assert "DEBUG" in run_python("-c", PRINT_DEBUG, SECRET_KEY=KEY, DEBUG="perhaps")[1]


def test_example_lists_every_variable():
    example = (ROOT / ".env.example").read_text()
    read = "".join((ROOT / "project" / name).read_text() for name in ("settings.py", "env.py"))
    names = set(re.findall(r'env\.\w+\(\s*"([A-Z_0-9]+)"', read))

    assert names
    assert {name for name in names if f"{name}=" not in example} == set()


def test_example_lists_every_variable_of_compose():
    example = (ROOT / ".env.example").read_text()
    names = set(re.findall(r"\$\{([A-Z_0-9]+)", (ROOT / "compose.yaml").read_text()))

    assert "POSTGRES_PASSWORD" in names
    assert {name for name in names if f"# {name}=" not in example} == set()


def test_admin_may_frame_the_front_end_that_previews_drafts(run_python):
    output = run_python(
        "-c",
        PRINT_FRAME_ORIGIN,
        SECRET_KEY=KEY,
        PREVIEW_URL="http://front.example:1/x/?y=1",
    )

    assert output[0] == "http://front.example:1\n"


def test_incomplete_front_end_url_is_rejected(run_python):
    assert "PREVIEW_URL" in run_python("-c", PRINT_DEBUG, SECRET_KEY=KEY, PREVIEW_URL="front")[1]
