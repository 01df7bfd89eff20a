"""The response to an editor whose page was not published."""

import json

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, QueryDict
from django.urls import reverse
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from wagtail.admin import messages
from wagtail.admin.modal_workflow import render_modal_workflow

from articles.preflight.publishing import PreflightError

# Session key of an approver's comment, which becomes the initial value of the reason.
APPROVAL_COMMENT_KEY = "approval_comment"
NOT_PUBLISHED = (
    "“{}” was not published. The draft is saved. Fix these problems, then publish again: "
    "<ul>{}</ul>"
)


def build_preflight_response(request: HttpRequest, error: PreflightError) -> HttpResponse:
    """Return a redirect to the editor for blocking issues, else to the form for a reason."""
    if error.blocking_issues:
        url = reverse("wagtailadmin_pages:edit", args=[error.page.pk])
        messages.error(request, build_error_message(error, url))
    else:
        url = reverse("publish_anyway", args=[error.page.pk])
        if error.is_approval:
            url += "?action=approve"
            request.session[APPROVAL_COMMENT_KEY] = get_approval_comment(request.POST)
    if request.headers.get("x-requested-with") == "XMLHttpRequest":
        # The editor approved the page in a modal dialog.
        step = {"step": "success", "redirect": url}
        return render_modal_workflow(request, "", None, {}, json_data=step)
    return HttpResponseRedirect(url)


def get_approval_comment(data: QueryDict) -> str:
    """Return an approver's comment, which the editor sends in a JSON field of its own."""
    extra_data = json.loads(data.get("workflow-action-extra-data") or "{}")
    return data.get("comment") or extra_data.get("comment", "")


def build_error_message(error: PreflightError, edit_url: str) -> SafeString:
    rows = (
        (edit_url, issue.anchor, issue.location, issue.message) for issue in error.blocking_issues
    )
    items = format_html_join("", '<li><a href="{}#{}">{}</a>: {}</li>', rows)
    return format_html(NOT_PUBLISHED, error.page.title, items)
