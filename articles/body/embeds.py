"""Players of recordings held elsewhere, given only to readers who ask."""

from html.parser import HTMLParser

from django.http import JsonResponse
from django.shortcuts import get_object_or_404
from django.views.decorators.http import require_safe
from wagtail.embeds.models import Embed


class FrameFinder(HTMLParser):
    """Finds the address of the first frame in a provider's HTML."""

    address = ""

    def handle_starttag(self, tag, attrs):
        source = dict(attrs).get("src") or ""
        if tag == "iframe" and not self.address and source.startswith("https://"):
            self.address = source


def player_address(html):
    """Return the address of the player in a provider's HTML, "" where it is no frame."""
    finder = FrameFinder()
    finder.feed(html)
    # YouTube's own host for players that set no cookie before playing.
    return finder.address.replace(
        "https://www.youtube.com/embed/", "https://www.youtube-nocookie.com/embed/"
    )


@require_safe
def player(request, hash):
    """Answer {"src", "title"} of the embed with this hash, from what was stored when it was saved.

    Nothing is fetched from elsewhere here.
    """
    embed = get_object_or_404(Embed, hash=hash)
    return JsonResponse({"src": player_address(embed.html), "title": embed.title})
