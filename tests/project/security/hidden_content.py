"""A site with hidden content of every type, and links to it from every public page.

Every text, slug and file name of hidden content contains MARK, and its primary keys are unlike all
other numbers on the site. No public response may contain either.
"""

import json
from dataclasses import dataclass, field
from datetime import timedelta
from itertools import count

from django.contrib.auth.models import Group
from django.utils import timezone
from wagtail.contrib.redirects.models import Redirect
from wagtail.models import Collection, CollectionViewRestriction, PageViewRestriction, Site
from wagtail.search.index import insert_or_update_object

from articles.models import ArticleIndexPage, ArticlePage, AuthorPage, Byline
from home.models import FeaturedArticle, HomePage, PinnedPage, SiteSettings
from tests.factories import (
    ArticlePageFactory,
    AudienceFactory,
    AudiencePageFactory,
    AuthorPageFactory,
    DocumentFactory,
    ImageFactory,
    PollFactory,
    StandardPageFactory,
    TopicFactory,
    set_audiences,
)

MARK = "zyxhidden"
FIRST_KEY = 9_170_001
FIRST_PUBLIC_KEY = 4_170_001
CHILD = f"{MARK}-parent/child-in-the-open"
RESTRICTIONS = ("login", "password", "groups")


@dataclass
class HiddenContent:
    """The hidden objects, and `public`, the pages that link to them."""

    keys: count = field(default_factory=lambda: count(FIRST_KEY))
    # SQLite would otherwise continue with the highest primary key, which is a hidden one.
    public_keys: count = field(default_factory=lambda: count(FIRST_PUBLIC_KEY))
    pages: list = field(default_factory=list)
    polls: list = field(default_factory=list)
    documents: list = field(default_factory=list)
    images: list = field(default_factory=list)
    public: list = field(default_factory=list)

    @property
    def redirects(self):
        return [f"/old-{page.pk - FIRST_KEY}/" for page in self.pages]


def create_hidden_content():
    """Create all content in the database and return it."""
    world = HiddenContent()
    home = HomePage.objects.get()
    # The host name of Django's test client.
    Site.objects.update(hostname="testserver", port=80)
    create_public_content(world, home)
    create_hidden_articles(world)
    create_hidden_authors(world)
    create_hidden_collection(world, home)
    create_other_hidden_pages(world, home)
    create_draft_changes(world)
    create_hidden_polls(world)
    create_hidden_files(world)
    link_from_everywhere(world, home)
    # Hidden last: the search index still contains its name for its articles.
    restrict(world.late, "login")
    return world


def create_public_content(world, home):
    """Create the public pages, still without links."""
    world.audience, world.topic = AudienceFactory(slug="business"), TopicFactory(slug="harbours")
    world.index = home.add_child(instance=ArticleIndexPage(title="Blogs", slug="blogs"))
    world.author = AuthorPageFactory(parent=world.index, title="Ada Margin", slug="ada-margin")
    world.article = create_public_article(world, title="An open harbour", slug="open-harbour")
    world.plain = StandardPageFactory(parent=home, title="About", slug="about")
    world.audience_page = AudiencePageFactory(
        parent=home, audience=world.audience, title="For business", slug="business"
    )
    world.public += [
        home,
        world.index,
        world.author,
        world.article,
        world.plain,
        world.audience_page,
    ]


def create_public_article(world, parent=None, **fields):
    """Create an article on the public topic, by the public author, for the public audience."""
    fields = {"pk": next(world.public_keys), **fields}
    article = ArticlePageFactory(
        parent=parent or world.author,
        authors=[world.author],
        teasers={world.audience: "Because."},
        **fields,
    )
    article.topics.add(world.topic)
    article.save()
    return article


def build_page_fields(world, name):
    """Return the fields that identify a hidden page."""
    title = f"{MARK.capitalize()} {name}"
    return {
        "pk": next(world.keys),
        "title": title,
        "slug": f"{MARK}-{name}",
        "seo_title": f"{title}, for search engines",
        "search_description": f"{title}, described",
        "show_in_menus": True,
    }


def create_hidden_page(world, factory, name, **fields):
    page = factory(**build_page_fields(world, name), **fields)
    world.pages.append(page)
    return page


def create_hidden_article(world, name, **fields):
    text = f"<p>{MARK} text of {name}</p>"
    body = json.dumps([{"type": "paragraph", "value": {"text": text}}])
    article = create_hidden_page(
        world, bind_article_factory(world), name, standfirst=text, body=body, **fields
    )
    set_audiences(article, {world.audience: f"{MARK} teaser of {name}"})
    return article


def bind_article_factory(world):
    return lambda **fields: create_public_article(world, **fields)


def create_hidden_articles(world):
    now, later = timezone.now(), timezone.now() + timedelta(days=3)
    draft = create_hidden_article(world, "draft", live=False)
    create_hidden_article(world, "unpublished").unpublish()
    scheduled = create_hidden_article(world, "scheduled", live=False, go_live_at=later)
    scheduled.save_revision(approved_go_live_at=later)
    create_hidden_article(
        world, "expired", live=False, expired=True, expire_at=now - timedelta(days=1)
    )
    for kind in RESTRICTIONS:
        restrict(create_hidden_article(world, kind), kind)
    # An alias is as private as its original, but an alias of a draft may be public.
    create_hidden_article(world, "alias", alias_of=world.pages[-1])
    world.public.append(
        create_public_article(world, title="An open alias", slug="alias", alias_of=draft)
    )


def restrict(page, kind):
    restriction = PageViewRestriction.objects.create(
        page=page, restriction_type=kind, password="sesame"
    )
    if kind == "groups":
        restriction.groups.add(Group.objects.get_or_create(name="Members")[0])


def create_hidden_authors(world):
    """Create hidden authors. An article in the blog of a draft author is public."""
    create_hidden_page(world, AuthorPageFactory, "draft-author", parent=world.index, live=False)
    restrict(
        create_hidden_page(world, AuthorPageFactory, "private-author", parent=world.index),
        "password",
    )
    world.late = create_hidden_page(world, AuthorPageFactory, "late-author", parent=world.index)
    parent = create_hidden_page(world, AuthorPageFactory, "parent", parent=world.index, live=False)
    child = create_public_article(
        world, parent, title="A child in the open", slug="child-in-the-open"
    )
    world.public.append(child)


def create_hidden_collection(world, home):
    """Create a private article index page with pages below it."""
    collection = ArticleIndexPage(
        **build_page_fields(world, "collection"), introduction=f"{MARK} introduction"
    )
    world.pages.append(home.add_child(instance=collection))
    restrict(collection, "login")
    author = create_hidden_page(world, AuthorPageFactory, "author-within", parent=collection)
    create_hidden_article(world, "article-within", parent=author)
    create_hidden_article(world, "alias-within", parent=author, alias_of=world.article)


def create_other_hidden_pages(world, home):
    create_hidden_page(world, StandardPageFactory, "draft-page", parent=home, live=False)
    private = create_hidden_page(world, StandardPageFactory, "private-page", parent=home)
    restrict(private, "groups")
    create_hidden_page(world, StandardPageFactory, "page-within", parent=private)
    for slug, live in [("students", False), ("researchers", True)]:
        audience = AudienceFactory(slug=slug)
        page = create_hidden_page(
            world, AudiencePageFactory, f"for-{slug}", parent=home, audience=audience, live=live
        )
        restrict(page, "login")


def create_draft_changes(world):
    """Create a public page with unpublished changes."""
    page = create_public_article(world, title="A page under revision", slug="under-revision")
    page.title, page.slug = f"{MARK} new title", f"{MARK}-new-slug"
    page.standfirst = f"{MARK} new standfirst"
    page.save_revision()
    page.refresh_from_db()
    world.public.append(page)


def create_hidden_polls(world):
    later = timezone.now() + timedelta(days=3)
    for name, go_live_at in [("draft-poll", None), ("scheduled-poll", later)]:
        poll = PollFactory(
            pk=next(world.keys),
            question=f"Is {MARK} {name} known?",
            slug=f"{MARK}-{name}",
            introduction=f"{MARK} introduction",
            options=[f"{MARK} yes", f"{MARK} no"],
            visibility="always",
            live=False,
            go_live_at=go_live_at,
        )
        world.polls.append(poll)
    world.poll = PollFactory(
        pk=next(world.public_keys), question="Is it known?", slug="known", visibility="always"
    )
    world.poll.question = f"Is the {MARK} question known?"
    world.poll.save_revision()


def create_hidden_files(world):
    root = Collection.get_first_root_node()
    for kind in RESTRICTIONS:
        collection = root.add_child(name=f"{MARK} collection {kind}")
        CollectionViewRestriction.objects.create(
            collection=collection, restriction_type=kind, password="sesame"
        )
        fields = {"title": f"{MARK} file {kind}", "collection": collection}
        file = DocumentFactory(
            pk=next(world.keys), file__filename=f"{MARK}-{kind}.pdf", tags=[f"{MARK} tag"], **fields
        )
        world.documents.append(file)
        image = ImageFactory(
            pk=next(world.keys),
            file__filename=f"{MARK}-{kind}.jpg",
            credit=MARK,
            description=MARK,
            **fields,
        )
        world.images.append(image)
    # An image used on a public page is public with its file name, but not with its title.
    world.placed = ImageFactory(
        pk=next(world.keys), file__filename="placed.jpg", **fields, description=MARK
    )
    world.images.append(world.placed)


def link_from_everywhere(world, home):
    """Link to all hidden content from every public page, the footer, lists and redirects."""
    body, links = build_body(world), build_links(world)
    for page in world.public:
        page.refresh_from_db()
        page.body = body
        if is_author(page):
            page.biography = links
        if isinstance(page, ArticlePage):
            page.hero = world.placed
            for author in filter(is_author, world.pages):
                page.bylines.add(Byline(author=author))
        page.save()
        # The search index has bylines only after they are saved.
        insert_or_update_object(page)
    settings = SiteSettings.for_site(Site.objects.get())
    settings.footer = links
    settings.save()
    for page in world.pages:
        PinnedPage.objects.create(page=world.audience_page, pinned_page=page)
        if isinstance(page, ArticlePage):
            FeaturedArticle.objects.create(page=home, article=page)
    for path, page in zip(world.redirects, world.pages, strict=True):
        Redirect.objects.create(old_path=path.rstrip("/"), redirect_page=page)


def is_author(page):
    return isinstance(page, AuthorPage)


def build_links(world):
    """Return rich text with a link to each hidden page and document."""
    pages = [f'<a linktype="page" id="{page.pk}">page</a>' for page in world.pages]
    files = [f'<a linktype="document" id="{file.pk}">file</a>' for file in world.documents]
    return f"<p>{' '.join(pages + files)}</p>"


def build_body(world):
    """Return the raw data of a body that refers to all hidden content in every block that can."""
    links = build_links(world)
    image = {"image": world.placed.pk, "alt_text": "A quay", "decorative": False}
    body = [
        ("paragraph", {"text": links}),
        ("callout", {"heading": "Note", "text": links}),
        ("labelled_points", {"points": [{"label": "One", "text": links}]}),
        ("related_pages", {"heading": "More", "pages": [page.pk for page in world.pages]}),
        ("figure", {"image": image, "caption": "", "credit": ""}),
        *[("document", {"document": file.pk, "note": ""}) for file in world.documents],
        *[("poll", {"poll": poll.pk}) for poll in [*world.polls, world.poll]],
    ]
    return json.dumps([{"type": type, "value": value} for type, value in body])
