"""What stands around the body: title, standfirst, byline, pictures, topics, audiences."""

from hashlib import sha256

from wagtail.models import Page

from articles import lengths
from articles.audiences.models import Audience
from articles.preflight.issue import Finding
from articles.preflight.lookups import rows_of

# The pictures that pages have beside their text, each with the field that says what it shows.
PICTURES = {"hero": "hero_alt", "photo": "photo_alt"}
LENGTHS = {
    "title": ("Title", lengths.TITLE),
    "standfirst": ("Standfirst", lengths.STANDFIRST),
    "search_description": ("Description for search engines", lengths.DESCRIPTION),
}


def check_title(page):
    same = type(page).objects.filter(title__iexact=page.title.strip(), alias_of=None)
    same = same.filter(locale=page.locale_id).exclude(pk=page.pk)
    if (other := same.only("title", "live").first()) is not None:
        kind, state = page.get_verbose_name().lower(), "" if other.live else ", not yet published,"
        message = (
            f"Another {kind}{state} has this title. Readers cannot tell the two apart in a list."
        )
        yield Finding("title-twice", "title", "Title", message, about=str(other.pk))


def check_lengths(page):
    for place, (where, most) in LENGTHS.items():
        yield from check_length(place, where, getattr(page, place, ""), most)


def check_length(place, where, text, most):
    if len(text) > most:
        message = f"This has {len(text)} characters. Up to {most} are read; shorten it."
        yield Finding("long", place, where, message, about=sha256(text.encode()).hexdigest()[:8])


def check_article(page, known):
    """What only articles must have."""
    if not page.standfirst.strip():
        message = "There is none. Lists, feeds and search engines show it under the title."
        yield Finding("missing-standfirst", "standfirst", "Standfirst", message)
    if not page.body.raw_data:
        message = "There is no text yet. Readers would find a title over an empty page."
        yield Finding("missing-body", "body", "Text", message)
    yield from check_bylines(page, known)
    if not page.hero_id:
        message = "There is none. Cards and shared links look empty without."
        yield Finding("missing-picture", "hero", "Image", message)
    if not page.topics.all():
        message = "None is chosen. Readers who follow a topic will not find the article there."
        yield Finding("missing-topics", "topics", "Topics", message)


def check_bylines(page, known):
    bylines = list(page.bylines.all())
    if not bylines:
        message = "Nobody is named as the author. Readers and citations name whoever wrote it."
        yield Finding("missing-byline", "id_bylines-ADD", "By", message)
    for at, byline in enumerate(bylines):
        where, author = f"Byline {at + 1}", known.get(Page, byline.author_id)
        if not (byline.name or byline.author_id):
            message = "This names nobody. Choose an author, or type the name of a guest."
            yield Finding("byline-empty", f"id_bylines-{at}-name", where, message, breaks=True)
        elif not byline.name and not (author and author.live and not author.is_private):
            message = (
                "Readers cannot open this author’s page, so no name is shown. Publish the page, "
                "or type the name."
            )
            about = str(byline.author_id)
            yield Finding("byline-hidden", f"id_bylines-{at}-name", where, message, about=about)


def check_own_pictures(page):
    for picture, alt in PICTURES.items():
        if getattr(page, f"{picture}_id", None) and not getattr(page, alt).strip():
            message = (
                f"The {page._meta.get_field(picture).verbose_name} has no alternative text. Leave "
                "it so only if it adds nothing to the words."
            )
            about = str(getattr(page, f"{picture}_id"))
            yield Finding("alt-missing", alt, "Alternative text", message, about=about)


def check_teasers(page, known):
    for at, addressee in enumerate(rows_of(page, "page_audiences")):
        audience = known.get(Audience, addressee.audience_id)
        place = f"id_page_audiences-{at}-teaser"
        where = f"For whom: {audience.name if audience else addressee.audience_id}"
        if not addressee.teaser.strip():
            message = "Nothing says why this matters to them. Their page shows the standfirst."
            about = str(addressee.audience_id)
            yield Finding("missing-teaser", place, where, message, about=about)
        yield from check_length(place, where, addressee.teaser, lengths.TEASER)


def check_listed(page, known):
    """Other pages that a page lists, which readers may not be able to open."""
    for name, (field, label) in page.listed.items():
        for at, row in enumerate(getattr(page, name).all()):
            listed = known.get(Page, getattr(row, f"{field}_id"))
            if listed and (not listed.live or listed.is_private):
                message = f"“{listed.title}” is not public. Readers do not see it here."
                place, where = f"id_{name}-{at}-{field}", f"{label} {at + 1}"
                yield Finding("unpublished", place, where, message, about=str(listed.pk))
