"""Route that returns drafts to external front ends."""

from datetime import datetime
from typing import Annotated, Literal

from django.db.models import Model
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.utils import translation
from ninja import Field, Query, Router, Schema

from articles.api.parameters import RenderOptions
from articles.api.serializers import JSONObject
from polls.api.schemas import PollWithResultSchema, ProblemSchema
from polls.api.serializers import serialize_poll_with_result
from polls.formats import format_datetime
from polls.http import build_problem
from project.headless.models import PreviewLink
from project.headless.page_serializers import AnyPageSchema, serialize_page
from project.headless.preview.front_end import add_preview_headers, allow_front_end
from project.headless.preview.links import InvalidPreviewLink, open_link
from project.headless.preview.targets import get_preview_audience, get_preview_kind

router = Router(tags=["Previews"])


class PreviewSchema(Schema):
    """A draft that a preview link shows."""

    audience: str | None = Field(
        description="Slug of the audience that the draft is rendered for; null for all readers."
    )
    locale: str = Field(description="Language code of the draft.", examples=["en-gb"])
    expires_at: datetime = Field(description="Time at which the link expires.")


class PagePreviewSchema(PreviewSchema):
    """A draft of a page."""

    kind: Literal["page"] = Field(description="Kind of the draft.")
    page: AnyPageSchema = Field(description="The page; its `id` is 0 if it was never saved.")


class PollPreviewSchema(PreviewSchema):
    """A draft of a poll."""

    kind: Literal["poll"] = Field(description="Kind of the draft.")
    poll: PollWithResultSchema = Field(description="The poll; its `id` is 0 if it was never saved.")


AnyPreviewSchema = Annotated[PagePreviewSchema | PollPreviewSchema, Field(discriminator="kind")]


@router.get(
    "/",
    response={200: AnyPreviewSchema, 403: ProblemSchema},
    url_name="preview",
    summary="Get a draft",
    operation_id="preview_detail",
)
def get_preview(
    request: HttpRequest, token: str = Query("", description="Token of a preview link.")
) -> HttpResponse:
    """Return the draft behind a preview link. Returns 403 if the link is not valid."""
    try:
        response = JsonResponse(serialize_preview(*open_link(token)))
    except InvalidPreviewLink as error:
        response = build_problem(403, error.title, error.detail, error.problem_type)
    return allow_front_end(add_preview_headers(response))


def serialize_preview(link: PreviewLink, instance: Model) -> JSONObject:
    """Return a PagePreviewSchema or a PollPreviewSchema."""
    audience = get_preview_audience(instance, link.audience)
    kind = get_preview_kind(type(instance))
    with translation.override(link.locale):
        if kind == "page":
            content = serialize_page(instance, RenderOptions(audience))
        else:
            content = serialize_poll_with_result(instance)
    return {
        "kind": kind,
        "audience": audience and audience.slug,
        "locale": link.locale,
        "expires_at": format_datetime(link.expires_at),
        kind: content | {"id": instance.pk or 0},
    }
