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
from wagtail.models import Collection, CollectionViewRestriction, PageViewRestriction, Site

from articles.models import ArticleIndexPage
from home.models import HomePage
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
from tests.project.security.hidden_links import link_from_everywhere

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
    content = HiddenContent()
    home = HomePage.objects.get()
    # The host name of Django's test client.
    Site.objects.update(hostname="testserver", port=80)
    create_public_content(content, home)
    create_hidden_articles(content)
    create_hidden_authors(content)
    create_hidden_collection(content, home)
    create_other_hidden_pages(content, home)
    create_draft_changes(content)
    create_hidden_polls(content)
    create_hidden_files(content)
    link_from_everywhere(content, home)
    # Hidden last: the search index still contains its name for its articles.
    restrict(content.late_author, "login")
    return content


def create_public_content(content, home):
    """Create the public pages, still without links."""
    content.audience, content.topic = (
        AudienceFactory(slug="business"),
        TopicFactory(slug="harbours"),
    )
    content.index = home.add_child(instance=ArticleIndexPage(title="Blogs", slug="blogs"))
    content.author = AuthorPageFactory(parent=content.index, title="Ada Margin", slug="ada-margin")
    content.article = create_public_article(content, title="An open harbour", slug="open-harbour")
    content.standard_page = StandardPageFactory(parent=home, title="About", slug="about")
    content.audience_page = AudiencePageFactory(
        parent=home, audience=content.audience, title="For business", slug="business"
    )
    content.public += [
        home,
        content.index,
        content.author,
        content.article,
        content.standard_page,
        content.audience_page,
    ]


def create_public_article(content, parent=None, **fields):
    """Create an article on the public topic, by the public author, for the public audience."""
    fields = {"pk": next(content.public_keys), **fields}
    article = ArticlePageFactory(
        parent=parent or content.author,
        authors=[content.author],
        teasers={content.audience: "Because."},
        **fields,
    )
    article.topics.add(content.topic)
    article.save()
    return article


def build_page_fields(content, name):
    """Return the fields that identify a hidden page."""
    title = f"{MARK.capitalize()} {name}"
    return {
        "pk": next(content.keys),
        "title": title,
        "slug": f"{MARK}-{name}",
        "seo_title": f"{title}, for search engines",
        "search_description": f"{title}, described",
        "show_in_menus": True,
    }


def create_hidden_page(content, factory, name, **fields):
    page = factory(**build_page_fields(content, name), **fields)
    content.pages.append(page)
    return page


def create_hidden_article(content, name, **fields):
    text = f"<p>{MARK} text of {name}</p>"
    body = json.dumps([{"type": "paragraph", "value": {"text": text}}])
    article = create_hidden_page(
        content, bind_article_factory(content), name, standfirst=text, body=body, **fields
    )
    set_audiences(article, {content.audience: f"{MARK} teaser of {name}"})
    return article


def bind_article_factory(content):
    return lambda **fields: create_public_article(content, **fields)


def create_hidden_articles(content):
    now, later = timezone.now(), timezone.now() + timedelta(days=3)
    draft = create_hidden_article(content, "draft", live=False)
    create_hidden_article(content, "unpublished").unpublish()
    scheduled = create_hidden_article(content, "scheduled", live=False, go_live_at=later)
    scheduled.save_revision(approved_go_live_at=later)
    create_hidden_article(
        content, "expired", live=False, expired=True, expire_at=now - timedelta(days=1)
    )
    for kind in RESTRICTIONS:
        restrict(create_hidden_article(content, kind), kind)
    # An alias is as private as its original, but an alias of a draft may be public.
    create_hidden_article(content, "alias", alias_of=content.pages[-1])
    content.public.append(
        create_public_article(content, title="An open alias", slug="alias", alias_of=draft)
    )


def restrict(page, kind):
    restriction = PageViewRestriction.objects.create(
        page=page, restriction_type=kind, password="sesame"
    )
    if kind == "groups":
        restriction.groups.add(Group.objects.get_or_create(name="Members")[0])


def create_hidden_authors(content):
    """Create hidden authors. An article in the blog of a draft author is public."""
    create_hidden_page(content, AuthorPageFactory, "draft-author", parent=content.index, live=False)
    restrict(
        create_hidden_page(content, AuthorPageFactory, "private-author", parent=content.index),
        "password",
    )
    content.late_author = create_hidden_page(
        content, AuthorPageFactory, "late-author", parent=content.index
    )
    parent = create_hidden_page(
        content, AuthorPageFactory, "parent", parent=content.index, live=False
    )
    child = create_public_article(
        content, parent, title="A child in the open", slug="child-in-the-open"
    )
    content.public.append(child)


def create_hidden_collection(content, home):
    """Create a private article index page with pages below it."""
    collection = ArticleIndexPage(
        **build_page_fields(content, "collection"), introduction=f"{MARK} introduction"
    )
    content.pages.append(home.add_child(instance=collection))
    restrict(collection, "login")
    author = create_hidden_page(content, AuthorPageFactory, "author-within", parent=collection)
    create_hidden_article(content, "article-within", parent=author)
    create_hidden_article(content, "alias-within", parent=author, alias_of=content.article)


def create_other_hidden_pages(content, home):
    create_hidden_page(content, StandardPageFactory, "draft-page", parent=home, live=False)
    private = create_hidden_page(content, StandardPageFactory, "private-page", parent=home)
    restrict(private, "groups")
    create_hidden_page(content, StandardPageFactory, "page-within", parent=private)
    for slug, live in [("students", False), ("researchers", True)]:
        audience = AudienceFactory(slug=slug)
        page = create_hidden_page(
            content, AudiencePageFactory, f"for-{slug}", parent=home, audience=audience, live=live
        )
        restrict(page, "login")


def create_draft_changes(content):
    """Create a public page with unpublished changes."""
    page = create_public_article(content, title="A page under revision", slug="under-revision")
    page.title, page.slug = f"{MARK} new title", f"{MARK}-new-slug"
    page.standfirst = f"{MARK} new standfirst"
    page.save_revision()
    page.refresh_from_db()
    content.public.append(page)


def create_hidden_polls(content):
    later = timezone.now() + timedelta(days=3)
    for name, go_live_at in [("draft-poll", None), ("scheduled-poll", later)]:
        poll = PollFactory(
            pk=next(content.keys),
            question=f"Is {MARK} {name} known?",
            slug=f"{MARK}-{name}",
            introduction=f"{MARK} introduction",
            options=[f"{MARK} yes", f"{MARK} no"],
            visibility="always",
            live=False,
            go_live_at=go_live_at,
        )
        content.polls.append(poll)
    content.poll = PollFactory(
        pk=next(content.public_keys), question="Is it known?", slug="known", visibility="always"
    )
    content.poll.question = f"Is the {MARK} question known?"
    content.poll.save_revision()


def create_hidden_files(content):
    root = Collection.get_first_root_node()
    for kind in RESTRICTIONS:
        collection = root.add_child(name=f"{MARK} collection {kind}")
        CollectionViewRestriction.objects.create(
            collection=collection, restriction_type=kind, password="sesame"
        )
        fields = {"title": f"{MARK} file {kind}", "collection": collection}
        file = DocumentFactory(
            pk=next(content.keys),
            file__filename=f"{MARK}-{kind}.pdf",
            tags=[f"{MARK} tag"],
            **fields,
        )
        content.documents.append(file)
        image = ImageFactory(
            pk=next(content.keys),
            file__filename=f"{MARK}-{kind}.jpg",
            credit=MARK,
            description=MARK,
            **fields,
        )
        content.images.append(image)
    # An image used on a public page is public with its file name, but not with its title.
    content.placed_image = ImageFactory(
        pk=next(content.keys), file__filename="placed.jpg", **fields, description=MARK
    )
    content.images.append(content.placed_image)
