"""The product's body in blocks that Wagtail brings, which say what they hold by its key alone."""

from wagtail import blocks
from wagtail.contrib.typed_table_block.blocks import TypedTableBlock
from wagtail.documents.blocks import DocumentChooserBlock
from wagtail.images.blocks import ImageBlock
from wagtail.snippets.blocks import SnippetChooserBlock


class AudienceBlock(blocks.StructBlock):
    audiences = blocks.ListBlock(blocks.IntegerBlock())


class Heading(AudienceBlock):
    text = blocks.CharBlock()
    level = blocks.CharBlock()


class Text(AudienceBlock):
    text = blocks.RichTextBlock()


class Quotation(AudienceBlock):
    text = blocks.TextBlock()
    attribution = blocks.CharBlock()


class KeyPoints(AudienceBlock):
    title = blocks.CharBlock()
    points = blocks.ListBlock(blocks.TextBlock())


class LabelledPoint(blocks.StructBlock):
    label = blocks.CharBlock()
    text = blocks.RichTextBlock()


class LabelledPoints(AudienceBlock):
    points = blocks.ListBlock(LabelledPoint())


class Callout(Text):
    heading = blocks.CharBlock()


class Figure(AudienceBlock):
    image = ImageBlock()
    caption = blocks.CharBlock()
    credit = blocks.CharBlock()


class Table(AudienceBlock):
    table = TypedTableBlock([("text", blocks.CharBlock()), ("number", blocks.CharBlock())])
    header_column = blocks.BooleanBlock()


class Embed(AudienceBlock):
    # What its provider says of it would be asked for over the network.
    url = blocks.URLBlock()
    title = blocks.CharBlock()
    poster_image = ImageBlock()
    caption = blocks.CharBlock()


class Document(AudienceBlock):
    document = DocumentChooserBlock()
    note = blocks.CharBlock()


class RelatedPages(AudienceBlock):
    heading = blocks.CharBlock()
    pages = blocks.ListBlock(blocks.PageChooserBlock())


class Poll(AudienceBlock):
    poll = SnippetChooserBlock("polls.Poll")


class StockBody(blocks.StreamBlock):
    heading = Heading()
    paragraph = Text()
    quotation = Quotation()
    key_points = KeyPoints()
    labelled_points = LabelledPoints()
    callout = Callout()
    figure = Figure()
    table = Table()
    embed = Embed()
    document = Document()
    related_pages = RelatedPages()
    poll = Poll()
