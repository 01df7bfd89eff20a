"""Opens a Word document, and rejects a file that is not safe to read."""

import posixpath
import zipfile
import zlib
from typing import BinaryIO
from xml.etree.ElementTree import Element, ParseError

from defusedxml import DefusedXmlException
from defusedxml.ElementTree import fromstring

from articles.word_import.ooxml import CONTENT_TYPES, W, convert_strict_names

MEGABYTE = 1024 * 1024
MAX_FILE_SIZE = 50 * MEGABYTE
MAX_UNPACKED_SIZE = 200 * MEGABYTE
# The unpacked size of the XML parts. A document of a thousand pages has about as much.
MAX_XML_SIZE = 12 * MEGABYTE
MAX_ENTRIES = 3000
# A document with as many elements takes about 15 seconds and half a gigabyte of memory to read.
MAX_ELEMENTS = 300_000
# The compression methods that Word writes.
COMPRESSION_METHODS = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)
# The first bytes of an OLE file: an old .doc, or a document with a password.
OLE_SIGNATURE = bytes.fromhex("d0cf11e0a1b11ae1")
DOCUMENT_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"

NOT_WORD = "This is not a Word document (.docx). Nothing was imported."
OLD_FORMAT = (
    "This is an old Word document (.doc), or one that needs a password. Open it in Word and save "
    "it as a Word document (.docx) without a password. Nothing was imported."
)
PROTECTED = (
    "This file is protected by a password. Save it without one, and try again. "
    "Nothing was imported."
)
TOO_LARGE = (
    "This document is larger than the maximum of about a thousand pages. Save it again from Word "
    "with smaller images, or split it. Nothing was imported."
)
DAMAGED = (
    "This document is damaged. Open it in Word, save it again, and import the new file. "
    "Nothing was imported."
)
UNSAFE = (
    "This document declares XML entities, which no Word document needs and which are not safe to "
    "read. Nothing was imported."
)


class UnreadableDocument(Exception):
    """The file cannot be imported. The message is shown to the user who uploaded it."""


class DocxFile:
    """An open Word document: the trees of its XML parts by name, and its other files.

    Raises UnreadableDocument for a file that is not a Word document, or too large.
    """

    def __init__(self, file: BinaryIO):
        self.archive = open_archive(file)
        entries = self.archive.infolist()
        self.trees = {entry.filename: self.parse(entry) for entry in entries if is_xml(entry)}
        if sum(1 for tree in self.trees.values() for _ in tree.iter()) > MAX_ELEMENTS:
            raise UnreadableDocument(TOO_LARGE)
        self.main_name = self.find_main_part()
        if self.main_part is None or self.main_part.find(f"{W}body") is None:
            raise UnreadableDocument(NOT_WORD)

    @property
    def main_part(self) -> Element | None:
        """The tree of the part that contains the text."""
        return self.trees.get(self.main_name)

    @property
    def folder(self) -> str:
        return posixpath.dirname(self.main_name)

    def find_main_part(self) -> str:
        """Return the name of the part that contains the text."""
        types = self.trees.get("[Content_Types].xml")
        for part in types.iter(f"{CONTENT_TYPES}Override") if types is not None else ():
            if part.get("ContentType") == DOCUMENT_TYPE:
                return part.get("PartName", "").lstrip("/")
        raise UnreadableDocument(NOT_WORD)

    def parse(self, entry: zipfile.ZipInfo) -> Element:
        try:
            return convert_strict_names(fromstring(self.read(entry.filename), forbid_dtd=True))
        except DefusedXmlException as error:
            raise UnreadableDocument(UNSAFE) from error
        except (ParseError, ValueError, LookupError) as error:
            raise UnreadableDocument(DAMAGED) from error

    def read(self, name: str) -> bytes:
        """Return the bytes of a file in the archive, at most as many as the archive declares."""
        try:
            return self.archive.read(name)
        except (zipfile.BadZipFile, zlib.error, EOFError, OSError, NotImplementedError) as error:
            raise UnreadableDocument(DAMAGED) from error

    def get_part(self, name: str) -> Element | None:
        """Return the tree of a part in the folder of the main part, such as "footnotes"."""
        return self.trees.get(posixpath.join(self.folder, f"{name}.xml"))

    def get_parts(self, prefix: str) -> list[Element]:
        """Return the trees of the parts whose names start with a prefix, sorted by name."""
        start = posixpath.join(self.folder, prefix)
        return [self.trees[name] for name in sorted(self.trees) if name.startswith(start)]

    def list_files(self, folder: str) -> list[str]:
        """Return the names of the files in a folder beside the main part, sorted."""
        start = posixpath.join(self.folder, folder, "")
        names = self.archive.namelist()
        return sorted(name for name in names if name.startswith(start) and name != start)


def open_archive(file: BinaryIO) -> zipfile.ZipFile:
    """Return the archive after a check of its declared sizes. Nothing is unpacked."""
    file.seek(0)
    if file.read(len(OLE_SIGNATURE)) == OLE_SIGNATURE:
        raise UnreadableDocument(OLD_FORMAT)
    try:
        archive = zipfile.ZipFile(file)
    except (zipfile.BadZipFile, ValueError, OSError, NotImplementedError) as error:
        raise UnreadableDocument(NOT_WORD) from error
    check_entries(archive.infolist())
    return archive


def check_entries(entries: list[zipfile.ZipInfo]) -> None:
    if any(entry.flag_bits & 1 for entry in entries):
        raise UnreadableDocument(PROTECTED)
    if any(entry.compress_type not in COMPRESSION_METHODS for entry in entries):
        raise UnreadableDocument(DAMAGED)
    if (
        len(entries) > MAX_ENTRIES
        or sum(entry.file_size for entry in entries) > MAX_UNPACKED_SIZE
        or sum(entry.file_size for entry in entries if is_xml(entry)) > MAX_XML_SIZE
    ):
        raise UnreadableDocument(TOO_LARGE)


def is_xml(entry: zipfile.ZipInfo) -> bool:
    return entry.filename.lower().endswith((".xml", ".rels"))
