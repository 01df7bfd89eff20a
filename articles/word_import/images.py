"""The images of a document: validated as an upload, and stored with the article."""

import hashlib

from django.contrib.auth.models import AbstractUser
from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile
from django.core.files.uploadedfile import SimpleUploadedFile
from wagtail.images.fields import WagtailImageField
from wagtail.models import Collection

from articles.images import CustomImage
from articles.word_import.docx_file import DocxFile
from articles.word_import.report import ImportReport

NOT_ALLOWED = "Images that you may not add. Ask for permission to add images"
INVALID = "Images that could not be used. Save each as PNG or JPEG and add it to the article"
UNUSED = "Images in parts of the document that are not imported"
# {subtype of the content type: file extension}
EXTENSIONS = {"jpeg": "jpg", "pjpeg": "jpg", "x-png": "png"}


class DocumentImages:
    """The valid images of the text as `files`: {digest: (file extension, bytes)}."""

    def __init__(self, report: ImportReport, *, is_allowed: bool):
        self.report, self.is_allowed = report, is_allowed
        self.files: dict[str, tuple[str, bytes]] = {}
        self.digests: set[str] = set()
        self.stored: list[CustomImage] = []

    def add(self, image) -> dict[str, str]:
        """Return the attributes of an `img` element: {"src": digest}, "" for an invalid image."""
        with image.open() as file:
            data = file.read()
        digest = hashlib.sha256(data).hexdigest()
        if digest not in self.digests:
            self.digests.add(digest)
            self.add_if_valid(digest, data, image)
        elif digest not in self.files:
            self.report.add_dropped(
                INVALID if self.is_allowed else NOT_ALLOWED, get_image_label(image)
            )
        return {"src": digest if digest in self.files else ""}

    def add_if_valid(self, digest: str, data: bytes, image) -> None:
        """Add the image to `files`, or report why it is dropped."""
        if not self.is_allowed:
            self.report.add_dropped(NOT_ALLOWED, get_image_label(image))
            return
        subtype = (image.content_type or "").rpartition("/")[2].lower()
        extension = EXTENSIONS.get(subtype, subtype)
        try:
            WagtailImageField().clean(SimpleUploadedFile(f"image.{extension}", data))
        except ValidationError as error:
            reason = f"{get_image_label(image)} ({subtype or 'unknown'}): {error.messages[0]}"
            self.report.add_dropped(INVALID, reason)
        else:
            self.files[digest] = (extension, data)

    def report_unused(self, docx_file: DocxFile) -> None:
        """Report the images of the file that are not in the text."""
        for name in docx_file.list_files("media"):
            # Word stores a drawing twice: as SVG, and as the image that the text shows.
            if name.lower().endswith(".svg"):
                continue
            if hashlib.sha256(docx_file.read(name)).hexdigest() not in self.digests:
                self.report.add_dropped(UNUSED, name.rpartition("/")[2])

    def store(
        self,
        alt_texts: dict[str, str],
        *,
        title: str,
        collection: Collection | None,
        user: AbstractUser,
    ) -> dict[str, CustomImage]:
        """Store the images with these digests, and return them by digest.

        `alt_texts` are {digest: alternative text}.
        """
        images = {}
        for number, (digest, alt_text) in enumerate(alt_texts.items(), start=1):
            image = self.build_image(digest, alt_text)
            self.stored.append(image)
            image.title = (alt_text or f"{title}, image {number}")[:255]
            image.collection, image.uploaded_by_user = collection, user
            image.save()
            image.get_file_hash()
            images[digest] = image
        return images

    def build_image(self, digest: str, alt_text: str) -> CustomImage:
        extension, data = self.files[digest]
        # The file name never comes from the document.
        file = ContentFile(data, f"word-{digest[:12]}.{extension}")
        return CustomImage(description=alt_text[:255], file=file, file_size=len(data))

    def delete_files(self) -> None:
        """Delete the stored files after a rollback of their rows."""
        for image in self.stored:
            # A file that was not stored yet has a name without a folder, which does not exist.
            image.file.storage.delete(image.file.name)


def get_image_label(image) -> str:
    """Return a description by which an author recognises the image."""
    return f"“{image.alt_text}”" if image.alt_text else "An image without alternative text"
