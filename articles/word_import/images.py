"""The pictures of a document: checked as any other upload, and stored with the article."""

import hashlib

from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile
from django.core.files.uploadedfile import SimpleUploadedFile
from wagtail.images.fields import WagtailImageField

from articles.images import CustomImage

NOT_ALLOWED = "Pictures that you may not add: ask for permission to add pictures"
REFUSED = "Pictures that could not be used: save each as PNG or JPEG and add it to the article"
UNUSED = "Pictures that stand where the article has no place for them"
# What the endings are called on this side.
ENDINGS = {"jpeg": "jpg", "pjpeg": "jpg", "x-png": "png"}


class Pictures:
    """The files of the pictures that the text shows, by their digests."""

    def __init__(self, report, *, allowed):
        self.report, self.allowed = report, allowed
        self.files, self.seen, self.stored = {}, set(), []

    def take(self, image):
        """Return what the text says of a picture: {"src": its digest}, "" if it cannot be used."""
        with image.open() as file:
            data = file.read()
        digest = hashlib.sha256(data).hexdigest()
        if digest not in self.seen:
            self.seen.add(digest)
            self.check(digest, data, image)
        elif digest not in self.files:
            self.report.lose(REFUSED if self.allowed else NOT_ALLOWED, name_of(image))
        return {"src": digest if digest in self.files else ""}

    def check(self, digest, data, image):
        if not self.allowed:
            self.report.lose(NOT_ALLOWED, name_of(image))
            return
        kind = (image.content_type or "").rpartition("/")[2].lower()
        name = f"picture.{ENDINGS.get(kind, kind)}"
        try:
            WagtailImageField().clean(SimpleUploadedFile(name, data))
        except ValidationError as error:
            self.report.lose(
                REFUSED, f"{name_of(image)} ({kind or 'unknown'}): {error.messages[0]}"
            )
        else:
            self.files[digest] = (name.rpartition(".")[2], data)

    def name_unused(self, package):
        """Report the pictures in the file that the text does not show."""
        # Word keeps a drawing twice: as SVG, and as the picture that the text shows.
        names = [name for name in package.files_in("media") if not name.lower().endswith(".svg")]
        for name in names:
            if hashlib.sha256(package.read(name)).hexdigest() not in self.seen:
                self.report.lose(UNUSED, name.rpartition("/")[2])

    def store(self, alternatives, *, title, collection, user):
        """Store the pictures that the body shows, and return them by digest.

        `alternatives` are {digest: alternative text}.
        """
        return {
            digest: self.store_one(
                digest, alt or f"{title}, picture {number}", alt, collection, user
            )
            for number, (digest, alt) in enumerate(alternatives.items(), 1)
        }

    def store_one(self, digest, title, alt, collection, user):
        ending, data = self.files[digest]
        # No name from the document becomes the name of a file here.
        picture = CustomImage(
            title=title[:255],
            description=alt[:255],
            collection=collection,
            uploaded_by_user=user,
            file=ContentFile(data, f"word-{digest[:12]}.{ending}"),
            file_size=len(data),
        )
        self.stored.append(picture)
        picture.save()
        picture.get_file_hash()
        return picture

    def take_back(self):
        """Delete the files of what was stored, once the database has forgotten it."""
        for picture in self.stored:
            if picture.file._committed:
                picture.file.storage.delete(picture.file.name)


def name_of(image):
    """Return what a person may know a picture by."""
    return f"“{image.alt_text}”" if image.alt_text else "A picture without alternative text"
