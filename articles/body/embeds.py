"""Players of videos and recordings on other sites, which load at the request of a reader only."""

from html.parser import HTMLParser

from django.http import HttpRequest, JsonResponse
from django.shortcuts import get_object_or_404
from django.views.decorators.http import require_safe
from wagtail.embeds.models import Embed


class IframeParser(HTMLParser):
    """Finds the HTTPS URL of the first iframe in an oEmbed provider's HTML."""

    url = ""

    def handle_starttag(self, tag, attrs):
        source = dict(attrs).get("src") or ""
        if tag == "iframe" and not self.url and source.startswith("https://"):
            self.url = source


def get_player_url(html: str) -> str:
    """Return the URL of the player in a provider's HTML, "" if the HTML has no iframe."""
    parser = IframeParser()
    parser.feed(html)
    # YouTube's host for players that set no cookie before playback.
    return parser.url.replace(
        "https://www.youtube.com/embed/", "https://www.youtube-nocookie.com/embed/"
    )


@require_safe
def get_embed_data(request: HttpRequest, embed_hash: str) -> JsonResponse:
    """Return {"src", "title"} of the embed with this hash.

    The data were stored when the page was saved, so this view sends no request to the provider.
    """
    embed = get_object_or_404(Embed, hash=embed_hash)
    return JsonResponse({"src": get_player_url(embed.html), "title": embed.title})
