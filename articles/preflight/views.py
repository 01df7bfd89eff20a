"""The issues of a draft, and the form in which an editor gives a reason to publish anyway."""

from hashlib import sha256

from django import forms
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views import View
from django.views.decorators.http import require_safe
from wagtail.admin import messages
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin
from wagtail.log_actions import log
from wagtail.models import Page

from articles.preflight.panel import build_issue_context
from articles.preflight.publishing import (
    PUBLISH_ANYWAY_ACTION,
    PreflightError,
    PreflightMixin,
    find_open_issues,
)
from articles.preflight.responses import APPROVAL_COMMENT_KEY, build_preflight_response

DRAFT_CHANGED = "The draft has changed. Check the warnings again."


def get_preflight_page(pk: int) -> Page:
    """Return a page in its specific type. Raise Http404 for a page type without a preflight."""
    page = get_object_or_404(Page, pk=pk).specific
    if not isinstance(page, PreflightMixin):
        raise Http404
    return page


@require_safe
def preflight(request: HttpRequest, pk: int) -> HttpResponse:
    """Return the issues of a page's latest draft, as HTML for the editor panel."""
    page = get_preflight_page(pk)
    permissions = page.permissions_for_user(request.user)
    if not (permissions.can_edit() or permissions.can_publish()):
        raise PermissionDenied
    context = build_issue_context(page.get_latest_revision_as_object())
    return render(request, "articles/admin/preflight.html", context)


class ReasonForm(forms.Form):
    reason = forms.CharField(
        label="Reason",
        max_length=500,
        strip=True,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="Shown in the history of the page",
    )


class PublishAnywayView(WagtailAdminTemplateMixin, View):
    """Lists the warnings of a page's latest draft, and publishes or approves it with a reason."""

    page_title = "Publishing checks"
    header_icon = "warning"
    template_name = "articles/admin/publish_anyway.html"

    def setup(self, request, *args, pk, **kwargs):
        super().setup(request, *args, pk=pk, **kwargs)
        self.page = get_preflight_page(pk)
        self.revision = self.page.get_latest_revision()
        if self.revision is None:
            raise Http404
        self.draft = self.revision.as_object()
        self.is_approval = request.GET.get("action") == "approve"

    def dispatch(self, request, *args, **kwargs):
        if not self.has_permission(request.user):
            raise PermissionDenied
        self.issues = find_open_issues(self.draft)
        if any(issue.is_blocking for issue in self.issues):
            return build_preflight_response(request, PreflightError(self.draft, self.issues))
        if not self.issues:
            return redirect(self.edit_url)
        return super().dispatch(request, *args, **kwargs)

    def has_permission(self, user):
        """Whether this user may approve the current task, or publish the page."""
        if self.is_approval:
            task = self.page.current_workflow_task
            actions = task.get_actions(self.page, user) if task else []
            return any(name == "approve" for name, *_ in actions)
        lock = self.page.get_lock()
        is_unlocked = lock is None or not lock.for_user(user)
        return is_unlocked and self.page.permissions_for_user(user).can_publish()

    def get(self, request, *args, **kwargs):
        comment = request.session.pop(APPROVAL_COMMENT_KEY, "")
        form = ReasonForm(initial={"reason": comment})
        return self.render_to_response(self.get_context_data(form=form))

    def post(self, request, *args, **kwargs):
        form = ReasonForm(request.POST)
        if request.POST.get("digest") != self.digest:
            messages.warning(request, DRAFT_CHANGED)
        elif form.is_valid():
            self.publish_anyway(form.cleaned_data["reason"])
            self.add_success_message()
            return redirect("wagtailadmin_explore", self.page.get_parent().pk)
        return self.render_to_response(self.get_context_data(form=form))

    @transaction.atomic
    def publish_anyway(self, reason):
        """Log the reason, and approve the task or publish the revision."""
        user = self.request.user
        self.log_reason(reason)
        if self.is_approval:
            state = self.page.current_workflow_task_state
            self.page.current_workflow_task.on_action(state, user, "approve", comment=reason)
        else:
            self.revision.publish(user=user)

    def log_reason(self, reason):
        warnings = [
            {"key": issue.key, "location": issue.location, "message": issue.message}
            for issue in self.issues
        ]
        log(
            self.draft,
            PUBLISH_ANYWAY_ACTION,
            user=self.request.user,
            revision=self.revision,
            data={"reason": reason, "warnings": warnings},
        )

    def add_success_message(self):
        page = Page.objects.get(pk=self.page.pk)
        view = [messages.button(page.url, "View live")] if page.live and page.url else []
        edit = messages.button(self.edit_url, "Edit")
        text = f"Page '{page.get_admin_display_title()}' has been {self.get_outcome()}."
        messages.success(self.request, text, buttons=[*view, edit])

    def get_outcome(self):
        if self.is_approval:
            return "approved"
        go_live_at = self.draft.go_live_at
        is_scheduled = go_live_at and go_live_at > timezone.now()
        return "scheduled for publishing" if is_scheduled else "published"

    @property
    def digest(self):
        """A digest of the revision and its issues, to detect a change while the form is open."""
        keys = [str(self.revision.pk), *(issue.key for issue in self.issues)]
        return sha256("\n".join(keys).encode()).hexdigest()

    @property
    def edit_url(self):
        return reverse("wagtailadmin_pages:edit", args=[self.page.pk])

    def get_page_subtitle(self):
        return self.draft.title

    def get_breadcrumbs_items(self):
        return [
            *self.breadcrumbs_items,
            {"url": self.edit_url, "label": self.draft.title},
            {"url": "", "label": self.page_title, "sublabel": self.draft.title},
        ]

    def get_context_data(self, **kwargs):
        return super().get_context_data(
            issues=self.issues,
            digest=self.digest,
            edit_url=self.edit_url,
            submit_label="Approve anyway" if self.is_approval else "Publish anyway",
            **kwargs,
        )
