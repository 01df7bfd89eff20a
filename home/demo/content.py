"""Loads the demo content. What is there already, or was once, is left as it is."""

import json

from django.core.files import File
from django.db import transaction
from tqdm import tqdm
from wagtail.documents import get_document_model
from wagtail.models import Page, Site

from articles.images import CustomImage
from articles.models import (
    ArticleIndexPage,
    ArticlePage,
    Audience,
    AuthorPage,
    Byline,
    PageAudience,
    Topic,
)
from home.demo.bodies import BodyWriter
from home.demo.files import FOLDER, read_documents, read_table
from home.demo.ledger import Ledger
from home.demo.polls import make_poll
from home.models import (
    AudiencePage,
    FeaturedArticle,
    HomePage,
    PinnedPage,
    SiteSettings,
    StandardPage,
)

ARTICLE = "/blogs/aurelio-tintero/mexico-and-russia/"
DOCUMENTS = {
    "trade-tables": ("trade-tables.csv", "Illustrative trade tables"),
    "method-note": ("method-note.txt", "How we check figures"),
}


class DemoContent:
    """The demo site: each of its things is made once, under a key of its own."""

    def __init__(self):
        self.ledger = Ledger()
        self.writer = BodyWriter(self.ledger)
        self.site = Site.objects.select_related("root_page").get(is_default_site=True)
        self.home = HomePage.objects.get(pk=self.site.root_page_id)
        self.drafts, self.new = [], 0
        self.table = {}
        for name in ("site", "topics", "audiences"):
            self.table |= read_table(f"{name}.toml")
        self.pictures = read_table("pictures/pictures.toml")
        self.polls = read_table("polls.toml")["polls"]
        folders = ("authors", "articles", "pages", "audiences")
        self.texts = {name: read_documents(name) for name in folders}

    @transaction.atomic
    def load(self):
        """Make what is missing, all of it or nothing. Returns the number of new things."""
        tables = (self.table[name] for name in ("topics", "audiences", "indexes"))
        parts = (self.pictures, DOCUMENTS, self.polls, *tables)
        total = sum(map(len, (*parts, *self.texts.values()))) + 1
        with tqdm(desc="Demo content", total=total, unit="", leave=False) as self.progress:
            self.load_files()
            for row in self.table["topics"]:
                self.make(f"topic:{row['slug']}", lambda row=row: Topic.objects.create(**row))
            for row in self.table["audiences"]:
                self.make(f"audience:{row['slug']}", lambda row=row: Audience.objects.create(**row))
            self.load_pages()
            self.make("site:settings", self.describe_site)
            for row in self.polls:
                self.make(f"poll:{row['slug']}", lambda row=row: make_poll(row))
        self.publish_pages()
        return self.new

    def make(self, key, builder):
        """Make the thing of this key, unless it was made before."""
        if key not in self.ledger:
            self.ledger.record(key, builder())
            self.new += 1
        self.progress.update()

    def load_files(self):
        for key, row in self.pictures.items():
            self.make(f"picture:{key}", lambda key=key, row=row: make_picture(key, row))
        for key, (name, title) in DOCUMENTS.items():
            self.make(f"document:{key}", lambda name=name, title=title: make_file(name, title))

    def load_pages(self):
        """Make every page as a draft without its body, since a body may link to any of them."""
        for row in self.table["indexes"]:
            self.draft(f"/{row['slug']}/", ArticleIndexPage(**row, show_in_menus=True))
        for document in self.texts["authors"]:
            self.draft(f"/blogs/{document.name}/", self.author(document), document)
        for document in sorted(self.texts["articles"], key=lambda each: each.head["date"]):
            path = f"{document.head['parent']}{document.name}/"
            self.draft(path, self.article(document), document)
        for document in self.texts["pages"]:
            self.draft(f"/{document.name}/", self.standard_page(document), document)
        for document in self.texts["audiences"]:
            self.draft(f"/{document.name}/", self.audience_page(document), document)

    def draft(self, path, page, document=None):
        """Add a page, not yet live, at its path; its body follows in `publish_pages`."""
        parent_path, _, page.slug = path.rstrip("/").rpartition("/")
        page.live = False

        def add():
            parent = self.ledger.find(Page, f"page:{parent_path}/") if parent_path else self.home
            self.drafts.append((parent.add_child(instance=page).pk, document))
            return page

        self.make(f"page:{path}", add)

    def author(self, document):
        head = dict(document.head)
        return AuthorPage(
            title=head.pop("name"),
            page_audiences=self.page_audiences(head.pop("for", {})),
            photo=self.picture(head.pop("photo")),
            links=[("link", link) for link in head.pop("links")],
            biography=self.writer.rich_text("\n\n".join(text for _, text, _ in document.body)),
            **head,
        )

    def article(self, document):
        head = document.head
        page = ArticlePage(
            title=head["title"],
            standfirst=head["standfirst"],
            date=head["date"],
            updated_on=head.get("updated"),
            hero=self.picture(head.get("hero")),
            hero_alt=head.get("hero_alt", ""),
            numbered=head.get("numbered", False),
            scholarly=head["parent"] == "/analysis/",
            topics=Topic.objects.filter(slug__in=head["topics"]),
        )
        page.bylines = [self.byline(name) for name in head["authors"]]
        page.page_audiences = self.page_audiences(head.get("for", {}))
        return page

    def page_audiences(self, teasers):
        """Return for whom a page is: {slug of an audience: why it matters to it}."""
        return [
            PageAudience(audience_id=self.ledger.made[f"audience:{slug}"], teaser=teaser)
            for slug, teaser in teasers.items()
        ]

    def byline(self, author):
        if isinstance(author, dict):
            return Byline(**author)
        return Byline(author=self.ledger.find(AuthorPage, f"page:/blogs/{author}/"))

    def standard_page(self, document):
        head = dict(document.head)
        return StandardPage(
            hero=self.picture(head.pop("hero", None)),
            page_audiences=self.page_audiences(head.pop("for", {})),
            show_in_menus=True,
            **head,
        )

    def audience_page(self, document):
        head = dict(document.head)
        pinned = [self.ledger.made[f"page:{path}"] for path in head.pop("pinned")]
        page = AudiencePage(audience_id=self.ledger.made[f"audience:{document.name}"], **head)
        page.pinned = [PinnedPage(piece_id=key) for key in pinned]
        return page

    def picture(self, name):
        return self.ledger.find(CustomImage, f"picture:{name}")

    def publish_pages(self):
        drafts = tqdm(self.drafts, "Publishing", unit="", leave=False, disable=not self.drafts)
        for pk, document in drafts:
            # Read afresh: pages have been added under some of these since.
            page = Page.objects.get(pk=pk).specific
            if document and not isinstance(page, AuthorPage):
                page.body = json.dumps(self.writer.write(document))
            page.save_revision().publish(log_action=False)

    def describe_site(self):
        """Fill in what the migrations made: the site, its settings and the front page."""
        table = self.table
        self.site.site_name = table["site"]["name"]
        self.site.save()
        settings = SiteSettings.for_site(self.site)
        rich = {
            "footer": self.writer.rich_text(table["site"]["footer"]),
            "social": [("link", link) for link in table["site"]["social"]],
        }
        for name, value in (table["site"] | rich).items():
            setattr(settings, name, value)
        settings.save()
        self.home.title = table["home"]["title"]
        self.home.introduction = table["home"]["introduction"]
        keys = [self.ledger.made[f"page:{path}"] for path in table["home"]["features"]]
        self.home.features = [FeaturedArticle(article_id=key) for key in keys]
        self.home.save_revision().publish()
        return settings


def make_picture(key, row):
    """Make a picture from its file; `focal` is its subject: centre x and y, width, height."""
    picture = CustomImage(title=row["title"], description=row["description"], credit=row["credit"])
    names = ("focal_point_x", "focal_point_y", "focal_point_width", "focal_point_height")
    for name, pixels in zip(names, row.get("focal", ()), strict=False):
        setattr(picture, name, pixels)
    with (FOLDER / "pictures" / f"{key}.jpg").open("rb") as file:
        picture.file.save(f"{key}.jpg", File(file), save=False)
        picture.save()
    return picture


def make_file(name, title):
    document = get_document_model()(title=title)
    with (FOLDER / "documents" / name).open("rb") as file:
        document.file.save(name, File(file), save=False)
        document.save()
    return document
