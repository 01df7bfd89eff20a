"""The home page, audience pages, standard pages and the site settings."""

from home.models.audiences import AudiencePage, PinnedPage
from home.models.home_page import FeaturedArticle, HomePage
from home.models.site import SiteSettings
from home.models.standard import StandardPage

__all__ = [
    "AudiencePage",
    "FeaturedArticle",
    "HomePage",
    "PinnedPage",
    "SiteSettings",
    "StandardPage",
]
