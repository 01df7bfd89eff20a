"""An article as Markdown (CommonMark, with tables as in GitHub's).

It is made from what the API says of the article, and so says neither more nor less.
"""

import re
from datetime import date

# What would be read as markup in a plain text. A figure or a dash is that only where a line begins.
SPECIAL = re.compile(r"([\\`*_\[\]<>|~])")
AT_START = re.compile(r"^(\s*)([#+-]|\d+[.)])(?=\s)", re.MULTILINE)


def render_article(article):
    """Return an ArticlePageSchema, read with Markdown as its format of rich text, as one text."""
    parts = [f"# {plain(article['title'])}", italic(article["standfirst"]), dateline(article)]
    numbers = {section["anchor"]: section["number"] for section in article["contents"]}
    label = None
    for block in article["body"]:
        layer = block["layer"] and block["layer"]["label"]
        if layer and layer != label:
            parts.append(f"*{plain(layer)}:*")
        label = layer
        parts.append(render_block(block, numbers))
    parts.append(f"Source: <{article['search_engines']['canonical_url']}>")
    return "\n\n".join(part for part in parts if part) + "\n"


def dateline(article):
    """Return who wrote it and when, such as "By Ada Margin and B. Quill. 14 September 2023."."""
    names = [plain(author["name"]) for author in article["authors"]]
    by = " and ".join(filter(None, [", ".join(names[:-1]), *names[-1:]]))
    updated = article["updated_on"] and f"Updated {in_words(article['updated_on'])}."
    said = [by and f"By {by}.", f"{in_words(article['date'])}.", updated]
    return " ".join(filter(None, said))


def in_words(day):
    return f"{date.fromisoformat(day):%-d %B %Y}"


def render_block(block, numbers):
    """Return one block of a body; "" for what readers do not see any more."""
    if block["value"] is None:
        return ""
    if block["type"] == "heading":
        return heading(block["value"], numbers)
    return RENDERERS[block["type"]](block["value"])


def heading(value, numbers):
    number = numbers.get(value["anchor"])
    words = f"{number} {plain(value['text'])}" if number else plain(value["text"])
    return f"{'#' * value['level']} {words}"


def quotation(value):
    said = plain(value["text"])
    return quoted(f"{said}\n\n— {plain(value['attribution'])}" if value["attribution"] else said)


def key_points(value):
    points = "\n".join(f"- {indented(plain(point))}" for point in value["points"])
    return f"**{plain(value['title'])}**\n\n{points}"


def labelled_points(value):
    return "\n\n".join(
        f"**{plain(point['label'])}** {point['text'].strip()}" for point in value["points"]
    )


def callout(value):
    title = value["heading"] and f"**{plain(value['heading'])}**\n\n"
    return quoted(f"{title}{value['text'].strip()}")


def figure(value):
    picture = value["picture"] and picture_link(value["picture"])
    said = " ".join(filter(None, [value["caption"], value["credit"] and f"({value['credit']})"]))
    return "\n\n".join(filter(None, [picture, italic(said)]))


def picture_link(picture):
    """Return a picture in its largest size for texts, "" if its file is lost."""
    sizes = [size for name, size in picture["renditions"].items() if name.startswith("text_")]
    return f"![{plain(picture['alt'])}]({sizes[-1]['url']})" if sizes else ""


def table(value):
    columns = value["columns"]
    head = row([column["heading"] for column in columns])
    rule = row(["---:" if column["type"] == "number" else "---" for column in columns], raw=True)
    rows = "\n".join([head, rule, *map(row, value["rows"])])
    return "\n\n".join(filter(None, [bold(value["caption"]), rows]))


def row(cells, raw=False):
    said = [cell if raw else plain(" ".join((cell or "").split())) for cell in cells]
    return f"| {' | '.join(said)} |"


def embed(value):
    link = f"[{plain(value['title'])}]({value['url']}) ({plain(value['provider'])})"
    return "\n\n".join(filter(None, [link, italic(value["caption"])]))


def document(value):
    if not (file := value["document"]):
        return ""
    note = value["note"] and f": {plain(value['note'])}"
    return f"[{plain(file['title'])}]({file['url']}){note}"


def related_pages(value):
    links = "\n".join(f"- [{plain(page['title'])}]({page['url']})" for page in value["pages"])
    return f"**{plain(value['heading'])}**\n\n{links}" if links else ""


def poll(value):
    result = value["result"]
    rows = result["options"] if result else value["options"]
    options = "\n".join(f"- {plain(each['label'])}{votes(each)}" for each in rows)
    note = plain(result["method"]["text"]) if result else f"This poll is {value['state']}."
    return f"**Poll: [{plain(value['question'])}]({value['url']})**\n\n{options}\n\n{note}"


def votes(row):
    return f": {row['votes']} votes, {row['percent']} %" if "votes" in row else ""


RENDERERS = {
    "paragraph": str.strip,
    "quotation": quotation,
    "key_points": key_points,
    "labelled_points": labelled_points,
    "callout": callout,
    "figure": figure,
    "table": table,
    "embed": embed,
    "document": document,
    "related_pages": related_pages,
    "poll": poll,
}


def plain(text):
    """Return a text in which nothing is markup."""
    return AT_START.sub(r"\1\\\2", SPECIAL.sub(r"\\\1", text.strip()))


def italic(text):
    return f"*{plain(text)}*" if text else ""


def bold(text):
    return f"**{plain(text)}**" if text else ""


def quoted(text):
    return "\n".join(f"> {line}".rstrip() for line in text.splitlines())


def indented(text):
    return text.replace("\n", "\n  ")
