"""`manage.py recount_polls`."""

import secrets

import pytest
from django.core.management import CommandError, call_command

from polls.models import Tally, Turnout
from polls.results.result import count_result
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


def test_it_finds_no_difference_where_there_is_none(poll, capsys):
    assert "1 polls: 0 differences" in recount(capsys)


def test_it_reports_a_difference_and_leaves_it(poll, capsys):
    Tally.objects.filter(number=3, shard=0).update(votes=5)

    with pytest.raises(CommandError, match="--fix"):
        recount(capsys)

    assert "counted, 3: counted 5, ballots say 0" in capsys.readouterr().out
    assert count_result(poll)["options"][2]["votes"] == 5


def test_it_mends_what_it_finds(poll, capsys):
    Tally.objects.filter(number=1).update(votes=7)
    Turnout.objects.filter(shard=2).update(counted=9)

    assert "mended" in recount(capsys, "--fix")
    assert [row["votes"] for row in count_result(poll)["options"]] == [2, 1, 0]
    assert count_result(poll)["ballots"] == 3


def test_it_mends_counters_that_are_lost(poll, capsys):
    Tally.objects.all().delete()
    Turnout.objects.all().delete()

    recount(capsys, "--fix")

    assert count_result(poll)["ballots"] == 3


def test_an_unknown_poll_is_named(poll, capsys):
    with pytest.raises(CommandError, match="no poll nothing"):
        recount(capsys, "nothing")
