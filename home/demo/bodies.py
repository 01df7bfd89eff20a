"""Demo content as blocks of a body."""

import re
import uuid

from wagtail.admin.rich_text.converters.markdown_db import MarkdownConverter
from wagtail.embeds.embeds import get_embed_hash
from wagtail.embeds.models import Embed

from articles.images import CustomImage
from articles.rich_text import FEATURES

REFERENCE = re.compile(r"\]\((page|document):([^)\s]+)\)")
NUMBER = re.compile(r"[-−–+]?[\d.,  ]*\d[\d.,  ]*\s?%?|[–—-]?")
# Blocks keep their identifiers, and so their anchors, each time the demo is made.
NAMESPACE = uuid.UUID("7f0c1f0e-6e0b-4f4e-8d52-1f4a0d2b6c11")


class BodyWriter:
    """Turns a document's pieces into a body, with what they name looked up in the ledger."""

    def __init__(self, ledger):
        self.ledger = ledger

    def write(self, document):
        """Return the raw data of a StreamField."""
        return [
            {
                "type": type,
                "value": {**getattr(self, type)(data), "audiences": self.keys_of(audiences)},
                "id": self.identify(document, place),
            }
            for place, (type, data, audiences) in enumerate(document.body)
        ]

    def keys_of(self, audiences):
        return [self.key_of("audience", slug) for slug in audiences]

    def identify(self, document, place):
        return str(uuid.uuid5(NAMESPACE, f"{document.name}/{place}"))

    def rich_text(self, markdown):
        markdown = REFERENCE.sub(lambda found: f"]({self.address(*found.groups())})", markdown)
        return MarkdownConverter(FEATURES).to_database_format(markdown)

    def address(self, kind, name):
        return f"wagtail://{kind}?id={self.key_of(kind, name)}"

    def key_of(self, kind, name):
        """Return the primary key of what the content names. Raises KeyError if nothing is there."""
        return int(self.ledger.made[f"{kind}:{name}"])

    def picture(self, data, name="picture", alt="alt"):
        """Return a picture chooser's data; the picture's own description where no alt is given."""
        picture = self.ledger.find(CustomImage, f"picture:{data[name]}") if data.get(name) else None
        described = data.get(alt) or (picture and picture.description) or ""
        return {"image": picture and picture.pk, "alt_text": described, "decorative": False}

    # One method for each type of block.

    def paragraph(self, markdown):
        return {"text": self.rich_text(markdown)}

    def heading(self, data):
        return data

    def quotation(self, data):
        return {"attribution": "", **data}

    def key_points(self, data):
        return {"title": data.get("title", "Key points"), "points": data["points"]}

    def labelled_points(self, data):
        points = data["points"]
        return {
            "points": [
                {"label": point["label"], "text": self.rich_text(point["text"])} for point in points
            ]
        }

    def callout(self, data):
        return {"heading": data.get("heading", ""), "text": self.rich_text(data["text"])}

    def figure(self, data):
        return {
            "picture": self.picture(data),
            "caption": data.get("caption", ""),
            "credit": data.get("credit", ""),
        }

    def table(self, data):
        headings, *rows = data["rows"]
        columns = zip(*rows, strict=True)
        types = ["number" if all(map(NUMBER.fullmatch, cells)) else "text" for cells in columns]
        return {
            "header_column": data.get("header_column", False),
            "table": {
                "caption": data.get("caption", ""),
                "columns": [
                    {"type": type, "heading": heading}
                    for type, heading in zip(types, headings, strict=True)
                ],
                "rows": [{"values": cells} for cells in rows],
            },
        }

    def embed(self, data):
        store_embed(data)
        return {
            "url": data["url"],
            "title": data["title"],
            "still": self.picture(data, "still", "still_alt"),
            "caption": data.get("caption", ""),
        }

    def document(self, data):
        key = self.key_of("document", data["document"])
        return {"document": key, "note": data.get("note", "")}

    def poll(self, data):
        return {"poll": self.key_of("poll", data["poll"])}

    def related_pages(self, data):
        pages = [self.key_of("page", path) for path in data["pages"]]
        return {"heading": data.get("heading", "Related"), "pages": pages}


def store_embed(data):
    """Keep what the provider would answer, so that the demo asks nobody."""
    Embed.objects.get_or_create(
        hash=get_embed_hash(data["url"]),
        defaults={
            "url": data["url"],
            "title": data["title"],
            "type": "video",
            "html": f'<iframe src="{data["player"]}"></iframe>',
            "width": 1280,
            "height": 720,
        },
    )
