"""The files for containers say what the manual says, and hold no secret."""

import re
import shlex

import pytest
import yaml

from tests.production_site import ROOT

MANUAL = (ROOT / "docs" / "operations.md").read_text()
DOCKERFILE = (ROOT / "Dockerfile").read_text()
COMPOSE = yaml.safe_load((ROOT / "compose.yaml").read_text())
SERVE = re.search(r"```sh\n(granian .*?)```", MANUAL, re.DOTALL)[1]


def words(command):
    return shlex.split(command.replace("\\\n", ""))


def test_the_image_serves_as_the_manual_does():
    command = re.search(r"^CMD \[(.*?)\]$", DOCKERFILE, re.DOTALL | re.MULTILINE)[1]

    assert re.findall(r'"(.*?)"', command) == words(SERVE)


def test_the_services_run_what_the_manual_names():
    assert words(COMPOSE["services"]["web"]["command"]) == words(SERVE)
    for name in ("migrate", "worker", "scheduler"):
        assert COMPOSE["services"][name]["command"] in MANUAL


def test_every_service_of_the_site_is_one_image():
    of_site = [name for name, each in COMPOSE["services"].items() if "build" in each]

    assert of_site == ["migrate", "web", "worker", "scheduler"]


def test_the_cache_and_who_purges_it_are_on_the_machine_of_the_site():
    for name in ("varnish", "scheduler"):
        assert COMPOSE["services"][name]["network_mode"] == "service:web"


@pytest.mark.parametrize("name", [".env", ".git", "var"])
def test_no_secret_gets_into_the_image(name):
    assert name in (ROOT / ".dockerignore").read_text().splitlines()


def test_the_image_does_not_run_as_root():
    assert DOCKERFILE.index("\nUSER rostrum\n") < DOCKERFILE.index("\nCMD ")
