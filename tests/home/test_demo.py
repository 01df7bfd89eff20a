"""The demo content is complete, and loading it again never overwrites an editor's work."""

import pytest
from django.core.management import CommandError, call_command
from django.db import connection
from django.db.migrations.recorder import MigrationRecorder
from wagtail.models import Page, Site

from articles.images import CustomImage
from articles.models import ArticlePage, AuthorPage, Topic
from home.demo.content import ARTICLE, DemoContent
from home.models import StandardPage
from polls.models import Ballot, Poll
from polls.models.choices import Kind, OptionOrder, State
from polls.results.result import get_result
from polls.voting.recount import recount

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("demo")]


def count_objects():
    models = (Page, CustomImage, Topic, ArticlePage, AuthorPage, Poll, Ballot)
    return [model.objects.count() for model in models]


def test_second_load_adds_no_objects():
    before = count_objects()

    assert DemoContent().load() == 0
    assert count_objects() == before


def test_edited_article_is_not_overwritten():
    article = ArticlePage.objects.get(slug="mexico-and-russia")
    article.title = "Rewritten by an editor"
    article.save_revision().publish()

    DemoContent().load()

    article.refresh_from_db()
    assert article.title == "Rewritten by an editor"


def test_moved_and_renamed_article_is_not_created_again():
    article = ArticlePage.objects.get(slug="what-a-port-knows")
    article.move(Page.objects.get(slug="analysis"), pos="last-child")
    ArticlePage.objects.filter(pk=article.pk).update(slug="what-ports-know")
    before = count_objects()

    DemoContent().load()

    assert count_objects() == before


def test_deleted_article_is_not_created_again():
    ArticlePage.objects.get(slug="what-a-port-knows").delete()

    DemoContent().load()

    assert not ArticlePage.objects.filter(slug="what-a-port-knows").exists()


def test_edited_home_page_is_not_overwritten():
    home = Site.objects.get().root_page.specific
    home.featured_articles.all().delete()
    home.introduction = "Ours now"
    home.save_revision().publish()

    DemoContent().load()

    home.refresh_from_db()
    assert home.introduction == "Ours now"
    assert not home.featured_articles.exists()


def test_every_list_has_content():
    assert ArticlePage.objects.live_and_public().count() >= 24
    assert AuthorPage.objects.live_and_public().count() >= 4
    assert StandardPage.objects.live().count() >= 2


def test_there_is_a_poll_of_every_kind_and_state():
    polls = list(Poll.objects.live())

    assert {poll.state for poll in polls} == set(State)
    assert {poll.kind for poll in polls} == set(Kind)
    assert {"always", "after_vote", "after_close"} <= {poll.visibility for poll in polls}
    assert {poll.option_order for poll in polls} == set(OptionOrder)
    assert any(poll.changeable for poll in polls)
    assert len(polls) >= 6


def test_poll_of_the_reference_article_has_its_results():
    poll = Poll.objects.for_display().get(slug="american-goals-for-russia")
    result = get_result(poll)

    assert [row["votes"] for row in result["options"]] == [33, 30, 24, 21]
    assert [row["percent"] for row in result["options"]] == [31, 28, 22, 19]
    assert result["frozen"]["sha256"] == poll.frozen.sha256


def test_every_poll_counter_matches_its_ballots():
    assert [recount(poll) for poll in Poll.objects.all()] == [{}] * Poll.objects.count()


def test_every_page_is_published_without_draft_changes():
    assert not Page.objects.filter(live=False).exists()
    assert not Page.objects.filter(has_unpublished_changes=True).exists()


def test_every_block_type_is_used():
    used = {block["type"] for page in ArticlePage.objects.all() for block in page.body.raw_data}

    assert used == set(ArticlePage._meta.get_field("body").stream_block.child_blocks)


def test_reference_article_has_its_sections(client):
    page = ArticlePage.objects.get(slug="mexico-and-russia")
    opportunities = page.body.first_block_by_name("labelled_points").value["points"]

    assert str(page.date) == "2023-09-14"
    assert len([section for section in page.displayed_headings if section.level == 2]) == 6
    assert [point["label"] for point in opportunities] == [
        "Energy and natural resources",
        "Agriculture and food processing",
        "Tourism and culture",
        "Education and technology",
        "Aerospace and defence",
    ]
    assert client.get(ARTICLE).status_code == 200


def test_demo_does_not_run_without_debug(settings):
    settings.DEBUG = False

    with pytest.raises(CommandError, match="DEBUG"):
        call_command("demo", "--setup-only")


def test_demo_does_not_run_on_database_from_before_0_9_0(settings):
    settings.DEBUG = True
    MigrationRecorder(connection).record_applied("articles", "0001_first_tables")

    with pytest.raises(CommandError, match=r"created by a version before 0\.9\.0") as error:
        call_command("demo", "--setup-only")

    assert connection.settings_dict["NAME"] in str(error.value)
    assert "Delete the file" in str(error.value) or "Drop the database" in str(error.value)
