"""Links that show a draft to whoever has them: in the API, here, and in the editor's panel."""

from datetime import timedelta
from urllib.parse import parse_qs, urlsplit

import pytest
import time_machine
from django.contrib.auth.models import Group
from django.test import RequestFactory
from django.urls import reverse
from django.utils import timezone
from wagtail.log_actions import registry
from wagtail.models import GroupPagePermission
from wagtail.test.utils.form_data import inline_formset, nested_form_data, streamfield

from articles.models import ArticlePage, AuthorPage
from project.headless.addresses import address_of
from project.headless.links import make_link, renew_panel_link, revoke_link
from project.headless.models import PreviewLink
from project.headless.previewed import content_of
from tests.factories import ArticlePageFactory, PollFactory, TopicFactory, address
from tests.polls.staff import address as poll_address
from tests.polls.staff import form_of, staff_client
from tests.project.test_every_page_type import every_page_type

pytestmark = pytest.mark.django_db

FRONT_END = "https://front.example/preview/"
HOUR = timedelta(hours=1)


@pytest.fixture
def front_end(settings):
    """Another front end that shows drafts."""
    settings.HEADLESS_PREVIEW_URL = FRONT_END


@pytest.fixture
def article(author):
    return ArticlePageFactory(parent=author, title="As published", slug="article")


@pytest.fixture
def draft(article):
    """An article with a draft that has another title than what readers see."""
    article.title = "As drafted"
    article.save_revision()
    return article


@pytest.fixture
def make(admin_user):
    """Make a link as the admin does."""

    def make(previewed, audience="", seconds=3600):
        return make_link(user=admin_user, previewed=previewed, audience=audience, seconds=seconds)

    return make


def read(client, link):
    return client.get("/api/v3/preview/", {"token": link.token})


def query_of(response):
    """Return the query to which an answer leads, with one value a name."""
    assert response.status_code == 302, response.content
    return {name: value for name, [value] in parse_qs(urlsplit(response.url).query).items()}


def links_of(previewed, kind="page"):
    return reverse("preview_links", args=[kind, previewed.pk])


def article_form(**changes):
    empty = {name: inline_formset([]) for name in ("bylines", "addressees", "comments")}
    fields = {"title": "Not saved", "slug": "not-saved", "date": "2026-01-01", "standfirst": ""}
    return nested_form_data({**fields, **empty, "body": streamfield([]), **changes})


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
    assert content["addressees"][0]["teaser"] == "It is about trade."


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
    # which Wagtail brings to a revision's content. What it says of the page is counted elsewhere.
    with django_assert_num_queries(6):
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


# With another front end


def test_the_panel_leads_there(admin_client, draft, front_end):
    response = admin_client.get(reverse("wagtailadmin_pages:view_draft", args=[draft.pk]))

    assert response.url.startswith(f"{FRONT_END}?token=")
    assert query_of(response)["kind"] == "page"


def test_the_panel_leads_there_as_an_audience(admin_client, draft, business, front_end):
    response = admin_client.get(
        reverse("wagtailadmin_pages:view_draft", args=[draft.pk]), {"mode": "for-business"}
    )

    assert query_of(response)["audience"] == "business"


def test_the_panel_shows_what_was_never_saved(admin_client, client, author, front_end):
    new = reverse("wagtailadmin_pages:preview_on_add", args=["articles", "articlepage", author.pk])
    admin_client.post(new, article_form(title="Only typed"))

    query = query_of(admin_client.get(new, {"in_preview_panel": "true"}))
    body = client.get("/api/v3/preview/", query).json()

    assert body["page"]["title"] == "Only typed"
    assert query["in_preview_panel"] == "true"


def test_the_panel_shows_what_was_not_saved_of_a_page(admin_client, client, draft, front_end):
    edit = reverse("wagtailadmin_pages:preview_on_edit", args=[draft.pk])
    admin_client.post(edit, article_form(title="Only typed", slug=draft.slug))

    body = client.get("/api/v3/preview/", query_of(admin_client.get(edit))).json()

    assert body["page"]["title"] == "Only typed"


def test_the_panel_shows_what_was_not_saved_of_a_poll(admin_client, client, front_end):
    new = poll_address("preview_on_add")
    poll = PollFactory.build(question="Only typed?", slug="typed")
    admin_client.post(new, form_of(poll, options=[{"label": "Yes"}, {"label": "No"}]))

    query = query_of(admin_client.get(new))
    body = client.get("/api/v3/preview/", query).json()

    assert query["kind"] == "poll"
    assert [option["label"] for option in body["poll"]["options"]] == ["Yes", "No"]


def test_the_page_of_an_audience_leads_there_as_that_audience(
    admin_client, business_page, front_end
):
    response = admin_client.get(reverse("wagtailadmin_pages:view_draft", args=[business_page.pk]))

    assert query_of(response)["audience"] == "business"


@every_page_type
def test_every_page_type_leads_there(model, home, index, author, admin_client, front_end):
    parent = {ArticlePage: author, AuthorPage: index}.get(model, home)
    page = model(title="Not saved yet", slug="new", live=False)
    page.path, page.depth = f"{parent.path}ZZZZ", parent.depth + 1
    page.set_url_path(parent)
    asked = RequestFactory().get("/", headers={"cookie": admin_client.cookies.output(header="")})

    response = page.make_preview_request(asked, page.default_preview_mode)

    assert query_of(response)["kind"] == "page"


def test_a_link_made_for_others_leads_there_too(client, make, draft, front_end):
    response = client.get("/preview/", {"token": (link := make(draft)).token})

    assert response.url == address_of(link)
    assert response.url.startswith(FRONT_END)


def test_an_address_with_a_query_keeps_it(make, draft, settings):
    settings.HEADLESS_PREVIEW_URL = "https://front.example/?draft=1"

    assert address_of(make(draft)).startswith("https://front.example/?draft=1&token=")


def test_whoever_may_not_edit_is_led_nowhere(client, draft, front_end):
    response = draft.make_preview_request(preview_mode="")

    assert response.status_code == 200


@pytest.mark.parametrize("path", ["/api/v3/preview/", "/preview/userbar/"])
def test_pages_of_the_front_end_may_read(client, front_end, path):
    allowed = client.get(path).headers["Access-Control-Allow-Origin"]

    assert allowed == "https://front.example"


def test_the_user_bar_lets_the_checker_talk_to_the_admin(client, front_end, settings):
    settings.WAGTAILADMIN_BASE_URL = "https://admin.example"

    assert "https://admin.example" in client.get("/preview/userbar/").text


def test_the_editor_lets_the_checker_talk_to_the_front_end(admin_client, draft, front_end):
    editor = admin_client.get(reverse("wagtailadmin_pages:edit", args=[draft.pk])).text

    assert '"https://front.example"' in editor


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


# Staff


@pytest.fixture
def editor(draft):
    """A client signed in as somebody who may change this article, and nothing else."""
    client = staff_client("wagtailcore.add_page")
    group = Group.objects.create(name="Its editors")
    GroupPagePermission.objects.create(group=group, page=draft, permission_type="change")
    group.user_set.add(client.session["_auth_user_id"])
    return client


def test_staff_make_a_link_and_find_it(editor, draft, business):
    answer = editor.post(
        links_of(draft), {"audience": "business", "seconds": "86400"}, follow=True
    ).text

    link = PreviewLink.objects.get()
    assert link.token in answer
    assert link.audience == "business"
    assert link.expires_at - timezone.now() > 23 * HOUR


@pytest.mark.parametrize("data", [{"seconds": "1"}, {"seconds": "3600", "audience": "nobody"}, {}])
def test_what_is_not_offered_is_refused(admin_client, draft, data):
    admin_client.post(links_of(draft), data)

    assert not PreviewLink.objects.exists()


def test_staff_revoke_a_link(editor, make, draft):
    link = make(draft)

    editor.post(reverse("revoke_preview_link", args=["page", draft.pk, link.pk]))

    assert PreviewLink.objects.get().revoked_at


def test_a_link_of_another_page_is_not_revoked_with_rights_on_this(editor, make, draft, author):
    link = make(author)

    response = editor.post(reverse("revoke_preview_link", args=["page", draft.pk, link.pk]))

    assert response.status_code == 404


def test_a_link_is_not_revoked_by_merely_asking(editor, make, draft):
    link = make(draft)

    response = editor.get(reverse("revoke_preview_link", args=["page", draft.pk, link.pk]))

    assert response.status_code == 405


def test_making_and_revoking_are_logged(admin_user, make, draft):
    revoke_link(make(draft), user=admin_user, previewed=draft)

    actions = {entry.action for entry in registry.get_logs_for_instance(draft)}
    assert {"headless.make_link", "headless.revoke_link"} <= actions


def test_a_colleagues_form_is_not_shown(editor, draft, admin_user):
    link = renew_panel_link(user=admin_user, previewed=draft)

    page = editor.get(links_of(draft)).text

    assert "Preview panel" in page
    assert link.key not in page


@pytest.mark.parametrize("method", ["get", "post"])
def test_whoever_may_not_edit_a_page_has_no_links_of_it(editor, author, method):
    response = getattr(editor, method)(links_of(author), {"seconds": "3600"})

    assert response.url == reverse("wagtailadmin_home")
    assert not PreviewLink.objects.exists()


def test_whoever_is_not_signed_in_has_none(client, draft):
    assert "/login/" in client.get(links_of(draft)).url


@pytest.mark.parametrize(
    ("permission", "status"), [("polls.change_poll", 200), ("polls.view_results", 302)]
)
def test_links_of_a_poll_are_for_those_who_change_it(permission, status):
    client = staff_client(permission)

    assert client.get(links_of(PollFactory(), "poll")).status_code == status


@pytest.mark.parametrize("name", ["wagtailadmin_explore", "wagtailadmin_pages:edit"])
def test_a_page_leads_to_its_links(editor, draft, name):
    assert links_of(draft) in editor.get(reverse(name, args=[draft.pk])).text


def test_the_list_leads_to_the_links_of_each_page(admin_client, draft, author):
    listing = reverse("wagtailadmin_explore", args=[author.pk])

    assert links_of(draft) in admin_client.get(listing).text


@pytest.mark.parametrize("name", ["list", "edit"])
def test_a_poll_leads_to_its_links(name):
    poll = PollFactory()
    client = staff_client("polls.change_poll")

    page = client.get(poll_address(name, *([poll.pk] if name == "edit" else [])), follow=True)

    assert links_of(poll, "poll") in page.text


def test_the_page_of_an_audience_is_offered_no_other(admin_client, business_page):
    admin_client.post(links_of(business_page), {"seconds": "3600"})

    assert PreviewLink.objects.get().audience == "business"
