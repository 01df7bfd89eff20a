"""The container files match docs/operations.md and contain no secrets."""

import re
import shlex

import pytest
import yaml

from tests.shared import ROOT

MANUAL = (ROOT / "docs" / "operations.md").read_text()
DOCKERFILE = (ROOT / "Dockerfile").read_text()
COMPOSE = yaml.safe_load((ROOT / "compose.yaml").read_text())
SERVE = re.search(r"```sh\n(granian .*?)```", MANUAL, re.DOTALL)[1]


def split_command(command):
    return shlex.split(command.replace("\\\n", ""))


def test_image_runs_the_documented_web_server():
    command = re.search(r"^CMD \[(.*?)\]$", DOCKERFILE, re.DOTALL | re.MULTILINE)[1]

    assert re.findall(r'"(.*?)"', command) == split_command(SERVE)


def test_services_run_the_documented_commands():
    assert split_command(COMPOSE["services"]["web"]["command"]) == split_command(SERVE)
    for name in ("migrate", "worker", "scheduler"):
        assert COMPOSE["services"][name]["command"] in MANUAL


def test_services_of_the_site_share_an_image():
    services = [name for name, service in COMPOSE["services"].items() if "build" in service]

    assert services == ["migrate", "web", "worker", "scheduler"]


def test_varnish_shares_the_network_of_the_processes_that_purge_it():
    for name in ("varnish", "scheduler"):
        assert COMPOSE["services"][name]["network_mode"] == "service:web"


@pytest.mark.parametrize("name", [".env", ".git", "var"])
def test_image_contains_no_secrets(name):
    assert name in (ROOT / ".dockerignore").read_text().splitlines()


def test_image_does_not_run_as_root():
    assert DOCKERFILE.index("\nUSER rostrum\n") < DOCKERFILE.index("\nCMD ")
