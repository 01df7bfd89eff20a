"""The settings of the site, edited in the admin."""

from django.db import models
from wagtail.admin.panels import FieldPanel, MultiFieldPanel
from wagtail.contrib.settings.models import BaseSiteSetting, register_setting
from wagtail.fields import RichTextField, StreamField

from articles.blocks.links import LabelledLinkBlock
from articles.fields import RICH_TEXT_FEATURES


@register_setting(icon="home")
class SiteSettings(BaseSiteSetting):
    """The site's name, publisher, social links and footer, shown on every page."""

    name = models.CharField(max_length=80, default="Rostrum", help_text="Shown in the header")
    tagline = models.CharField(max_length=160, blank=True, help_text="Shown under the name")
    description = models.CharField(
        max_length=255, blank=True, help_text="For search engines, on pages without a description"
    )
    publisher = models.CharField(
        max_length=160, blank=True, help_text="The publisher's full name, for citations"
    )
    social = StreamField([("link", LabelledLinkBlock())], blank=True, verbose_name="social links")
    footer = RichTextField(blank=True, features=RICH_TEXT_FEATURES)

    panels = [
        MultiFieldPanel([FieldPanel("name"), FieldPanel("tagline")], heading="Name"),
        MultiFieldPanel([FieldPanel("publisher"), FieldPanel("description")], heading="Publisher"),
        FieldPanel("social"),
        FieldPanel("footer"),
    ]

    class Meta:
        verbose_name = "site settings"
