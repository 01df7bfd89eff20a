"""Bodies of articles, as the database keeps them: blocks of every type, the same for a seed."""

from uuid import UUID

from benchmarks import generated_text

# How often each type comes among the blocks after the first.
WEIGHTS = {
    "paragraph": 40,
    "heading": 15,
    "figure": 9,
    "quotation": 6,
    "key_points": 4,
    "labelled_points": 3,
    "callout": 4,
    "table": 4,
    "embed": 2,
    "document": 3,
    "related_pages": 5,
    "poll": 5,
}


class BodyGenerator:
    """Writes bodies that point at what there is: `pictures`, `documents`, ... are keys."""

    def __init__(self, *, pictures, documents, polls, pages, audiences):
        self.pictures = pictures
        self.documents = documents
        self.polls = polls
        self.pages = pages
        self.audiences = audiences

    def make(self, chance):
        """Return the raw data of a StreamField with 6 to 20 blocks."""
        types = chance.choices([*WEIGHTS], WEIGHTS.values(), k=chance.randint(5, 19))
        return [self.block(chance, type) for type in ("paragraph", *types)]

    def block(self, chance, type):
        # One block in eight is for some readers more than for others.
        some = chance.random() < 1 / 8
        audiences = chance.sample(self.audiences, chance.randint(1, 2)) if some else []
        value = getattr(self, type)(chance) | {"audiences": audiences}
        identity = str(UUID(int=chance.getrandbits(128), version=4))
        return {"type": type, "value": value, "id": identity}

    def rich_text(self, chance):
        """Return one to three paragraphs; every other one has a link."""
        parts = [generated_text.sentences(chance, 2, 4) for _ in range(chance.randint(1, 3))]
        return "".join(
            f"<p>{part}{self.link(chance) if chance.random() < 1 / 2 else ''}</p>" for part in parts
        )

    def link(self, chance):
        kind = chance.choices(["page", "address", "document"], [6, 3, 1])[0]
        if kind == "address":
            return f' See <a href="https://www.example.org/{chance.choice(generated_text.NAMES)}">there</a>.'
        pk = chance.choice(self.pages if kind == "page" else self.documents)
        return f' See <a linktype="{kind}" id="{pk}">{chance.choice(generated_text.THINGS)}</a>.'

    def items(self, chance, make, least, most):
        """Return the raw data of a list."""
        return [
            {"type": "item", "value": make(), "id": str(UUID(int=chance.getrandbits(128)))}
            for _ in range(chance.randint(least, most))
        ]

    def picture(self, chance):
        alt = generated_text.title(chance)
        return {"image": chance.choice(self.pictures), "alt_text": alt, "decorative": False}

    # One method for each type of block.

    def paragraph(self, chance):
        return {"text": self.rich_text(chance)}

    def heading(self, chance):
        return {"text": generated_text.title(chance), "level": "2"}

    def figure(self, chance):
        return {
            "image": self.picture(chance),
            "caption": generated_text.sentence(chance),
            "credit": "",
        }

    def quotation(self, chance):
        return {
            "text": generated_text.sentence(chance),
            "attribution": chance.choice(generated_text.NAMES),
        }

    def key_points(self, chance):
        points = self.items(chance, lambda: generated_text.sentence(chance), 2, 5)
        return {"title": "Key points", "points": points}

    def labelled_points(self, chance):
        def point():
            return {"label": chance.choice(generated_text.THINGS), "text": self.rich_text(chance)}

        return {"points": self.items(chance, point, 2, 3)}

    def callout(self, chance):
        return {"heading": generated_text.title(chance), "text": self.rich_text(chance)}

    def table(self, chance):
        rows = [
            {"values": [chance.choice(generated_text.NAMES), f"{chance.randint(1, 9_999):,}"]}
            for _ in range(chance.randint(3, 8))
        ]
        columns = [{"type": "text", "heading": "Place"}, {"type": "number", "heading": "Cases"}]
        table = {"caption": generated_text.title(chance), "columns": columns, "rows": rows}
        return {"table": table, "header_column": True}

    def embed(self, chance):
        return {
            "url": f"https://www.youtube.com/watch?v={chance.getrandbits(44):011x}",
            "title": generated_text.title(chance),
            "poster_image": self.picture(chance),
            "caption": "",
        }

    def document(self, chance):
        return {"document": chance.choice(self.documents), "note": generated_text.sentence(chance)}

    def related_pages(self, chance):
        pages = self.items(chance, lambda: chance.choice(self.pages), 2, 4)
        return {"heading": "Related", "pages": pages}

    def poll(self, chance):
        return {"poll": chance.choice(self.polls)}
