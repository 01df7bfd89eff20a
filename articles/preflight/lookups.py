"""What a page points at, read once for all checks."""

from dataclasses import dataclass, field

from wagtail.documents import get_document_model
from wagtail.models import Page

from articles.audiences.models import Audience
from articles.images import CustomImage
from articles.prefetch.body_prefetch import find_references
from articles.visibility import private_file, private_page
from polls.models import Poll


@dataclass(frozen=True)
class Known:
    """The things by model and key; one that is missing was deleted."""

    things: dict = field(default_factory=dict)

    def get(self, model, pk):
        return self.things[model].get(pk)


def read_known(page):
    """Return Known of a page: one query a model, none for what it does not point at."""
    wanted = find_references([page])
    wanted[Page].update(each.author_id for each in rows_of(page, "bylines") if each.author_id)
    for name, (listed, _) in page.listed.items():
        wanted[Page].update(getattr(row, f"{listed}_id") for row in getattr(page, name).all())
    wanted[Audience].update(each.audience_id for each in rows_of(page, "page_audiences"))
    return Known({model: read(wanted[model]) for model, read in READERS.items()})


def rows_of(page, name):
    """Return the rows of a panel, none where pages of this type have no such panel."""
    return getattr(page, name).all() if hasattr(page, name) else []


def reader(rows):
    """Return a function from keys to {key: thing}."""
    return lambda pks: {each.pk: each for each in rows().filter(pk__in=pks)} if pks else {}


READERS = {
    Page: reader(lambda: Page.objects.annotate(is_private=private_page()).only("title", "live")),
    get_document_model(): reader(
        lambda: get_document_model().objects.annotate(is_private=private_file()).only("title")
    ),
    CustomImage: reader(lambda: CustomImage.objects.only("title")),
    Poll: reader(lambda: Poll.objects.only("question", "live", "opens_at", "closes_at")),
    Audience: reader(lambda: Audience.objects.only("name")),
}
