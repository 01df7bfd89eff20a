"""What stands around the body: title, standfirst, byline, picture, topics, audiences."""

from wagtail.models import Page

from articles import lengths
from articles.audiences import Audience
from articles.preflight.finding import Finding


def check_title(page):
    same = type(page).objects.filter(title__iexact=page.title.strip(), alias_of=None)
    same = same.exclude(pk=page.pk).exclude(translation_key=page.translation_key)
    if (other := same.only("title", "live").first()) is not None:
        state = "" if other.live else ", not yet published,"
        message = (
            f"Another article{state} has this title. Readers cannot tell the two apart in a list."
        )
        yield Finding("title-twice", "title", "Title", message, about=str(other.pk))
    yield from check_length("title", "Title", page.title, lengths.TITLE)


def check_length(place, where, text, most):
    if len(text) > most:
        message = f"This has {len(text)} characters. Up to {most} are read; shorten it."
        yield Finding("long", place, where, message)


def check_summary(page):
    if not page.standfirst.strip():
        message = "There is none. Lists, feeds and search engines show it under the title."
        yield Finding("missing-standfirst", "standfirst", "Standfirst", message)
    yield from check_length("standfirst", "Standfirst", page.standfirst, lengths.STANDFIRST)
    yield from check_length(
        "search_description", "Description for search engines",
        page.search_description, lengths.DESCRIPTION,
    )  # fmt: skip
    if not page.body.raw_data:
        message = "There is no text yet. Readers would find a title over an empty page."
        yield Finding("missing-body", "body", "Text", message)


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
            yield Finding("byline-hidden", f"id_bylines-{at}-name", where, message)


def check_hero(page):
    if not page.hero_id:
        message = "There is none. Cards and shared links look empty without."
        yield Finding("missing-picture", "hero", "Picture", message)
    elif not page.hero_alt.strip():
        message = (
            "The picture at the top has no alternative text. Leave it so only if it adds nothing "
            "to the words."
        )
        yield Finding("alt-missing", "hero_alt", "Alternative text", message)


def check_topics(page):
    if not page.topics.all():
        message = "None is chosen. Readers who follow a topic will not find the article there."
        yield Finding("missing-topics", "topics", "Topics", message)


def check_teasers(page, known):
    for at, addressee in enumerate(page.addressees.all()):
        audience = known.get(Audience, addressee.audience_id)
        place = f"id_addressees-{at}-teaser"
        where = f"For whom: {audience.name if audience else addressee.audience_id}"
        if not addressee.teaser.strip():
            message = "Nothing says why this matters to them. Their page shows the standfirst."
            about = str(addressee.audience_id)
            yield Finding("missing-teaser", place, where, message, about=about)
        yield from check_length(place, where, addressee.teaser, lengths.TEASER)
