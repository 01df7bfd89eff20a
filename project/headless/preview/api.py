"""Drafts for other front ends, mounted at /api/v3/preview/."""

from datetime import datetime
from typing import Annotated, Literal

from django.http import HttpRequest, JsonResponse
from django.utils import translation
from ninja import Field, Query, Router, Schema

from articles.api.render_options import Reading
from polls.api.schemas import ProblemSchema, ShownPollSchema
from polls.api.serializers import represent_shown_poll
from polls.http import problem
from polls.results.methodology import stamp
from project.headless.page_serializers import AnyPageSchema, represent_page
from project.headless.preview.links import LinkRefused, open_link
from project.headless.preview.targets import audience_of, kind_of
from project.headless.preview.urls_for import allow_front_end, keep_private

router = Router(tags=["Preview"])


class PreviewSchema(Schema):
    audience: str | None = Field(description="Slug of the audience as which it is read")
    locale: str
    expires_at: datetime


class PagePreviewSchema(PreviewSchema):
    kind: Literal["page"]
    page: AnyPageSchema = Field(description="Its id is 0 while it was never saved")


class PollPreviewSchema(PreviewSchema):
    kind: Literal["poll"]
    poll: ShownPollSchema = Field(description="Its id is 0 while it was never saved")


AnyPreviewSchema = Annotated[PagePreviewSchema | PollPreviewSchema, Field(discriminator="kind")]


@router.get(
    "/",
    response={200: AnyPreviewSchema, 403: ProblemSchema},
    url_name="preview",
    summary="Read a draft",
    operation_id="preview_read",
)
def read(request: HttpRequest, token: str = Query("", description="That of a preview link")):
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
            represented = represent_page(previewed, Reading(audience))
        else:
            represented = represent_shown_poll(previewed)
    return {
        "kind": kind,
        "audience": audience and audience.slug,
        "locale": link.locale,
        "expires_at": stamp(link.expires_at),
        kind: represented | {"id": previewed.pk or 0},
    }
