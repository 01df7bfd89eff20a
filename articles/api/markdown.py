"""An article as Markdown: CommonMark, with GitHub's tables.

It is rendered from the article's API response, so both have the same content.
"""

import re
from collections.abc import Callable, Iterable
from datetime import date
from typing import Any

from articles.api.serializers import JSONObject

# Characters that are markup anywhere in a text, and those that are markup at the start of a line.
INLINE_MARKUP = re.compile(r"([\\`*_\[\]<>|~])")
LINE_START_MARKUP = re.compile(r"^(\s*)([#+-]|\d+[.)])(?=\s)", re.MULTILINE)


def render_article(article: JSONObject) -> str:
    """Return an ArticlePageSchema as one text; its rich text must be in Markdown already."""
    parts = [
        f"# {escape_markdown(article['title'])}",
        format_italic(article["standfirst"]),
        render_dateline(article),
        *render_body(article),
        f"Source: <{article['seo']['canonical_url']}>",
    ]
    return join_paragraphs(parts) + "\n"


def render_body(article: JSONObject) -> list[str]:
    """Return the blocks of an article's body, each audience section under its label."""
    numbers = {entry["anchor"]: entry["number"] for entry in article["table_of_contents"]}
    parts, previous_label = [], None
    for block in article["body"]:
        section = block["audience_section"]
        label = section and section["label"]
        if label and label != previous_label:
            parts.append(f"*{escape_markdown(label)}:*")
        previous_label = label
        parts.append(render_block(block, numbers))
    return parts


def render_dateline(article: JSONObject) -> str:
    """Return authors and dates, such as "By Ada Margin and B. Quill. 14 September 2023."."""
    names = [escape_markdown(author["name"]) for author in article["authors"]]
    byline = " and ".join(filter(None, [", ".join(names[:-1]), *names[-1:]]))
    parts = [
        byline and f"By {byline}.",
        f"{format_iso_date(article['date'])}.",
        article["updated_on"] and f"Updated {format_iso_date(article['updated_on'])}.",
    ]
    return " ".join(filter(None, parts))


def format_iso_date(iso_date: str) -> str:
    return f"{date.fromisoformat(iso_date):%-d %B %Y}"


def render_block(block: JSONObject, numbers: dict[str, str]) -> str:
    """Return one block; "" if its content was deleted or is not public.

    `numbers` are the numbers of sections by anchor.
    """
    if block["value"] is None:
        return ""
    if block["type"] == "heading":
        return render_heading(block["value"], numbers)
    return BLOCK_RENDERERS[block["type"]](block["value"])


def render_heading(value: JSONObject, numbers: dict[str, str]) -> str:
    text = escape_markdown(value["text"])
    number = numbers.get(value["anchor"])
    return f"{'#' * value['level']} {number} {text}" if number else f"{'#' * value['level']} {text}"


def render_quotation(value: JSONObject) -> str:
    attribution = value["attribution"] and f"— {escape_markdown(value['attribution'])}"
    return quote_lines(join_paragraphs([escape_markdown(value["text"]), attribution]))


def render_key_points(value: JSONObject) -> str:
    points = "\n".join(f"- {indent_lines(escape_markdown(point))}" for point in value["points"])
    return f"**{escape_markdown(value['title'])}**\n\n{points}"


def render_labelled_points(value: JSONObject) -> str:
    return join_paragraphs(
        f"**{escape_markdown(point['label'])}** {point['text'].strip()}"
        for point in value["points"]
    )


def render_callout(value: JSONObject) -> str:
    return quote_lines(join_paragraphs([format_bold(value["heading"]), value["text"].strip()]))


def render_figure(value: JSONObject) -> str:
    image = value["image"] and render_image(value["image"])
    credit = value["credit"] and f"({value['credit']})"
    caption = " ".join(filter(None, [value["caption"], credit]))
    return join_paragraphs([image, format_italic(caption)])


def render_image(image: JSONObject) -> str:
    """Return the largest rendition for use in text; "" if the file is missing."""
    renditions = [value for name, value in image["renditions"].items() if name.startswith("text_")]
    return f"![{escape_markdown(image['alt'])}]({renditions[-1]['url']})" if renditions else ""


def render_table(value: JSONObject) -> str:
    columns = value["columns"]
    header = render_row([column["heading"] for column in columns])
    alignment = ["---:" if column["type"] == "number" else "---" for column in columns]
    rows = [header, f"| {' | '.join(alignment)} |", *map(render_row, value["rows"])]
    return join_paragraphs([format_bold(value["caption"]), "\n".join(rows)])


def render_row(cells: Iterable[str | None]) -> str:
    texts = [escape_markdown(" ".join((cell or "").split())) for cell in cells]
    return f"| {' | '.join(texts)} |"


def render_embed(value: JSONObject) -> str:
    provider = escape_markdown(value["provider"])
    link = f"[{escape_markdown(value['title'])}]({value['url']}) ({provider})"
    return join_paragraphs([link, format_italic(value["caption"])])


def render_document(value: JSONObject) -> str:
    if not (document := value["document"]):
        return ""
    note = value["note"] and f": {escape_markdown(value['note'])}"
    return f"[{escape_markdown(document['title'])}]({document['url']}){note}"


def render_related_pages(value: JSONObject) -> str:
    links = "\n".join(
        f"- [{escape_markdown(page['title'])}]({page['url']})" for page in value["pages"]
    )
    return f"**{escape_markdown(value['heading'])}**\n\n{links}" if links else ""


def render_poll(value: JSONObject) -> str:
    """Return the question, the options with their votes if public, and the methodology note."""
    result = value["result"]
    rows = result["options"] if result else value["options"]
    options = "\n".join(f"- {escape_markdown(row['label'])}{render_votes(row)}" for row in rows)
    state = f"This poll is {value['state']}."
    note = escape_markdown(result["methodology"]["text"]) if result else state
    question = f"**Poll: [{escape_markdown(value['question'])}]({value['url']})**"
    return join_paragraphs([question, options, note])


def render_votes(row: JSONObject) -> str:
    return f": {row['votes']} votes, {row['percent']}%" if "votes" in row else ""


BLOCK_RENDERERS: dict[str, Callable[[Any], str]] = {
    "paragraph": str.strip,
    "quotation": render_quotation,
    "key_points": render_key_points,
    "labelled_points": render_labelled_points,
    "callout": render_callout,
    "figure": render_figure,
    "table": render_table,
    "embed": render_embed,
    "document": render_document,
    "related_pages": render_related_pages,
    "poll": render_poll,
}


def escape_markdown(text: str) -> str:
    """Return a plain text with every markup character escaped."""
    return LINE_START_MARKUP.sub(r"\1\\\2", INLINE_MARKUP.sub(r"\\\1", text.strip()))


def join_paragraphs(paragraphs: Iterable[str | None]) -> str:
    return "\n\n".join(filter(None, paragraphs))


def format_italic(text: str) -> str:
    return f"*{escape_markdown(text)}*" if text else ""


def format_bold(text: str) -> str:
    return f"**{escape_markdown(text)}**" if text else ""


def quote_lines(text: str) -> str:
    return "\n".join(f"> {line}".rstrip() for line in text.splitlines())


def indent_lines(text: str) -> str:
    return text.replace("\n", "\n  ")
