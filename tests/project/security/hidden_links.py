"""Links to hidden content from every public page, the footer, lists and redirects."""

import json

from wagtail.contrib.redirects.models import Redirect
from wagtail.models import Site
from wagtail.search.index import insert_or_update_object

from articles.models import ArticlePage, AuthorPage, Byline
from home.models import FeaturedArticle, PinnedPage, SiteSettings


def link_from_everywhere(content, home):
    """Link to all hidden content from every public page, the footer, lists and redirects."""
    body, links = build_body(content), build_links(content)
    for page in content.public:
        page.refresh_from_db()
        page.body = body
        if is_author(page):
            page.biography = links
        if isinstance(page, ArticlePage):
            page.hero = content.placed_image
            for author in filter(is_author, content.pages):
                page.bylines.add(Byline(author=author))
        page.save()
        # The search index has bylines only after they are saved.
        insert_or_update_object(page)
    settings = SiteSettings.for_site(Site.objects.get())
    settings.footer = links
    settings.save()
    for page in content.pages:
        PinnedPage.objects.create(page=content.audience_page, pinned_page=page)
        if isinstance(page, ArticlePage):
            FeaturedArticle.objects.create(page=home, article=page)
    for path, page in zip(content.redirects, content.pages, strict=True):
        Redirect.objects.create(old_path=path.rstrip("/"), redirect_page=page)


def is_author(page):
    return isinstance(page, AuthorPage)


def build_links(content):
    """Return rich text with a link to each hidden page and document."""
    pages = [f'<a linktype="page" id="{page.pk}">page</a>' for page in content.pages]
    files = [f'<a linktype="document" id="{file.pk}">file</a>' for file in content.documents]
    return f"<p>{' '.join(pages + files)}</p>"


def build_body(content):
    """Return the raw data of a body that refers to all hidden content in every block that can."""
    links = build_links(content)
    image = {"image": content.placed_image.pk, "alt_text": "A quay", "decorative": False}
    body = [
        ("paragraph", {"text": links}),
        ("callout", {"heading": "Note", "text": links}),
        ("labelled_points", {"points": [{"label": "One", "text": links}]}),
        ("related_pages", {"heading": "More", "pages": [page.pk for page in content.pages]}),
        ("figure", {"image": image, "caption": "", "credit": ""}),
        *[("document", {"document": file.pk, "note": ""}) for file in content.documents],
        *[("poll", {"poll": poll.pk}) for poll in [*content.polls, content.poll]],
    ]
    return json.dumps([{"type": type, "value": value} for type, value in body])
