"""The block of a link with a label, for profiles of authors and of the publisher."""

from wagtail import blocks


class LabelledLinkBlock(blocks.StructBlock):
    label = blocks.CharBlock(max_length=60)
    url = blocks.URLBlock(label="URL")

    class Meta:
        icon = "link"
        label_format = "{label}"
