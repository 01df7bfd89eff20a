"""`manage.py recount_polls`."""

import secrets

import pytest
from django.core.management import CommandError, call_command

from polls.models import Tally, Turnout
from polls.results.result import compute_result
from polls.voting.ballots import cast_ballot
from tests.factories import PollFactory


@pytest.fixture
def poll(db):
    poll = PollFactory(slug="counted")
    for option in (1, 1, 2):
        cast_ballot(poll=poll, options=[option], voter=secrets.token_hex(32))
    return poll


def recount(capsys, *arguments):
    call_command("recount_polls", *arguments)
    return capsys.readouterr().out


def test_correct_counters_have_no_differences(poll, capsys):
    assert "1 polls: 0 differences" in recount(capsys)


def test_difference_is_reported(poll, capsys):
    Tally.objects.filter(option_number=3, shard=0).update(votes=5)

    with pytest.raises(CommandError, match="--fix"):
        recount(capsys)

    assert "counted, 3: counter 5, ballots 0" in capsys.readouterr().out
    assert compute_result(poll)["options"][2]["votes"] == 5


def test_differences_are_fixed(poll, capsys):
    Tally.objects.filter(option_number=1).update(votes=7)
    Turnout.objects.filter(shard=2).update(counted=9)

    assert ", fixed" in recount(capsys, "--fix")
    assert [row["votes"] for row in compute_result(poll)["options"]] == [2, 1, 0]
    assert compute_result(poll)["ballots"] == 3


def test_missing_counters_are_recreated(poll, capsys):
    Tally.objects.all().delete()
    Turnout.objects.all().delete()

    recount(capsys, "--fix")

    assert compute_result(poll)["ballots"] == 3


def test_unknown_poll_is_named(poll, capsys):
    with pytest.raises(CommandError, match="no poll with the slug nothing"):
        recount(capsys, "nothing")
