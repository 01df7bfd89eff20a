"""What a document holds that its reader does not read, and what did not arrive in the article."""

import re

from articles.word_import.ooxml import CHART, OFFICE, A, W, paragraphs_of, text_of

COMMENTS = "Comments in the margin"
MARGINS = "Headers and footers of the pages"
CHARTS = "Charts: save each as a picture and add it to the article"
DIAGRAMS = "Diagrams (SmartArt): save each as a picture and add it to the article"
OBJECTS = "Embedded objects, such as spreadsheets"
MISSING = "Text that did not get into the article: add it by hand"
NOTES = "Notes to which nothing in the text refers"

# So many characters are searched for paragraphs that are in none of the texts as they stand, which
# takes some seconds.
SEARCHED = 4_000_000_000
# How the reader writes where a note belongs.
MARK = re.compile(r"\[\d+\]")


def name_leftovers(package, report):
    """Report what stands in parts of the document that are not read."""
    if (comments := package.part("comments")) is not None:
        for comment in comments.iter(f"{W}comment"):
            author = comment.get(f"{W}author", "")
            report.lose(COMMENTS, f"{author}: {' '.join(paragraphs_of(comment))}")
    margins = [*package.parts_named("header"), *package.parts_named("footer")]
    if texts := dict.fromkeys(text for part in margins for text in paragraphs_of(part)):
        report.lose(MARGINS, *texts)
    for chart in package.parts_named("charts/chart"):
        words = [each.text for each in chart.iter() if each.tag in (f"{A}t", f"{CHART}v")]
        report.lose(CHARTS, " ".join(filter(None, words)) or "A chart without text")
    for diagram in package.parts_named("diagrams/data"):
        words = [text_of(each, f"{A}t") for each in diagram.iter(f"{A}p")]
        report.lose(DIAGRAMS, " · ".join(filter(None, words)) or "A diagram without text")
    for thing in package.document.iter(f"{OFFICE}OLEObject"):
        report.lose(OBJECTS, thing.get("ProgID", "An object"))


def name_missing(package, texts, report):
    """Report each paragraph of the document whose words are in none of the article's texts."""
    arrived = Arrived(texts)
    for kind, what in (("", MISSING), ("footnotes", NOTES), ("endnotes", NOTES)):
        tree = package.part(kind) if kind else package.document
        for paragraph in tree.iter(f"{W}p") if tree is not None else ():
            words = own_words(paragraph)
            if not all(part in arrived for part in map(bare, words)):
                report.lose(what, "".join(words))


class Arrived:
    """The texts of an article, to be asked whether words are in them."""

    def __init__(self, texts):
        self.texts = set(map(bare, texts))
        self.whole = "\n".join(self.texts)
        self.searches = SEARCHED // (len(self.whole) or 1)

    def __contains__(self, words):
        """Whether these are in a text; what is asked beyond all bounds is said not to be."""
        if not words or words in self.texts:
            return True
        self.searches -= 1
        return self.searches >= 0 and words in self.whole


def own_words(element):
    """Return the words of a paragraph, without those of paragraphs in it, in parts.

    A symbol parts them, as the reader writes it in letters.
    """
    words, ahead = [""], list(element)[::-1]
    while ahead:
        each = ahead.pop()
        if each.tag == f"{W}t":
            words[-1] += each.text or ""
        elif each.tag == f"{W}sym":
            words.append("")
        elif each.tag != f"{W}p":
            ahead.extend(list(each)[::-1])
    return words


def bare(text):
    """Return letters and digits alone, without the marks of notes."""
    return "".join(filter(str.isalnum, MARK.sub("", text)))
