"""What a page says in its HTML, and what its JSON says, in one form of words."""

import re
from html.parser import HTMLParser
from urllib.parse import urljoin

OWN = "http://testserver"
VOID = {"img", "br", "input", "hr", "meta", "link", "rect", "source", "wbr"}


def squeeze(text):
    """Return a text without white space, which HTML and JSON set differently."""
    return re.sub(r"\s+", "", text)


class Main(HTMLParser):
    """The main element of a page; or all of a piece of HTML.

    `text` is what it says; `headings` are (level, id, text), `layers` (label, audiences, open).
    """

    def __init__(self, html):
        super().__init__()
        whole = re.search(r"<main\b.*</main>", html, re.DOTALL)
        self.text, self.links, self.alts, self.times = "", [], [], []
        self.headings, self.layers, self.open, self.summary = [], [], None, None
        self.feed(whole[0] if whole else html)
        self.text = squeeze(self.text)

    def handle_starttag(self, tag, attrs):
        attributes = dict(attrs)
        match tag:
            case "a" if "href" in attributes:
                self.links.append(urljoin(OWN, attributes["href"]))
            case "img":
                self.alts.append(attributes["alt"])
            case "time":
                self.times.append(attributes["datetime"])
            case "details" if "data-for" in attributes:
                self.layers.append(["", attributes["data-for"].split(), "open" in attributes])
                self.summary = self.layers[-1]
        if re.fullmatch("h[1-6]", tag):
            self.headings.append([int(tag[1]), attributes.get("id", ""), ""])
            self.open = self.headings[-1]

    def handle_endtag(self, tag):
        if re.fullmatch("h[1-6]", tag):
            self.open = None
        if tag == "summary":
            self.summary = None

    def handle_data(self, data):
        self.text += data
        if self.open:
            self.open[2] += squeeze(data)
        if self.summary:
            self.summary[0] += data.strip()


def words(html):
    """Return what a rich text says."""
    return Main(html).text


def says(block):  # noqa: C901 (one case for each block)
    """Return the texts of a block's JSON, in the order in which its HTML has them."""
    value = block["value"]
    match block["type"]:
        case "heading":
            return [value["text"]]
        case "paragraph":
            return [words(value)]
        case "quotation":
            return [value["text"], value["attribution"]]
        case "key_points":
            return [value["title"], *value["points"]]
        case "labelled_points":
            return [text for point in value["points"] for text in texts_of_point(point)]
        case "callout":
            return [value["heading"], words(value["text"])]
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
            return says_of_poll(value) if value else []
    raise LookupError(f"What does a block of {block['type']} say?")


def texts_of_point(point):
    return [point["label"], words(point["text"])]


def says_of_poll(poll):
    """Return the question and options; of a closed poll with the votes of each, if public."""
    options = [option["label"] for option in poll["options"]]
    if poll["result"] and poll["state"] == "closed":
        options = [
            f"{row['label']}{row['percent']} %{row['votes']} vote"
            for row in poll["result"]["options"]
        ]
    return [poll["question"], poll["introduction"], *options]


def links_of(block):
    """Return where a block's JSON leads, in order."""
    value = block["value"]
    match block["type"]:
        case "paragraph":
            return Main(value).links
        case "callout":
            return Main(value["text"]).links
        case "labelled_points":
            return [link for point in value["points"] for link in Main(point["text"]).links]
        case "embed":
            return [value["url"]]
        case "document":
            return [value["document"]["url"]] if value["document"] else []
        case "related_pages":
            return [page["url"] for page in value["pages"]]
    return []


def alts_of(block):
    """Return the alternative texts of a block's pictures."""
    value = block["value"]
    match block["type"]:
        case "figure" | "embed":
            picture = value.get("picture") or value.get("still")
            return [picture["alt"]] if picture else []
        case "poll":
            options = value["options"] if value else []
            return [option["image"]["alt"] for option in options if option["image"]]
    return []


def missing_in_order(parts, whole):
    """Return the parts that do not follow each other in a whole, with others between them."""
    rest, missing = list(whole), []
    for part in parts:
        if part in rest:
            rest = rest[rest.index(part) + 1 :]
        else:
            missing.append(part)
    return missing


def unsaid(texts, text):
    """Return the texts that do not stand in a longer one in their order."""
    place, missing = 0, []
    for each in filter(None, map(squeeze, texts)):
        if (found := text.find(each, place)) < 0:
            missing.append(each)
        else:
            place = found + len(each)
    return missing
