"""A Word document as a file, refused before it is read where that would not be safe."""

import posixpath
import zipfile
import zlib
from xml.etree.ElementTree import ParseError

from defusedxml import DefusedXmlException
from defusedxml.ElementTree import fromstring

from articles.word_import.ooxml import CONTENT_TYPES, W, in_usual_form

MEGABYTE = 1024 * 1024
MAX_FILE = 50 * MEGABYTE
# What the file may unpack to, of which so much may be text with its marks: about a thousand pages.
MAX_UNPACKED = 200 * MEGABYTE
MAX_TEXT = 12 * MEGABYTE
MAX_ENTRIES = 3000
# What takes about a quarter of a minute and half a gigabyte to read.
MAX_ELEMENTS = 300_000
# What Word itself writes.
METHODS = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)
# The first bytes of an old .doc; a document with a password is packed into the same.
OLD_OFFICE = bytes.fromhex("d0cf11e0a1b11ae1")
DOCUMENT = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"

NOT_WORD = "This is not a Word document (.docx), whatever its name says. Nothing was imported."
OLD = (
    "This is an old Word document (.doc), or one that needs a password. Open it in Word and save "
    "it as a Word document (.docx) without a password. Nothing was imported."
)
PROTECTED = (
    "This file is protected by a password. Save it without one, and try again. "
    "Nothing was imported."
)
TOO_MUCH = (
    "This file unpacks to more than a document of a thousand pages, and was not opened. Save it "
    "again from Word, with smaller pictures or in parts. Nothing was imported."
)
DAMAGED = (
    "This document is damaged, and could not be read. Open it in Word, save it again, and try with "
    "the new file. Nothing was imported."
)
UNSAFE = (
    "This file holds instructions that no Word document needs (“entities”), and was not read. "
    "Nothing was imported."
)


class UnreadableDocument(Exception):
    """Says, to whoever sent it, why a file cannot be imported."""


class Package:
    """An opened document: the trees of its XML parts by name, and its other files.

    Raises UnreadableDocument for whatever is no document or would be too much.
    """

    def __init__(self, file):
        self.archive = open_archive(file)
        self.trees = {
            info.filename: self.parse(info) for info in self.archive.infolist() if is_text(info)
        }
        if sum(1 for tree in self.trees.values() for _ in tree.iter()) > MAX_ELEMENTS:
            raise UnreadableDocument(TOO_MUCH)
        self.main = self.find_main()
        if self.document is None or self.document.find(f"{W}body") is None:
            raise UnreadableDocument(NOT_WORD)

    @property
    def document(self):
        return self.trees.get(self.main)

    def find_main(self):
        """Return the name of the part that holds the text."""
        types = self.trees.get("[Content_Types].xml")
        for part in types.iter(f"{CONTENT_TYPES}Override") if types is not None else ():
            if part.get("ContentType") == DOCUMENT:
                return part.get("PartName", "").lstrip("/")
        raise UnreadableDocument(NOT_WORD)

    def parse(self, info):
        try:
            return in_usual_form(fromstring(self.read(info.filename), forbid_dtd=True))
        except DefusedXmlException as error:
            raise UnreadableDocument(UNSAFE) from error
        except (ParseError, ValueError, LookupError) as error:
            raise UnreadableDocument(DAMAGED) from error

    def read(self, name):
        """Return the bytes of a file in the document, never more than it says it has."""
        try:
            return self.archive.read(name)
        except (zipfile.BadZipFile, zlib.error, EOFError, OSError, NotImplementedError) as error:
            raise UnreadableDocument(DAMAGED) from error

    def part(self, kind):
        """Return the tree of a part beside the text, such as "footnotes", None without it."""
        return self.trees.get(posixpath.join(posixpath.dirname(self.main), f"{kind}.xml"))

    def parts_named(self, start):
        """Return the trees of the parts beside the text whose names start so, in order."""
        start = posixpath.join(posixpath.dirname(self.main), start)
        return [self.trees[name] for name in sorted(self.trees) if name.startswith(start)]

    def files_in(self, folder):
        """Return the names of the files in a folder beside the text, in order."""
        folder = posixpath.join(posixpath.dirname(self.main), folder, "")
        names = self.archive.namelist()
        return sorted(name for name in names if name.startswith(folder) and name != folder)


def open_archive(file):
    """Return the file as an archive whose sizes were checked, with nothing unpacked yet."""
    file.seek(0)
    if file.read(len(OLD_OFFICE)) == OLD_OFFICE:
        raise UnreadableDocument(OLD)
    try:
        archive = zipfile.ZipFile(file)
    except (zipfile.BadZipFile, ValueError, OSError, NotImplementedError) as error:
        raise UnreadableDocument(NOT_WORD) from error
    entries = archive.infolist()
    if any(entry.flag_bits & 1 for entry in entries):
        raise UnreadableDocument(PROTECTED)
    if any(entry.compress_type not in METHODS for entry in entries):
        raise UnreadableDocument(DAMAGED)
    if (
        len(entries) > MAX_ENTRIES
        or sum(entry.file_size for entry in entries) > MAX_UNPACKED
        or sum(entry.file_size for entry in entries if is_text(entry)) > MAX_TEXT
    ):
        raise UnreadableDocument(TOO_MUCH)
    return archive


def is_text(entry):
    return entry.filename.lower().endswith((".xml", ".rels"))
