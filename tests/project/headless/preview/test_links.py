"""Preview links, in the API and on this site."""

from datetime import timedelta

import pytest
import time_machine
from django.urls import reverse
from django.utils import timezone

from articles.models import Byline
from project.headless.models import PreviewLink
from project.headless.preview.front_end import build_preview_url
from project.headless.preview.links import get_or_renew_panel_link, revoke_link
from project.headless.preview.targets import get_preview_content
from tests.factories import ArticlePageFactory, PollFactory, TopicFactory, set_audiences

pytestmark = pytest.mark.django_db

HOUR = timedelta(hours=1)


def get_preview(client, link):
    return client.get("/api/v3/preview/", {"token": link.token})


# What a link shows


def test_link_shows_draft(client, create_preview_link, draft):
    body = get_preview(client, create_preview_link(draft)).json()

    assert body["kind"] == "page"
    assert body["page"]["title"] == "As drafted"


def test_link_shows_latest_draft(client, create_preview_link, draft):
    link = create_preview_link(draft)
    draft.title = "As drafted since"
    draft.save_revision()

    assert get_preview(client, link).json()["page"]["title"] == "As drafted since"


def test_link_shows_unpublished_page(client, create_preview_link, author):
    page = ArticlePageFactory(parent=author, title="Never published", live=False)

    assert (
        get_preview(client, create_preview_link(page)).json()["page"]["title"] == "Never published"
    )


def test_link_shows_draft_of_poll(client, create_preview_link):
    poll = PollFactory(live=False)
    poll.question = "As drafted?"
    poll.save_revision()

    body = get_preview(client, create_preview_link(poll)).json()

    assert body["kind"] == "poll"
    assert body["poll"]["question"] == "As drafted?"


def test_link_shows_unsaved_poll(client, admin_user):
    poll = PollFactory._meta.model(question="Not saved?")
    poll.options = [poll.options.model(label="Yes")]

    body = get_preview(client, get_or_renew_panel_link(user=admin_user, instance=poll)).json()

    assert [option["label"] for option in body["poll"]["options"]] == ["Yes"]


def test_content_of_form_has_related_objects(article, business):
    set_audiences(article, {business: "It is about trade."})
    article.topics = [TopicFactory()]

    content = get_preview_content(article)

    assert content["topics"] == [article.topics.get().pk]
    assert content["page_audiences"][0]["teaser"] == "It is about trade."


def test_link_shows_related_objects_of_draft(client, create_preview_link, article, author):
    article.bylines = [Byline(name="A guest")]
    article.topics = [TopicFactory(name="Trade")]
    article.body = [("paragraph", {"text": "<p>Not published yet.</p>"})]
    article.save_revision()

    page = get_preview(client, create_preview_link(article)).json()["page"]

    assert [author["name"] for author in page["authors"]] == ["A guest"]
    assert [topic["name"] for topic in page["topics"]] == ["Trade"]
    assert [block["value"] for block in page["body"]] == ["<p>Not published yet.</p>"]


def test_page_of_deleted_audience_can_be_previewed(client, create_preview_link, business_page):
    link = create_preview_link(business_page)
    business_page.audience.delete()

    assert get_preview(client, link).json()["page"]["audience"] is None


def test_link_is_rendered_for_its_audience(client, create_preview_link, draft, business):
    assert (
        get_preview(client, create_preview_link(draft, "business")).json()["audience"] == "business"
    )


def test_link_of_deleted_audience_is_rendered_for_all_readers(
    client, create_preview_link, draft, business
):
    link = create_preview_link(draft, "business")
    business.delete()

    assert get_preview(client, link).json()["audience"] is None


def test_audience_page_is_rendered_for_its_audience(client, create_preview_link, business_page):
    assert get_preview(client, create_preview_link(business_page)).json()["audience"] == "business"


def test_link_has_locale(client, create_preview_link, draft):
    assert (
        get_preview(client, create_preview_link(draft)).json()["locale"]
        == draft.locale.language_code
    )


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("Cache-Control", "no-store"),
        ("X-Robots-Tag", "noindex"),
        ("Referrer-Policy", "no-referrer"),
    ],
)
@pytest.mark.parametrize("path", ["/api/v3/preview/", "/preview/"])
def test_preview_has_privacy_headers(client, create_preview_link, draft, path, name, value):
    assert client.get(path, {"token": create_preview_link(draft).token}).headers[name] == value


@pytest.mark.parametrize("number", [1, 12])
def test_query_count_is_constant(
    client, create_preview_link, draft, cached_site_roots, django_assert_num_queries, number
):
    link, *_ = [create_preview_link(draft) for _ in range(number)]
    get_preview(client, link)

    # The link with its creator; the page with its revision; its locale, type, parent and comments,
    # which Wagtail loads with a revision; its ancestors and its locale. Bylines, topics and
    # audiences are in the revision.
    with django_assert_num_queries(8):
        get_preview(client, link)


# What it does not show


def test_link_expires(client, create_preview_link, draft):
    link = create_preview_link(draft)

    with time_machine.travel(timezone.now() + HOUR + timedelta(seconds=1)):
        response = get_preview(client, link)

    assert response.status_code == 403
    assert "expired" in response.json()["title"]


def is_rejected(response):
    """Whether a response is the same problem for every link that is not valid."""
    problem = response.headers["Content-Type"] == "application/problem+json"
    body = response.json()
    return problem and body["status"] == 403 and body["title"] == "This preview link is not valid"


def test_revoked_link_is_rejected(client, create_preview_link, draft, admin_user):
    link = create_preview_link(draft)
    revoke_link(link, user=admin_user, instance=draft)

    assert is_rejected(get_preview(client, link))


@pytest.mark.parametrize("token", ["", "nonsense", "0.1", "ä" * 5000])
def test_unknown_token_is_rejected(client, token):
    assert is_rejected(client.get("/api/v3/preview/", {"token": token}))


def test_forged_token_is_rejected(client, create_preview_link, draft):
    token = create_preview_link(draft).token
    forged = ("1" if token[0] == "0" else "0") + token[1:]

    assert is_rejected(client.get("/api/v3/preview/", {"token": forged}))


def test_link_to_deleted_page_is_rejected(client, create_preview_link, draft):
    link = create_preview_link(draft)
    draft.delete()

    assert is_rejected(get_preview(client, link))


def test_link_of_inactive_user_is_rejected(client, create_preview_link, draft, admin_user):
    link = create_preview_link(draft)
    admin_user.is_active = False
    admin_user.save()

    assert is_rejected(get_preview(client, link))


def test_unsaved_page_of_deleted_parent_is_rejected(client, author, admin_user):
    page = ArticlePageFactory.build(title="Not saved")
    page.path, page.depth = f"{author.path}0001", author.depth + 1
    link = get_or_renew_panel_link(user=admin_user, instance=page)
    author.delete()

    assert is_rejected(get_preview(client, link))


def test_expired_links_are_deleted(create_preview_link, draft):
    old = create_preview_link(draft)

    with time_machine.travel(timezone.now() + timedelta(days=2)):
        create_preview_link(draft)

    assert not PreviewLink.objects.filter(pk=old.pk).exists()


# Without another front end


def test_site_shows_draft(client, create_preview_link, draft):
    assert "As drafted" in client.get(build_preview_url(create_preview_link(draft))).text


def test_site_shows_draft_of_poll(client, create_preview_link):
    assert (
        "As drafted?"
        in client.get(
            build_preview_url(create_preview_link(PollFactory(question="As drafted?")))
        ).text
    )


def test_site_shows_draft_for_audience(client, create_preview_link, draft, business):
    assert (
        'data-page-audience="business"'
        in client.get(build_preview_url(create_preview_link(draft, "business"))).text
    )


def test_site_explains_invalid_link(client, home):
    response = client.get("/preview/?token=nonsense")

    assert response.status_code == 403
    assert "This preview link is not valid" in response.text


def test_editor_previews_on_this_site(admin_client, draft):
    response = admin_client.get(reverse("wagtailadmin_pages:view_draft", args=[draft.pk]))

    assert "As drafted" in response.text
    assert not PreviewLink.objects.exists()


def test_userbar_requires_front_end(client):
    assert client.get(reverse("preview_userbar")).status_code == 404


# The panel's links


def test_panel_reuses_its_link(admin_user, draft):
    links = {get_or_renew_panel_link(user=admin_user, instance=draft).key for _ in range(3)}

    assert len(links) == 1
    assert PreviewLink.objects.count() == 1


def test_panel_link_gets_new_key_in_second_half_of_its_life(admin_user, draft):
    first = get_or_renew_panel_link(user=admin_user, instance=draft)

    with time_machine.travel(timezone.now() + timedelta(minutes=31)):
        second = get_or_renew_panel_link(user=admin_user, instance=draft)

    assert second.pk == first.pk
    assert second.key != first.key


def test_revoked_panel_link_is_not_renewed(admin_user, draft):
    first = get_or_renew_panel_link(user=admin_user, instance=draft)
    revoke_link(first, user=admin_user, instance=draft)

    assert get_or_renew_panel_link(user=admin_user, instance=draft).pk != first.pk


def test_each_editor_and_audience_has_its_own_panel_link(admin_user, django_user_model, draft):
    other = django_user_model.objects.create_user("other")
    for user, audience in [(admin_user, ""), (admin_user, "business"), (other, "")]:
        get_or_renew_panel_link(user=user, instance=draft, audience=audience)

    assert PreviewLink.objects.count() == 3
