"""Helpers that compare the text of a page's HTML with that of its JSON."""

import re
from html.parser import HTMLParser
from urllib.parse import urljoin

BASE_URL = "http://testserver"
VOID_ELEMENTS = {"img", "br", "input", "hr", "meta", "link", "rect", "source", "wbr"}


def remove_whitespace(text):
    return re.sub(r"\s+", "", text)


class HTMLDocument(HTMLParser):
    """The main element of a page, or all of an HTML fragment.

    `text` has no white space. `headings` are [level, id, text]; `audience_sections` are
    [label, slugs, whether it is open].
    """

    def __init__(self, html):
        super().__init__()
        main = re.search(r"<main\b.*</main>", html, re.DOTALL)
        self.text, self.links, self.alts, self.times = "", [], [], []
        self.headings, self.audience_sections = [], []
        self.open_heading, self.open_section = None, None
        self.feed(main[0] if main else html)
        self.text = remove_whitespace(self.text)

    def handle_starttag(self, tag, attrs):
        attributes = dict(attrs)
        match tag:
            case "a" if "href" in attributes:
                self.links.append(urljoin(BASE_URL, attributes["href"]))
            case "img":
                self.alts.append(attributes["alt"])
            case "time":
                self.times.append(attributes["datetime"])
            case "details" if "data-for" in attributes:
                section = ["", attributes["data-for"].split(), "open" in attributes]
                self.audience_sections.append(section)
                self.open_section = section
        if re.fullmatch("h[1-6]", tag):
            self.headings.append([int(tag[1]), attributes.get("id", ""), ""])
            self.open_heading = self.headings[-1]

    def handle_endtag(self, tag):
        if re.fullmatch("h[1-6]", tag):
            self.open_heading = None
        if tag == "summary":
            self.open_section = None

    def handle_data(self, data):
        self.text += data
        if self.open_heading:
            self.open_heading[2] += remove_whitespace(data)
        if self.open_section:
            self.open_section[0] += data.strip()


def get_text(html):
    return HTMLDocument(html).text


def get_texts(block):  # noqa: C901 (one case for each block type)
    """Return the strings of a block's JSON, in the order of its HTML."""
    value = block["value"]
    match block["type"]:
        case "heading":
            return [value["text"]]
        case "paragraph":
            return [get_text(value)]
        case "quotation":
            return [value["text"], value["attribution"]]
        case "key_points":
            return [value["title"], *value["points"]]
        case "labelled_points":
            return [text for point in value["points"] for text in get_point_texts(point)]
        case "callout":
            return [value["heading"], get_text(value["text"])]
        case "figure":
            return [value["caption"], value["credit"]]
        case "table":
            headings = [column["heading"] for column in value["columns"]]
            return [value["caption"], *headings, *[cell for row in value["rows"] for cell in row]]
        case "embed":
            return [value["title"], value["caption"]]
        case "document":
            return [value["document"]["title"], value["note"]] if value["document"] else []
        case "related_pages":
            return [value["heading"], *[page["title"] for page in value["pages"]]]
        case "poll":
            return get_poll_texts(value) if value else []
    raise LookupError(f"Add a case for the block type {block['type']}.")


def get_point_texts(point):
    return [point["label"], get_text(point["text"])]


def get_poll_texts(poll):
    """Return the question and options; of a closed poll with the votes of each, if public."""
    options = [option["label"] for option in poll["options"]]
    if poll["result"] and poll["state"] == "closed":
        options = [
            f"{row['label']}{row['percent']}%{row['votes']} vote"
            for row in poll["result"]["options"]
        ]
    return [poll["question"], poll["introduction"], *options]


def get_links(block):
    """Return the URLs of the links in a block's JSON, in order."""
    value = block["value"]
    match block["type"]:
        case "paragraph":
            return HTMLDocument(value).links
        case "callout":
            return HTMLDocument(value["text"]).links
        case "labelled_points":
            return [link for point in value["points"] for link in HTMLDocument(point["text"]).links]
        case "embed":
            return [value["url"]]
        case "document":
            return [value["document"]["url"]] if value["document"] else []
        case "related_pages":
            return [page["url"] for page in value["pages"]]
    return []


def get_alternative_texts(block):
    """Return the alternative text of each image of a block."""
    value = block["value"]
    match block["type"]:
        case "figure" | "embed":
            image = value.get("image") or value.get("poster_image")
            return [image["alt"]] if image else []
        case "poll":
            options = value["options"] if value else []
            return [option["image"]["alt"] for option in options if option["image"]]
    return []


def find_missing_in_order(items, all_items):
    """Return the items that are not in a longer list in their order."""
    remaining, missing = list(all_items), []
    for item in items:
        if item in remaining:
            remaining = remaining[remaining.index(item) + 1 :]
        else:
            missing.append(item)
    return missing


def find_missing_texts(texts, text):
    """Return the strings that are not in `text` in their order."""
    position, missing = 0, []
    for part in filter(None, map(remove_whitespace, texts)):
        if (index := text.find(part, position)) < 0:
            missing.append(part)
        else:
            position = index + len(part)
    return missing
