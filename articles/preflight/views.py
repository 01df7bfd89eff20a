"""The findings of a preflight for the editor, and the page that asks why they are overruled."""

from hashlib import sha256

from django import forms
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views import View
from django.views.decorators.http import require_safe
from wagtail.admin import messages
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin
from wagtail.log_actions import log
from wagtail.models import Page

from articles.preflight.panel import context_of
from articles.preflight.publishing import OVERRULE, NotReady, PublishedWhole, open_findings
from articles.preflight.responses import COMMENT, answer

CHANGED = "The draft has changed since. Look at it once more."


def get_checked_page(pk):
    """Return a page in its own type. Raises Http404 where nothing of its type is checked."""
    page = get_object_or_404(Page, pk=pk).specific
    if not isinstance(page, PublishedWhole):
        raise Http404
    return page


@require_safe
def preflight(request, pk):
    """The findings of a page's latest draft, as they stand in the editor's panel."""
    page = get_checked_page(pk)
    permissions = page.permissions_for_user(request.user)
    if not (permissions.can_edit() or permissions.can_publish()):
        raise PermissionDenied
    context = context_of(page.get_latest_revision_as_object())
    return render(request, "articles/admin/preflight.html", context)


class ReasonForm(forms.Form):
    note = forms.CharField(
        label="Why is it published all the same?",
        max_length=500,
        strip=True,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="Kept in the history of the page",
    )


class OverruleView(WagtailAdminTemplateMixin, View):
    """Lists the slips of a page's latest draft, and publishes or approves it with a reason."""

    page_title = "Before you publish"
    header_icon = "warning"
    template_name = "articles/admin/overrule.html"

    def setup(self, request, *args, pk, **kwargs):
        super().setup(request, *args, pk=pk, **kwargs)
        self.page = get_checked_page(pk)
        self.revision = self.page.get_latest_revision()
        if self.revision is None:
            raise Http404
        self.draft = self.revision.as_object()
        self.approving = request.GET.get("then") == "approve"

    def dispatch(self, request, *args, **kwargs):
        if not self.may_go_on(request.user):
            raise PermissionDenied
        self.findings = open_findings(self.draft)
        if any(each.breaks for each in self.findings):
            return answer(request, NotReady(self.draft, self.findings))
        if not self.findings:
            return redirect(self.edit_url)
        return super().dispatch(request, *args, **kwargs)

    def may_go_on(self, user):
        """Whether this user may do what the reason is asked for."""
        if self.approving:
            task = self.page.current_workflow_task
            actions = task.get_actions(self.page, user) if task else []
            return any(name == "approve" for name, *_ in actions)
        lock = self.page.get_lock()
        free = lock is None or not lock.for_user(user)
        return free and self.page.permissions_for_user(user).can_publish()

    def get(self, request, *args, **kwargs):
        # What an approver has written already.
        form = ReasonForm(initial={"note": request.session.pop(COMMENT, "")})
        return self.render_to_response(self.get_context_data(form=form))

    def post(self, request, *args, **kwargs):
        form = ReasonForm(request.POST)
        if request.POST.get("seen") != self.seen:
            messages.warning(request, CHANGED)
        elif form.is_valid():
            self.go_on(form.cleaned_data["note"])
            return redirect("wagtailadmin_explore", self.page.get_parent().pk)
        return self.render_to_response(self.get_context_data(form=form))

    @transaction.atomic
    def go_on(self, note):
        """Keep the reason in the history, and do what it was asked for."""
        user = self.request.user
        rows = [
            {"key": each.key, "where": each.where, "message": each.message}
            for each in self.findings
        ]
        data = {"note": note, "warnings": rows}
        log(self.draft, OVERRULE, user=user, revision=self.revision, data=data)
        if self.approving:
            state = self.page.current_workflow_task_state
            self.page.current_workflow_task.on_action(state, user, "approve", comment=note)
        else:
            self.revision.publish(user=user)
        self.tell()

    def tell(self):
        page = Page.objects.get(pk=self.page.pk)
        done = "approved" if self.approving else "published"
        goes_out = self.draft.go_live_at
        scheduled = not self.approving and goes_out and goes_out > timezone.now()
        words = "scheduled for publishing" if scheduled else done
        view = [messages.button(page.url, "View live")] if page.live and page.url else []
        edit = messages.button(self.edit_url, "Edit")
        text = f"Page '{page.get_admin_display_title()}' has been {words}."
        messages.success(self.request, text, buttons=[*view, edit])

    @property
    def seen(self):
        """What a reason is given for: a digest of the revision and its findings."""
        keys = [str(self.revision.pk), *(each.key for each in self.findings)]
        return sha256("\n".join(keys).encode()).hexdigest()

    @property
    def edit_url(self):
        return reverse("wagtailadmin_pages:edit", args=[self.page.pk])

    def get_page_subtitle(self):
        return self.draft.title

    def get_breadcrumbs_items(self):
        items = [{"url": self.edit_url, "label": self.draft.title}]
        here = {"url": "", "label": self.page_title, "sublabel": self.draft.title}
        return [*self.breadcrumbs_items, *items, here]

    def get_context_data(self, **kwargs):
        return super().get_context_data(
            findings=self.findings,
            seen=self.seen,
            edit_url=self.edit_url,
            submit="Approve all the same" if self.approving else "Publish all the same",
            **kwargs,
        )
