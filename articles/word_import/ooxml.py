"""XML namespaces of a Word document (ISO/IEC 29500) in ElementTree's notation, and its text."""

from xml.etree.ElementTree import Element

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
M = "{http://schemas.openxmlformats.org/officeDocument/2006/math}"
MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
CHART = "{http://schemas.openxmlformats.org/drawingml/2006/chart}"
CONTENT_TYPES = "{http://schemas.openxmlformats.org/package/2006/content-types}"
VML = "{urn:schemas-microsoft-com:vml}"
OFFICE = "{urn:schemas-microsoft-com:office:office}"

# Namespaces of the strict variant of the standard: {strict: transitional}.
STRICT = {
    "{http://purl.oclc.org/ooxml/wordprocessingml/main}": W,
    "{http://purl.oclc.org/ooxml/drawingml/main}": A,
    "{http://purl.oclc.org/ooxml/officeDocument/math}": M,
    "{http://purl.oclc.org/ooxml/drawingml/chart}": CHART,
}


def convert_strict_names(tree: Element) -> Element:
    """Rename the elements and attributes of a strict document in place, and return its tree."""
    if split_name(tree.tag)[0] in STRICT:
        for element in tree.iter():
            element.tag = convert_name(element.tag)
            for name in [name for name in element.attrib if split_name(name)[0] in STRICT]:
                element.set(convert_name(name), element.attrib.pop(name))
    return tree


def split_name(name: str) -> tuple[str, str]:
    """Return (namespace in braces, local name)."""
    namespace, _, local_name = name.partition("}")
    return namespace + "}", local_name


def convert_name(name: str) -> str:
    namespace, local_name = split_name(name)
    return STRICT.get(namespace, namespace) + local_name


def get_text(element: Element, *tags: str) -> str:
    """Return the text of all descendants with one of these tags, in document order."""
    return "".join(node.text or "" for node in element.iter() if node.tag in tags)


def get_paragraph_texts(element: Element) -> list[str]:
    """Return the text of each descendant paragraph that is not empty."""
    texts = (get_text(paragraph, f"{W}t") for paragraph in element.iter(f"{W}p"))
    return [text for text in map(str.strip, texts) if text]
