"""Links that show a draft to whoever has them, in the API and on this site."""

from datetime import timedelta

import pytest
import time_machine
from django.urls import reverse
from django.utils import timezone

from articles.models import Byline
from project.headless.models import PreviewLink
from project.headless.preview.links import renew_panel_link, revoke_link
from project.headless.preview.targets import content_of
from project.headless.preview.urls_for import address_of
from tests.factories import ArticlePageFactory, PollFactory, TopicFactory, address

pytestmark = pytest.mark.django_db

HOUR = timedelta(hours=1)


def read(client, link):
    return client.get("/api/v3/preview/", {"token": link.token})


# What a link shows


def test_a_link_shows_the_draft(client, make, draft):
    body = read(client, make(draft)).json()

    assert body["kind"] == "page"
    assert body["page"]["title"] == "As drafted"


def test_a_link_shows_the_latest_draft_when_it_is_opened(client, make, draft):
    link = make(draft)
    draft.title = "As drafted since"
    draft.save_revision()

    assert read(client, link).json()["page"]["title"] == "As drafted since"


def test_a_link_shows_a_page_that_was_never_published(client, make, author):
    page = ArticlePageFactory(parent=author, title="Never published", live=False)

    assert read(client, make(page)).json()["page"]["title"] == "Never published"


def test_a_link_shows_the_draft_of_a_poll(client, make):
    poll = PollFactory(live=False)
    poll.question = "As drafted?"
    poll.save_revision()

    body = read(client, make(poll)).json()

    assert body["kind"] == "poll"
    assert body["poll"]["question"] == "As drafted?"


def test_a_link_shows_a_poll_that_was_never_saved(client, admin_user):
    poll = PollFactory._meta.model(question="Not saved?")
    poll.options = [poll.options.model(label="Yes")]

    body = read(client, renew_panel_link(user=admin_user, previewed=poll)).json()

    assert [option["label"] for option in body["poll"]["options"]] == ["Yes"]


def test_what_is_kept_of_a_form_has_its_parts(article, business):
    address(article, {business: "It is about trade."})
    article.topics = [TopicFactory()]

    content = content_of(article)

    assert content["topics"] == [article.topics.get().pk]
    assert content["page_audiences"][0]["teaser"] == "It is about trade."


def test_a_link_shows_the_parts_of_a_draft(client, make, article, author):
    article.bylines = [Byline(name="A guest")]
    article.topics = [TopicFactory(name="Trade")]
    article.body = [("paragraph", {"text": "<p>Not published yet.</p>"})]
    article.save_revision()

    page = read(client, make(article)).json()["page"]

    assert [author["name"] for author in page["authors"]] == ["A guest"]
    assert [topic["name"] for topic in page["topics"]] == ["Trade"]
    assert [block["value"] for block in page["body"]] == ["<p>Not published yet.</p>"]


def test_the_page_of_an_audience_that_was_deleted_can_be_seen(client, make, business_page):
    link = make(business_page)
    business_page.audience.delete()

    assert read(client, link).json()["page"]["audience"] is None


def test_a_link_is_read_as_its_audience(client, make, draft, business):
    assert read(client, make(draft, "business")).json()["audience"] == "business"


def test_an_audience_that_is_gone_is_everyone(client, make, draft, business):
    link = make(draft, "business")
    business.delete()

    assert read(client, link).json()["audience"] is None


def test_the_page_of_an_audience_is_read_as_the_one_it_has_now(client, make, business_page):
    assert read(client, make(business_page)).json()["audience"] == "business"


def test_a_link_tells_its_locale(client, make, draft):
    assert read(client, make(draft)).json()["locale"] == draft.locale.language_code


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("Cache-Control", "no-store"),
        ("X-Robots-Tag", "noindex"),
        ("Referrer-Policy", "no-referrer"),
    ],
)
@pytest.mark.parametrize("path", ["/api/v3/preview/", "/preview/"])
def test_what_a_link_shows_is_kept_private(client, make, draft, path, name, value):
    assert client.get(path, {"token": make(draft).token}).headers[name] == value


@pytest.mark.parametrize("number", [1, 12])
def test_more_links_take_no_more_queries(
    client, make, draft, known_site, django_assert_num_queries, number
):
    link, *_ = [make(draft) for _ in range(number)]
    read(client, link)

    # The link with its maker; the page with its revision; its locale, type, parent and comments,
    # which Wagtail brings to a revision's content; the pages above it and its language. Bylines,
    # topics and audiences are in the revision.
    with django_assert_num_queries(8):
        read(client, link)


# What it does not show


def test_a_link_expires(client, make, draft):
    link = make(draft)

    with time_machine.travel(timezone.now() + HOUR + timedelta(seconds=1)):
        response = read(client, link)

    assert response.status_code == 403
    assert "expired" in response.json()["title"]


def is_refused(response):
    """Whether an answer tells no more than that the link cannot be used."""
    problem = response.headers["Content-Type"] == "application/problem+json"
    told = response.json()
    return problem and told["status"] == 403 and told["title"] == "This preview link cannot be used"


def test_a_revoked_link_shows_nothing(client, make, draft, admin_user):
    link = make(draft)
    revoke_link(link, user=admin_user, previewed=draft)

    assert is_refused(read(client, link))


@pytest.mark.parametrize("token", ["", "nonsense", "0.1", "ä" * 5000])
def test_a_token_that_was_never_made_is_refused(client, token):
    assert is_refused(client.get("/api/v3/preview/", {"token": token}))


def test_a_token_of_another_key_is_refused(client, make, draft):
    token = make(draft).token
    forged = ("1" if token[0] == "0" else "0") + token[1:]

    assert is_refused(client.get("/api/v3/preview/", {"token": forged}))


def test_a_link_to_a_deleted_page_is_refused(client, make, draft):
    link = make(draft)
    draft.delete()

    assert is_refused(read(client, link))


def test_a_link_ends_with_its_makers_rights(client, make, draft, admin_user):
    link = make(draft)
    admin_user.is_active = False
    admin_user.save()

    assert is_refused(read(client, link))


def test_an_unsaved_page_ends_with_its_parent(client, author, admin_user):
    page = ArticlePageFactory.build(title="Not saved")
    page.path, page.depth = f"{author.path}0001", author.depth + 1
    link = renew_panel_link(user=admin_user, previewed=page)
    author.delete()

    assert is_refused(read(client, link))


def test_what_has_long_expired_is_deleted_when_another_is_made(make, draft):
    old = make(draft)

    with time_machine.travel(timezone.now() + timedelta(days=2)):
        make(draft)

    assert not PreviewLink.objects.filter(pk=old.pk).exists()


# Without another front end


def test_this_site_shows_the_draft(client, make, draft):
    assert "As drafted" in client.get(address_of(make(draft))).text


def test_this_site_shows_the_draft_of_a_poll(client, make):
    assert "As drafted?" in client.get(address_of(make(PollFactory(question="As drafted?")))).text


def test_this_site_shows_the_draft_as_an_audience_reads_it(client, make, draft, business):
    assert 'data-read-as="business"' in client.get(address_of(make(draft, "business"))).text


def test_this_site_tells_a_reader_of_a_link_that_cannot_be_used(client, home):
    response = client.get("/preview/?token=nonsense")

    assert response.status_code == 403
    assert "This preview link cannot be used" in response.text


def test_the_editors_preview_is_this_sites_own(admin_client, draft):
    response = admin_client.get(reverse("wagtailadmin_pages:view_draft", args=[draft.pk]))

    assert "As drafted" in response.text
    assert not PreviewLink.objects.exists()


def test_there_is_no_user_bar_for_others(client):
    assert client.get(reverse("preview_userbar")).status_code == 404


# The panel's links


def test_the_panel_renews_its_link(admin_user, draft):
    links = {renew_panel_link(user=admin_user, previewed=draft).key for _ in range(3)}

    assert len(links) == 1
    assert PreviewLink.objects.count() == 1


def test_the_panel_has_another_address_in_the_second_half_of_its_life(admin_user, draft):
    first = renew_panel_link(user=admin_user, previewed=draft)

    with time_machine.travel(timezone.now() + timedelta(minutes=31)):
        second = renew_panel_link(user=admin_user, previewed=draft)

    assert second.pk == first.pk
    assert second.key != first.key


def test_a_revoked_link_of_the_panel_is_not_renewed(admin_user, draft):
    first = renew_panel_link(user=admin_user, previewed=draft)
    revoke_link(first, user=admin_user, previewed=draft)

    assert renew_panel_link(user=admin_user, previewed=draft).pk != first.pk


def test_editors_and_audiences_have_links_of_their_own(admin_user, django_user_model, draft):
    other = django_user_model.objects.create_user("other")
    for user, audience in [(admin_user, ""), (admin_user, "business"), (other, "")]:
        renew_panel_link(user=user, previewed=draft, audience=audience)

    assert PreviewLink.objects.count() == 3
