"""Builds the bodies of the demo pages."""

import re
import uuid

from wagtail.admin.rich_text.converters.markdown_db import MarkdownConverter
from wagtail.embeds.embeds import get_embed_hash
from wagtail.embeds.models import Embed

from articles.fields import RICH_TEXT_FEATURES
from articles.images import CustomImage

REFERENCE = re.compile(r"\]\((page|document):([^)\s]+)\)")
NUMBER_CELL = re.compile(r"[-−–+]?[\d.,  ]*\d[\d.,  ]*\s?%?|[–—-]?")
# The ids of blocks, and so their anchors, are the same each time the demo is created.
NAMESPACE = uuid.UUID("7f0c1f0e-6e0b-4f4e-8d52-1f4a0d2b6c11")


class BodyWriter:
    """Builds a body from the blocks of a source file; resolves references with CreatedObjects."""

    def __init__(self, created):
        self.created = created

    def write(self, source_file):
        """Return the raw data of a StreamField."""
        return [
            {
                "type": type,
                "value": {
                    **getattr(self, type)(data),
                    "audiences": [self.get_pk("audience", slug) for slug in audiences],
                },
                "id": str(uuid.uuid5(NAMESPACE, f"{source_file.name}/{position}")),
            }
            for position, (type, data, audiences) in enumerate(source_file.body)
        ]

    def build_rich_text(self, markdown):
        markdown = REFERENCE.sub(self.resolve_reference, markdown)
        return MarkdownConverter(RICH_TEXT_FEATURES).to_database_format(markdown)

    def resolve_reference(self, match):
        kind, name = match.groups()
        return f"](wagtail://{kind}?id={self.get_pk(kind, name)})"

    def get_pk(self, kind, name):
        """Return a primary key. Raises KeyError if the demo has no such object."""
        return int(self.created.primary_keys[f"{kind}:{name}"])

    def build_image(self, data, name="image", alt="alt"):
        """Return the raw value of an image block; the default `alt` is the image's description."""
        image = None
        if data.get(name):
            image = self.created.get_object(CustomImage, f"image:{data[name]}")
        alt_text = data.get(alt) or (image and image.description) or ""
        return {"image": image and image.pk, "alt_text": alt_text, "decorative": False}

    # One method for each block type.

    def paragraph(self, markdown):
        return {"text": self.build_rich_text(markdown)}

    def heading(self, data):
        return data

    def quotation(self, data):
        return {"attribution": "", **data}

    def key_points(self, data):
        return {"title": data.get("title", "Key points"), "points": data["points"]}

    def labelled_points(self, data):
        points = [
            {"label": point["label"], "text": self.build_rich_text(point["text"])}
            for point in data["points"]
        ]
        return {"points": points}

    def callout(self, data):
        return {"heading": data.get("heading", ""), "text": self.build_rich_text(data["text"])}

    def figure(self, data):
        return {
            "image": self.build_image(data),
            "caption": data.get("caption", ""),
            "credit": data.get("credit", ""),
        }

    def table(self, data):
        headings, *rows = data["rows"]
        columns = zip(*rows, strict=True)
        types = [get_column_type(cells) for cells in columns]
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
            "poster_image": self.build_image(data, "poster_image", "poster_image_alt"),
            "caption": data.get("caption", ""),
        }

    def document(self, data):
        pk = self.get_pk("document", data["document"])
        return {"document": pk, "note": data.get("note", "")}

    def poll(self, data):
        return {"poll": self.get_pk("poll", data["poll"])}

    def related_pages(self, data):
        pages = [self.get_pk("page", path) for path in data["pages"]]
        return {"heading": data.get("heading", "Related"), "pages": pages}


def get_column_type(cells):
    return "number" if all(map(NUMBER_CELL.fullmatch, cells)) else "text"


def store_embed(data):
    """Store the provider's oEmbed response, so that the demo sends no request to the provider."""
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
