"""A site on which all that can be hidden is, and is pointed at from wherever it can be.

Everything hidden has MARK in each of its words, addresses and file names, and a key that no other
number on the site looks like. Whatever anyone may open says neither.
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
    PictureFactory,
    PollFactory,
    StandardPageFactory,
    TopicFactory,
    address,
)

MARK = "zyxhidden"
FIRST_KEY = 9_170_001
FIRST_PUBLIC_KEY = 4_170_001
CHILD = f"{MARK}-parent/child-in-the-open"
RESTRICTIONS = ("login", "password", "groups")


@dataclass
class World:
    """The hidden things; and `public`, the pages that point at them."""

    keys: count = field(default_factory=lambda: count(FIRST_KEY))
    # SQLite would give what is public the next key after the last that is hidden.
    public_keys: count = field(default_factory=lambda: count(FIRST_PUBLIC_KEY))
    pages: list = field(default_factory=list)
    polls: list = field(default_factory=list)
    documents: list = field(default_factory=list)
    pictures: list = field(default_factory=list)
    public: list = field(default_factory=list)

    @property
    def redirects(self):
        return [f"/old-{page.pk - FIRST_KEY}/" for page in self.pages]


def build_world():
    """Return a World, all of it in the database."""
    world = World()
    home = HomePage.objects.get()
    # The host name of Django's test client.
    Site.objects.update(hostname="testserver", port=80)
    build_public(world, home)
    hide_articles(world)
    hide_authors(world)
    hide_collection(world, home)
    hide_other_pages(world, home)
    hide_drafts_of_public_pages(world)
    hide_polls(world)
    hide_files(world)
    point_from_everywhere(world, home)
    # Its articles were found by its name until now.
    restrict(world.late, "login")
    return world


def build_public(world, home):
    """Make what anyone may open, still without what it points at."""
    world.audience, world.topic = AudienceFactory(slug="business"), TopicFactory(slug="harbours")
    world.index = home.add_child(instance=ArticleIndexPage(title="Blogs", slug="blogs"))
    world.author = AuthorPageFactory(parent=world.index, title="Ada Margin", slug="ada-margin")
    world.article = article_of(world, title="An open harbour", slug="open-harbour")
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


def article_of(world, parent=None, **fields):
    """Make an article on the public topic, by the public author, for the public audience."""
    fields = {"pk": next(world.public_keys), **fields}
    article = ArticlePageFactory(
        parent=parent or world.author,
        by=[world.author],
        teasers={world.audience: "Because."},
        **fields,
    )
    article.topics.add(world.topic)
    article.save()
    return article


def words(world, name):
    """Return the fields by which any hidden page could be known."""
    title = f"{MARK.capitalize()} {name}"
    return {
        "pk": next(world.keys),
        "title": title,
        "slug": f"{MARK}-{name}",
        "seo_title": f"{title}, for search engines",
        "search_description": f"{title}, described",
        "show_in_menus": True,
    }


def hide(world, factory, name, **fields):
    page = factory(**words(world, name), **fields)
    world.pages.append(page)
    return page


def hide_article(world, name, **fields):
    text = f"<p>{MARK} text of {name}</p>"
    body = json.dumps([{"type": "paragraph", "value": {"text": text}}])
    article = hide(world, article_of_world(world), name, standfirst=text, body=body, **fields)
    address(article, {world.audience: f"{MARK} teaser of {name}"})
    return article


def article_of_world(world):
    return lambda **fields: article_of(world, **fields)


def hide_articles(world):
    now, later = timezone.now(), timezone.now() + timedelta(days=3)
    draft = hide_article(world, "draft", live=False)
    hide_article(world, "unpublished").unpublish()
    scheduled = hide_article(world, "scheduled", live=False, go_live_at=later)
    scheduled.save_revision(approved_go_live_at=later)
    hide_article(world, "expired", live=False, expired=True, expire_at=now - timedelta(days=1))
    for kind in RESTRICTIONS:
        restrict(hide_article(world, kind), kind)
    # An alias is as private as its original; one of a draft may be public.
    hide_article(world, "alias", alias_of=world.pages[-1])
    world.public.append(article_of(world, title="An open alias", slug="alias", alias_of=draft))


def restrict(page, kind):
    restriction = PageViewRestriction.objects.create(
        page=page, restriction_type=kind, password="sesame"
    )
    if kind == "groups":
        restriction.groups.add(Group.objects.get_or_create(name="Members")[0])


def hide_authors(world):
    """Hide authors; an article in the blog of one that is a draft is public all the same."""
    hide(world, AuthorPageFactory, "draft-author", parent=world.index, live=False)
    restrict(hide(world, AuthorPageFactory, "private-author", parent=world.index), "password")
    world.late = hide(world, AuthorPageFactory, "late-author", parent=world.index)
    parent = hide(world, AuthorPageFactory, "parent", parent=world.index, live=False)
    child = article_of(world, parent, title="A child in the open", slug="child-in-the-open")
    world.public.append(child)


def hide_collection(world, home):
    """Hide a collection, with all that stands in it."""
    collection = ArticleIndexPage(**words(world, "collection"), introduction=f"{MARK} introduction")
    world.pages.append(home.add_child(instance=collection))
    restrict(collection, "login")
    author = hide(world, AuthorPageFactory, "author-within", parent=collection)
    hide_article(world, "article-within", parent=author)
    hide_article(world, "alias-within", parent=author, alias_of=world.article)


def hide_other_pages(world, home):
    hide(world, StandardPageFactory, "draft-page", parent=home, live=False)
    private = hide(world, StandardPageFactory, "private-page", parent=home)
    restrict(private, "groups")
    hide(world, StandardPageFactory, "page-within", parent=private)
    for slug, live in [("students", False), ("researchers", True)]:
        audience = AudienceFactory(slug=slug)
        page = hide(
            world, AudiencePageFactory, f"for-{slug}", parent=home, audience=audience, live=live
        )
        restrict(page, "login")


def hide_drafts_of_public_pages(world):
    """Leave changes to a public page unpublished."""
    page = article_of(world, title="A piece under revision", slug="under-revision")
    page.title, page.slug = f"{MARK} new title", f"{MARK}-new-slug"
    page.standfirst = f"{MARK} new standfirst"
    page.save_revision()
    page.refresh_from_db()
    world.public.append(page)


def hide_polls(world):
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


def hide_files(world):
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
        picture = PictureFactory(
            pk=next(world.keys),
            file__filename=f"{MARK}-{kind}.jpg",
            credit=MARK,
            description=MARK,
            **fields,
        )
        world.pictures.append(picture)
    # An editor who places a picture on a public page shows it, with its file's name; not its title.
    world.placed = PictureFactory(
        pk=next(world.keys), file__filename="placed.jpg", **fields, description=MARK
    )
    world.pictures.append(world.placed)


def point_from_everywhere(world, home):
    """Point at all that is hidden from every public page, and from what frames these."""
    body, links = body_of(world), links_of(world)
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
        # Its bylines are found only once they are saved.
        insert_or_update_object(page)
    settings = SiteSettings.for_site(Site.objects.get())
    settings.footer = links
    settings.save()
    for page in world.pages:
        PinnedPage.objects.create(page=world.audience_page, piece=page)
        if isinstance(page, ArticlePage):
            FeaturedArticle.objects.create(page=home, article=page)
    for path, page in zip(world.redirects, world.pages, strict=True):
        Redirect.objects.create(old_path=path.rstrip("/"), redirect_page=page)


def is_author(page):
    return isinstance(page, AuthorPage)


def links_of(world):
    """Return a rich text with a link to each hidden page and document."""
    pages = [f'<a linktype="page" id="{page.pk}">page</a>' for page in world.pages]
    files = [f'<a linktype="document" id="{file.pk}">file</a>' for file in world.documents]
    return f"<p>{' '.join(pages + files)}</p>"


def body_of(world):
    """Return the raw data of a body that points at all that is hidden, in every block that can."""
    links = links_of(world)
    picture = {"image": world.placed.pk, "alt_text": "A quay", "decorative": False}
    body = [
        ("paragraph", {"text": links}),
        ("callout", {"heading": "Note", "text": links}),
        ("labelled_points", {"points": [{"label": "One", "text": links}]}),
        ("related_pages", {"heading": "More", "pages": [page.pk for page in world.pages]}),
        ("figure", {"picture": picture, "caption": "", "credit": ""}),
        *[("document", {"document": file.pk, "note": ""}) for file in world.documents],
        *[("poll", {"poll": poll.pk}) for poll in [*world.polls, world.poll]],
    ]
    return json.dumps([{"type": type, "value": value} for type, value in body])
