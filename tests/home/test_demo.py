"""The demo content: what it shows, and that it never undoes an editor's work."""

import pytest
from django.core.management import CommandError, call_command
from wagtail.models import Page, Site

from articles.images import CustomImage
from articles.models import ArticlePage, AuthorPage, Topic
from home.demo.content import ARTICLE, DemoContent
from home.models import StandardPage
from polls.models import Ballot, Poll
from polls.models.choices import Kind, Order, State
from polls.results.result import read_result
from polls.voting.tallies import recount

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("demo")]


def counts():
    models = (Page, CustomImage, Topic, ArticlePage, AuthorPage, Poll, Ballot)
    return [model.objects.count() for model in models]


def test_loading_it_again_adds_nothing():
    before = counts()

    assert DemoContent().load() == 0
    assert counts() == before


def test_an_article_that_was_rewritten_stays_so():
    article = ArticlePage.objects.get(slug="mexico-and-russia")
    article.title = "Rewritten by an editor"
    article.save_revision().publish()

    DemoContent().load()

    article.refresh_from_db()
    assert article.title == "Rewritten by an editor"


def test_an_article_that_was_moved_and_renamed_is_not_made_again():
    article = ArticlePage.objects.get(slug="what-a-port-knows")
    article.move(Page.objects.get(slug="analysis"), pos="last-child")
    ArticlePage.objects.filter(pk=article.pk).update(slug="what-ports-know")
    before = counts()

    DemoContent().load()

    assert counts() == before


def test_an_article_that_was_deleted_stays_deleted():
    ArticlePage.objects.get(slug="what-a-port-knows").delete()

    DemoContent().load()

    assert not ArticlePage.objects.filter(slug="what-a-port-knows").exists()


def test_the_front_page_that_was_rearranged_stays_so():
    home = Site.objects.get().root_page.specific
    home.features.all().delete()
    home.introduction = "Ours now"
    home.save_revision().publish()

    DemoContent().load()

    home.refresh_from_db()
    assert home.introduction == "Ours now"
    assert not home.features.exists()


def test_it_is_enough_to_fill_every_list():
    assert ArticlePage.objects.visible().count() >= 24
    assert AuthorPage.objects.visible().count() >= 4
    assert StandardPage.objects.live().count() >= 2


def test_there_is_a_poll_of_each_kind_and_state():
    polls = list(Poll.objects.live())

    assert {poll.state for poll in polls} == set(State)
    assert {poll.kind for poll in polls} == set(Kind)
    assert {"always", "after_vote", "after_close"} <= {poll.visibility for poll in polls}
    assert {poll.order for poll in polls} == set(Order)
    assert any(poll.changeable for poll in polls)
    assert len(polls) >= 6


def test_the_poll_of_the_reference_page_has_its_figures():
    poll = Poll.objects.whole().get(slug="american-goals-for-russia")
    result = read_result(poll)

    assert [row["votes"] for row in result["options"]] == [33, 30, 24, 21]
    assert [row["percent"] for row in result["options"]] == [31, 28, 22, 19]
    assert result["frozen"]["sha256"] == poll.frozen.sha256


def test_every_count_of_a_poll_is_of_ballots():
    assert [recount(poll) for poll in Poll.objects.all()] == [{}] * Poll.objects.count()


def test_every_page_is_published_without_changes_waiting():
    assert not Page.objects.filter(live=False).exists()
    assert not Page.objects.filter(has_unpublished_changes=True).exists()


def test_every_type_of_block_is_shown_somewhere():
    shown = {block["type"] for page in ArticlePage.objects.all() for block in page.body.raw_data}

    assert shown == set(ArticlePage._meta.get_field("body").stream_block.child_blocks)


def test_the_reference_article_has_the_sections_it_was_commissioned_with(client):
    page = ArticlePage.objects.get(slug="mexico-and-russia")
    opportunities = page.body.first_block_by_name("labelled_points").value["points"]

    assert str(page.date) == "2023-09-14"
    assert len([section for section in page.contents if section.level == 2]) == 6
    assert [point["label"] for point in opportunities] == [
        "Energy and natural resources",
        "Agriculture and food processing",
        "Tourism and culture",
        "Education and technology",
        "Aerospace and defence",
    ]
    assert client.get(ARTICLE).status_code == 200


def test_it_refuses_to_run_where_debug_is_off(settings):
    settings.DEBUG = False

    with pytest.raises(CommandError, match="DEBUG"):
        call_command("demo", "--setup-only")
