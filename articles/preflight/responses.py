"""What the editor sees when a page is held back: what is wrong, and where to mend it."""

import json

from django.http import HttpResponseRedirect
from django.urls import reverse
from django.utils.html import format_html, format_html_join
from wagtail.admin import messages
from wagtail.admin.modal_workflow import render_modal_workflow

from articles.preflight.publishing import NotReady

# Where the session keeps what an approver has written, until it is asked for.
COMMENT = "comment_of_approval"


class AnswerRefusals:
    """Middleware: a page held back by whatever page of the admin is an answer, no failure."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        return self.get_response(request)

    def process_exception(self, request, exception):
        in_admin = request.path.startswith(reverse("wagtailadmin_home"))
        return answer(request, exception) if in_admin and isinstance(exception, NotReady) else None


def answer(request, refusal):
    """Return a redirect: to the editor for what must be mended, else to what asks for a reason."""
    edit = reverse("wagtailadmin_pages:edit", args=[refusal.page.pk])
    if refusal.breaking:
        messages.error(request, tell(refusal, edit))
        address = edit
    else:
        address = reverse("overrule_findings", args=[refusal.page.pk])
        if refusal.approving:
            address += "?then=approve"
            request.session[COMMENT] = comment_in(request.POST)
    if request.headers.get("x-requested-with") == "XMLHttpRequest":
        # Approved in one of Wagtail's dialogues.
        step = {"step": "success", "redirect": address}
        return render_modal_workflow(request, "", None, {}, json_data=step)
    return HttpResponseRedirect(address)


def comment_in(sent):
    """Return the comment of an approval, which the editor sends beside its form."""
    beside = json.loads(sent.get("workflow-action-extra-data") or "{}")
    return sent.get("comment") or beside.get("comment", "")


def tell(refusal, edit):
    rows = ((edit, each.anchor, each.where, each.message) for each in refusal.breaking)
    return format_html(
        "“{}” is not published; the draft is saved. This would break it: <ul>{}</ul>",
        refusal.page.title,
        format_html_join("", '<li><a href="{}#{}">{}</a>: {}</li>', rows),
    )
