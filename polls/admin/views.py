"""Admin pages of one poll: its result, its invitation codes and corrections."""

from typing import Any

from django import forms
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect
from django.urls import reverse
from django.views import View
from wagtail.admin import messages
from wagtail.admin.views.generic.base import BaseObjectMixin, WagtailAdminTemplateMixin
from wagtail.admin.views.generic.permissions import PermissionCheckedMixin
from wagtail.admin.views.mixins import SpreadsheetExportMixin
from wagtail.log_actions import log

from polls.admin.chart import build_chart
from polls.admin.links import get_admin_links
from polls.admin.turnout import count_ballots_by_day
from polls.corrections import MAX_WORDING_LENGTH, InvalidCorrection, correct_poll
from polls.http import build_download
from polls.models import Poll
from polls.models.choices import Eligibility, Visibility
from polls.results.exports import EXPORT_FORMATS
from polls.results.result import get_result
from polls.results.visibility import VISIBILITY_NOTES, is_result_public
from polls.voting.tallies import load_turnout
from polls.voting.voters import create_codes

MAX_NEW_CODES = 5000


class PollAdminView(PermissionCheckedMixin, BaseObjectMixin, WagtailAdminTemplateMixin, View):
    """A page of one poll; `permission_required` is an action of PollPermissionPolicy."""

    model = Poll
    name = ""
    index_url_name: str | None = None
    edit_url_name: str | None = None
    usage_url_name: str | None = None

    def get_base_object_queryset(self) -> Any:
        return Poll.objects.for_display()

    def get_page_subtitle(self) -> str:
        return str(self.object)

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        items = [{"url": reverse(self.index_url_name), "label": "Polls"}]
        if edit_url := self.get_editor_url(self.edit_url_name):
            items.append({"url": edit_url, "label": str(self.object)})
        current = {"url": "", "label": self.page_title, "sublabel": str(self.object)}
        return [*self.breadcrumbs_items, *items, current]

    def get_editor_url(self, url_name: str | None) -> str:
        """Return the URL of a page for editors, "" if the user may not edit."""
        if not self.user_has_permission("change"):
            return ""
        return reverse(url_name, args=[self.object.pk])

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        links = get_admin_links(self.request.user, self.object)
        return super().get_context_data(
            poll=self.object,
            links=[(link, link.get_url(self.object)) for link in links],
            name=self.name,
            edit_url=self.get_editor_url(self.edit_url_name),
            usage_url=self.get_editor_url(self.usage_url_name),
            **kwargs,
        )

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        return self.render_to_response(self.get_context_data())


class ResultView(PollAdminView):
    """The current result, even while readers may not see it."""

    name = "result"
    permission_required = "view_results"
    page_title = "Result"
    template_name = "polls/admin/result.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        poll = self.object
        days = count_ballots_by_day(poll)
        note = "" if is_result_public(poll) else VISIBILITY_NOTES[Visibility(poll.visibility)]
        return super().get_context_data(
            result=get_result(poll),
            turnout=sum_turnout(poll),
            days=days,
            chart=build_chart(days),
            edits=poll.edits.all(),
            visibility_note=note,
            formats=list(EXPORT_FORMATS),
            **kwargs,
        )


def sum_turnout(poll: Poll) -> dict[str, int]:
    """Return {status: ballots} over all audiences."""
    rows = load_turnout(poll).values()
    statuses = ("counted", "set_aside", "rejected", "withdrawn")
    return {status: sum(row[status] for row in rows) for status in statuses}


class ResultDownloadView(PollAdminView):
    """The result as a file, even while readers may not see it."""

    permission_required = "view_results"

    def get(self, request: HttpRequest, *args: Any, extension: str, **kwargs: Any) -> HttpResponse:
        if extension not in EXPORT_FORMATS:
            raise Http404
        content_type, export = EXPORT_FORMATS[extension]
        content = export(self.object, get_result(self.object))
        return build_download(content, content_type, f"{self.object.slug}-results.{extension}")


class InvitationCodesForm(forms.Form):
    number = forms.IntegerField(
        label="Number of codes",
        min_value=1,
        max_value=MAX_NEW_CODES,
        help_text=f"At most {MAX_NEW_CODES}",
    )


class InvitationCodesView(SpreadsheetExportMixin, PollAdminView):
    """The number of invitation codes, a form to create more, and a download of all."""

    name = "codes"
    permission_required = "change"
    page_title = "Invitation codes"
    template_name = "polls/admin/codes.html"
    list_export = ["code", "created_at"]
    show_export_buttons = False

    def get_filename(self) -> str:
        return f"{self.object.slug}-codes"

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if self.object.eligibility != Eligibility.CODE:
            raise Http404("This poll does not use invitation codes.")
        return super().dispatch(request, *args, **kwargs)

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if self.is_export:
            codes = self.object.codes.order_by("pk")
            return self.as_spreadsheet(codes, request.GET["export"])
        return super().get(request, *args, **kwargs)

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        form = InvitationCodesForm(request.POST)
        if not form.is_valid():
            return self.render_to_response(self.get_context_data(form=form))
        count = len(create_codes(self.object, form.cleaned_data["number"]))
        log(self.object, "polls.codes", user=request.user, data={"codes": count})
        messages.success(request, f"{count} invitation code{'' if count == 1 else 's'} created.")
        return redirect(request.path)

    def get_context_data(
        self, form: InvitationCodesForm | None = None, **kwargs: Any
    ) -> dict[str, Any]:
        count = self.object.codes.count()
        form = form or InvitationCodesForm()
        return super().get_context_data(form=form, code_count=count, **kwargs)


class CorrectionForm(forms.Form):
    question = forms.CharField(max_length=MAX_WORDING_LENGTH)

    def __init__(self, *args: Any, poll: Poll, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.initial["question"] = poll.question
        for option in poll.ordered_options:
            self.fields[f"option_{option.number}"] = forms.CharField(
                label=f"Option {option.number}", max_length=MAX_WORDING_LENGTH, initial=option.label
            )
        self.fields["reason"] = forms.CharField(
            max_length=MAX_WORDING_LENGTH, help_text="Shown to readers next to the correction"
        )

    @property
    def labels(self) -> dict[int, str]:
        """{option number: label}"""
        names = [name for name in self.cleaned_data if name.startswith("option_")]
        return {int(name.removeprefix("option_")): self.cleaned_data[name] for name in names}


class CorrectionView(PollAdminView):
    """A form to correct the question and the options, with a reason for readers."""

    name = "correct"
    permission_required = "correct"
    page_title = "Correct wording"
    template_name = "polls/admin/correct.html"

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        form = CorrectionForm(request.POST, poll=self.object)
        if form.is_valid() and self.save_correction(form):
            messages.success(
                request, "Wording corrected. The poll shows the change and the reason."
            )
            return redirect(request.path)
        return self.render_to_response(self.get_context_data(form=form))

    def save_correction(self, form: CorrectionForm) -> bool:
        """Return whether the correction was saved; otherwise the form has an error."""
        try:
            correct_poll(
                poll=self.object,
                question=form.cleaned_data["question"],
                labels=form.labels,
                reason=form.cleaned_data["reason"],
                user=self.request.user,
            )
        except InvalidCorrection as error:
            form.add_error(None, error)
        return not form.errors

    def get_context_data(self, form: CorrectionForm | None = None, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(
            form=form or CorrectionForm(poll=self.object),
            has_voting_begun=self.object.has_voting_begun,
            edits=self.object.edits.all(),
            **kwargs,
        )
