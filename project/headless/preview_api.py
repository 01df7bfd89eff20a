"""Drafts for other front ends, mounted at /api/v3/preview/."""

from django.http import HttpRequest, JsonResponse
from django.utils import translation
from ninja import Router

from articles.readings import Reading
from polls.method import stamp
from polls.problems import problem
from polls.representations import represent_poll
from polls.schemas import ProblemSchema
from project.headless.addresses import allow_front_end, keep_private
from project.headless.links import LinkRefused, open_link
from project.headless.pages import represent_page
from project.headless.previewed import audience_of, kind_of

router = Router(tags=["Preview"])


@router.get("/", response={200: dict, 403: ProblemSchema}, url_name="preview",
            summary="Read a draft", operation_id="preview_read")  # fmt: skip
def read(request: HttpRequest, token: str = ""):
    """What a preview link shows: a page or a poll as it stands in a draft."""
    try:
        response = JsonResponse(represent_preview(*open_link(token)))
    except LinkRefused as error:
        response = problem(403, error.title, error.detail, error.kind)
    return allow_front_end(keep_private(response))


def represent_preview(link, previewed):
    """Return {"kind", "audience", "locale", "expires_at"} with "page" or "poll"."""
    audience = audience_of(previewed, link.audience)
    kind = kind_of(type(previewed))
    with translation.override(link.locale):
        if kind == "page":
            reading = Reading(audience=audience, rich_text_format="html", drafts=True)
            represented = represent_page(previewed, reading)
        else:
            represented = represent_poll(previewed)
    return {
        "kind": kind,
        "audience": audience and audience.slug,
        "locale": link.locale,
        "expires_at": stamp(link.expires_at),
        kind: represented,
    }
