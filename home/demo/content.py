"""Loads the demo content; objects that were created before are not changed."""

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
from home.demo.created_objects import CreatedObjects
from home.demo.files import FOLDER, read_source_files, read_toml
from home.demo.polls import create_poll
from home.models import (
    AudiencePage,
    FeaturedArticle,
    HomePage,
    PinnedPage,
    SiteSettings,
    StandardPage,
)

ARTICLE = "/blogs/aurelio-tintero/mexico-and-russia/"
DOWNLOADS = {
    "trade-tables": ("trade-tables.csv", "Illustrative trade tables"),
    "method-note": ("method-note.txt", "How we check figures"),
}


class DemoContent:
    """The demo site. Each of its objects has a key and is created once."""

    def __init__(self):
        self.created = CreatedObjects()
        self.writer = BodyWriter(self.created)
        self.site = Site.objects.select_related("root_page").get(is_default_site=True)
        self.home = HomePage.objects.get(pk=self.site.root_page_id)
        self.drafts, self.created_count = [], 0
        self.tables = {}
        for name in ("site", "topics", "audiences"):
            self.tables |= read_toml(f"{name}.toml")
        self.images = read_toml("images/images.toml")
        self.polls = read_toml("polls.toml")["polls"]
        folders = ("authors", "articles", "pages", "audiences")
        self.source_files = {name: read_source_files(name) for name in folders}

    @transaction.atomic
    def load(self):
        """Create all missing objects in one transaction. Returns the number of new objects."""
        tables = (self.tables[name] for name in ("topics", "audiences", "indexes"))
        collections = (self.images, DOWNLOADS, self.polls, *tables, *self.source_files.values())
        total = sum(map(len, collections)) + 1
        with tqdm(
            desc="Demo content", total=total, unit="", leave=False, disable=None
        ) as self.progress:
            self.load_files()
            for row in self.tables["topics"]:
                self.create(f"topic:{row['slug']}", Topic.objects.create, **row)
            for row in self.tables["audiences"]:
                self.create(f"audience:{row['slug']}", Audience.objects.create, **row)
            self.load_pages()
            self.create("site:settings", self.configure_site)
            for row in self.polls:
                self.create(f"poll:{row['slug']}", create_poll, row)
        self.publish_pages()
        return self.created_count

    def create(self, key, create_object, *args, **kwargs):
        """Create the object with this key, unless it was created before."""
        if key not in self.created:
            self.created.record(key, create_object(*args, **kwargs))
            self.created_count += 1
        self.progress.update()

    def load_files(self):
        for key, row in self.images.items():
            self.create(f"image:{key}", create_image, key, row)
        for key, (name, title) in DOWNLOADS.items():
            self.create(f"document:{key}", create_document, name, title)

    def load_pages(self):
        """Create all pages as drafts without their bodies, because a body may link to any page."""
        for row in self.tables["indexes"]:
            self.create_draft(f"/{row['slug']}/", ArticleIndexPage(**row, show_in_menus=True))
        for source_file in self.source_files["authors"]:
            self.create_draft(
                f"/blogs/{source_file.name}/", self.build_author(source_file), source_file
            )
        for source_file in sorted(self.source_files["articles"], key=get_article_date):
            path = f"{source_file.front_matter['parent']}{source_file.name}/"
            self.create_draft(path, self.build_article(source_file), source_file)
        for source_file in self.source_files["pages"]:
            self.create_draft(
                f"/{source_file.name}/", self.build_standard_page(source_file), source_file
            )
        for source_file in self.source_files["audiences"]:
            self.create_draft(
                f"/{source_file.name}/", self.build_audience_page(source_file), source_file
            )

    def create_draft(self, path, page, source_file=None):
        """Create a draft at its path; `publish_pages` adds its body."""
        parent_path, _, page.slug = path.rstrip("/").rpartition("/")
        page.live = False

        def add_page():
            parent = (
                self.created.get_object(Page, f"page:{parent_path}/") if parent_path else self.home
            )
            self.drafts.append((parent.add_child(instance=page).pk, source_file))
            return page

        self.create(f"page:{path}", add_page)

    def build_author(self, source_file):
        front_matter = dict(source_file.front_matter)
        biography = "\n\n".join(text for _, text, _ in source_file.body)
        return AuthorPage(
            title=front_matter.pop("name"),
            page_audiences=self.build_page_audiences(front_matter.pop("for", {})),
            photo=self.get_image(front_matter.pop("photo")),
            links=[("link", link) for link in front_matter.pop("links")],
            biography=self.writer.build_rich_text(biography),
            **front_matter,
        )

    def build_article(self, source_file):
        front_matter = source_file.front_matter
        page = ArticlePage(
            title=front_matter["title"],
            standfirst=front_matter["standfirst"],
            date=front_matter["date"],
            updated_on=front_matter.get("updated"),
            hero=self.get_image(front_matter.get("hero")),
            hero_alt=front_matter.get("hero_alt", ""),
            numbered_sections=front_matter.get("numbered_sections", False),
            scholarly=front_matter["parent"] == "/analysis/",
            topics=Topic.objects.filter(slug__in=front_matter["topics"]),
        )
        page.bylines = [self.build_byline(name) for name in front_matter["authors"]]
        page.page_audiences = self.build_page_audiences(front_matter.get("for", {}))
        return page

    def build_page_audiences(self, teasers):
        """Return the audiences of a page from {audience slug: teaser}."""
        return [
            PageAudience(audience_id=self.created.primary_keys[f"audience:{slug}"], teaser=teaser)
            for slug, teaser in teasers.items()
        ]

    def build_byline(self, author):
        if isinstance(author, dict):
            return Byline(**author)
        return Byline(author=self.created.get_object(AuthorPage, f"page:/blogs/{author}/"))

    def build_standard_page(self, source_file):
        front_matter = dict(source_file.front_matter)
        return StandardPage(
            hero=self.get_image(front_matter.pop("hero", None)),
            page_audiences=self.build_page_audiences(front_matter.pop("for", {})),
            show_in_menus=True,
            **front_matter,
        )

    def build_audience_page(self, source_file):
        front_matter = dict(source_file.front_matter)
        pinned_pks = [
            self.created.primary_keys[f"page:{path}"] for path in front_matter.pop("pinned")
        ]
        audience_pk = self.created.primary_keys[f"audience:{source_file.name}"]
        page = AudiencePage(audience_id=audience_pk, **front_matter)
        page.pinned = [PinnedPage(pinned_page_id=pk) for pk in pinned_pks]
        return page

    def get_image(self, name):
        return self.created.get_object(CustomImage, f"image:{name}")

    def publish_pages(self):
        drafts = tqdm(self.drafts, "Publishing", unit="", leave=False, disable=None)
        for pk, source_file in drafts:
            # Read again, because child pages have been added since.
            page = Page.objects.get(pk=pk).specific
            if source_file and not isinstance(page, AuthorPage):
                page.body = json.dumps(self.writer.write(source_file))
            page.save_revision().publish(log_action=False)

    def configure_site(self):
        """Set the contents of the site, its settings and the home page."""
        tables = self.tables
        self.site.site_name = tables["site"]["name"]
        self.site.save()
        settings = SiteSettings.for_site(self.site)
        rich_values = {
            "footer": self.writer.build_rich_text(tables["site"]["footer"]),
            "social": [("link", link) for link in tables["site"]["social"]],
        }
        for name, value in (tables["site"] | rich_values).items():
            setattr(settings, name, value)
        settings.save()
        self.home.title = tables["home"]["title"]
        self.home.introduction = tables["home"]["introduction"]
        pks = [self.created.primary_keys[f"page:{path}"] for path in tables["home"]["features"]]
        self.home.featured_articles = [FeaturedArticle(article_id=pk) for pk in pks]
        self.home.save_revision().publish()
        return settings


def get_article_date(source_file):
    return source_file.front_matter["date"]


def create_image(key, row):
    """Create an image from its file. `focal` is the focal point: centre x and y, width, height."""
    image = CustomImage(title=row["title"], description=row["description"], credit=row["credit"])
    names = ("focal_point_x", "focal_point_y", "focal_point_width", "focal_point_height")
    for name, pixels in zip(names, row.get("focal", ()), strict=False):
        setattr(image, name, pixels)
    with (FOLDER / "images" / f"{key}.jpg").open("rb") as file:
        image.file.save(f"{key}.jpg", File(file), save=False)
        image.save()
    return image


def create_document(name, title):
    document = get_document_model()(title=title)
    with (FOLDER / "documents" / name).open("rb") as file:
        document.file.save(name, File(file), save=False)
        document.save()
    return document
