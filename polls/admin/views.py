"""Pages about one poll for staff: its result, its invitation codes, a correction."""

from django import forms
from django.http import Http404
from django.shortcuts import redirect
from django.urls import reverse
from django.views import View
from wagtail.admin import messages
from wagtail.admin.views.generic.base import BaseObjectMixin, WagtailAdminTemplateMixin
from wagtail.admin.views.generic.permissions import PermissionCheckedMixin
from wagtail.admin.views.mixins import SpreadsheetExportMixin
from wagtail.log_actions import log

from polls.admin.links import pages_for, voting_has_begun
from polls.admin.turnout import ballots_by_day
from polls.corrections import LONGEST, CorrectionRefused, correct_poll
from polls.models import Poll
from polls.models.choices import Eligibility
from polls.results.exports import FORMATS
from polls.results.result import WHEN_SHOWN, is_public, read_result
from polls.views import file
from polls.voting.tallies import read_turnout
from polls.voting.voters import make_codes

MOST_CODES = 5000


class StaffView(PermissionCheckedMixin, BaseObjectMixin, WagtailAdminTemplateMixin, View):
    """A page about one poll; `permission_required` is an action of PollPermissionPolicy."""

    model = Poll
    name = ""
    index_url_name = edit_url_name = usage_url_name = None

    def get_base_object_queryset(self):
        return Poll.objects.whole()

    def get_page_subtitle(self):
        return str(self.object)

    def get_breadcrumbs_items(self):
        edit = self.user_has_permission("change")
        edit_url = reverse(self.edit_url_name, args=[self.object.pk]) if edit else ""
        items = [{"url": reverse(self.index_url_name), "label": "Polls"}]
        if edit:
            items.append({"url": edit_url, "label": str(self.object)})
        here = {"url": "", "label": self.page_title, "sublabel": str(self.object)}
        return [*self.breadcrumbs_items, *items, here]

    def get_context_data(self, **kwargs):
        manages = self.user_has_permission("change")
        return super().get_context_data(
            poll=self.object,
            pages=[(page, page.url(self.object)) for page in self.pages],
            name=self.name,
            edit_url=manages and reverse(self.edit_url_name, args=[self.object.pk]),
            usage_url=manages and reverse(self.usage_url_name, args=[self.object.pk]),
            **kwargs,
        )

    @property
    def pages(self):
        return pages_for(self.request.user, self.object)

    def get(self, request, *args, **kwargs):
        return self.render_to_response(self.get_context_data())


class ResultView(StaffView):
    """The result as it stands, whatever readers see of it."""

    name = "result"
    permission_required = "view_results"
    page_title = "Result"
    template_name = "polls/admin/result.html"

    def get_context_data(self, **kwargs):
        poll = self.object
        days = ballots_by_day(poll)
        return super().get_context_data(
            result=read_result(poll),
            turnout=turnout_rows(poll),
            days=days,
            chart=chart_of(days),
            edits=poll.edits.all(),
            hidden="" if is_public(poll) else WHEN_SHOWN[poll.visibility],
            formats=list(FORMATS),
            **kwargs,
        )


def turnout_rows(poll):
    """Return {status: ballots} over all audiences."""
    rows = read_turnout(poll).values()
    return {
        status: sum(row[status] for row in rows)
        for status in ("counted", "set_aside", "rejected", "withdrawn")
    }


def chart_of(days):
    """Return {"width", "bars": [(x, y, height)]} of a chart 100 high, None for a single day."""
    if len(days) < 2:
        return None
    most = max(ballots for _, ballots in days)
    heights = [round(100 * ballots / most, 1) for _, ballots in days]
    bars = [(10 * at + 1, round(100 - height, 1), height) for at, height in enumerate(heights)]
    return {"width": 10 * len(days), "bars": bars, "most": most}


class ResultDownloadView(StaffView):
    """The result as a file, also while readers may not see it."""

    permission_required = "view_results"

    def get(self, request, *args, ending, **kwargs):
        if ending not in FORMATS:
            raise Http404
        media_type, function = FORMATS[ending]
        content = function(self.object, read_result(self.object))
        return file(content, media_type, f"{self.object.slug}-results.{ending}")


class CodesForm(forms.Form):
    number = forms.IntegerField(
        label="How many more", min_value=1, max_value=MOST_CODES, help_text=f"At most {MOST_CODES}"
    )


class CodesView(SpreadsheetExportMixin, StaffView):
    """Invitation codes: how many there are, more of them, and all of them as a file."""

    name = "codes"
    permission_required = "change"
    page_title = "Invitation codes"
    template_name = "polls/admin/codes.html"
    list_export = ["code", "made_at"]
    show_export_buttons = False

    def get_filename(self):
        return f"{self.object.slug}-codes"

    def dispatch(self, request, *args, **kwargs):
        if self.object.eligibility != Eligibility.CODE:
            raise Http404("Nobody needs a code to vote in this poll.")
        return super().dispatch(request, *args, **kwargs)

    def get(self, request, *args, **kwargs):
        if self.is_export:
            codes = self.object.codes.order_by("pk")
            return self.as_spreadsheet(codes, request.GET["export"])
        return super().get(request, *args, **kwargs)

    def post(self, request, *args, **kwargs):
        form = CodesForm(request.POST)
        if not form.is_valid():
            return self.render_to_response(self.get_context_data(form=form))
        made = len(make_codes(self.object, form.cleaned_data["number"]))
        log(self.object, "polls.codes", user=request.user, data={"codes": made})
        messages.success(request, f"{made} invitation code{'' if made == 1 else 's'} made.")
        return redirect(request.path)

    def get_context_data(self, form=None, **kwargs):
        codes = self.object.codes.count()
        return super().get_context_data(form=form or CodesForm(), codes=codes, **kwargs)


class CorrectionForm(forms.Form):
    question = forms.CharField(max_length=LONGEST)

    def __init__(self, *args, poll, **kwargs):
        super().__init__(*args, **kwargs)
        self.initial["question"] = poll.question
        for option in poll.shown_options:
            self.fields[f"option_{option.number}"] = forms.CharField(
                label=f"Option {option.number}", max_length=LONGEST, initial=option.label
            )
        self.fields["reason"] = forms.CharField(
            max_length=LONGEST, help_text="Readers see it beside the correction"
        )

    @property
    def labels(self):
        """Return {option number: label}."""
        names = [name for name in self.cleaned_data if name.startswith("option_")]
        return {int(name.removeprefix("option_")): self.cleaned_data[name] for name in names}


class CorrectView(StaffView):
    """The question and the options in other words, with a reason that readers see."""

    name = "correct"
    permission_required = "correct"
    page_title = "Correct the wording"
    template_name = "polls/admin/correct.html"

    def post(self, request, *args, **kwargs):
        form = CorrectionForm(request.POST, poll=self.object)
        if form.is_valid() and self.correct(form):
            messages.success(request, "Corrected. The poll shows what was changed, and why.")
            return redirect(request.path)
        return self.render_to_response(self.get_context_data(form=form))

    def correct(self, form):
        """Return whether it was done."""
        data = form.cleaned_data
        try:
            correct_poll(
                poll=self.object,
                question=data["question"],
                labels=form.labels,
                reason=data["reason"],
                user=self.request.user,
            )
        except CorrectionRefused as error:
            form.add_error(None, error)
        return not form.errors

    def get_context_data(self, form=None, **kwargs):
        return super().get_context_data(
            form=form or CorrectionForm(poll=self.object),
            begun=voting_has_begun(self.object),
            edits=self.object.edits.all(),
            **kwargs,
        )
