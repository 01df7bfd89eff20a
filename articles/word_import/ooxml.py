"""Names in the parts of a Word document (ISO/IEC 29500), as ElementTree writes them."""

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
M = "{http://schemas.openxmlformats.org/officeDocument/2006/math}"
MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
CHART = "{http://schemas.openxmlformats.org/drawingml/2006/chart}"
CONTENT_TYPES = "{http://schemas.openxmlformats.org/package/2006/content-types}"
CORE = "{http://purl.org/dc/elements/1.1/}"
VML = "{urn:schemas-microsoft-com:vml}"
OFFICE = "{urn:schemas-microsoft-com:office:office}"

# The strict form of the standard has other names for the same.
STRICT = {
    "{http://purl.oclc.org/ooxml/wordprocessingml/main}": W,
    "{http://purl.oclc.org/ooxml/drawingml/main}": A,
    "{http://purl.oclc.org/ooxml/officeDocument/math}": M,
    "{http://purl.oclc.org/ooxml/drawingml/chart}": CHART,
}


def in_usual_form(tree):
    """Return a part with the usual names of its elements, if it has the strict ones."""
    if tree.tag.partition("}")[0] + "}" in STRICT:
        for element in tree.iter():
            space, _, name = element.tag.partition("}")
            element.tag = STRICT.get(space + "}", space + "}") + name
            for key in [key for key in element.attrib if key.partition("}")[0] + "}" in STRICT]:
                space, _, name = key.partition("}")
                element.set(STRICT[space + "}"] + name, element.attrib.pop(key))
    return tree


def text_of(element, *tags):
    """Return the text in all elements beneath it that have one of these tags, in order."""
    return "".join(each.text or "" for each in element.iter() if each.tag in tags)


def paragraphs_of(element):
    """Return the texts of all paragraphs beneath it that have any."""
    texts = (text_of(each, f"{W}t") for each in element.iter(f"{W}p"))
    return [text for text in map(str.strip, texts) if text]
