"""Pages in a workflow that concern a user: sent back, or awaiting approval."""

from dataclasses import dataclass
from datetime import datetime

from django.contrib.auth.models import AbstractUser
from django.db.models import CharField, Count, F, Q, QuerySet, Window
from django.db.models.functions import Cast
from wagtail.models import (
    GroupApprovalTask,
    Page,
    TaskState,
    WorkflowState,
    get_default_page_content_type,
)

# The number of tasks, and of the user's own submissions, that are shown. The oldest come first.
MAX_ROWS = 10


@dataclass(frozen=True)
class ModerationRow:
    """A page in a workflow, with the user who submitted or reviewed it and their comment."""

    page_id: str
    title: str
    status: str
    user: AbstractUser | None
    since: datetime
    comment: str = ""


def get_moderation_rows(user: AbstractUser) -> tuple[list[ModerationRow], int]:
    """Return the rows of a user, and the number of rows left out.

    Pages that were sent back come first, then those awaiting the user's approval, then those
    awaiting the approval of others. Runs two queries; Wagtail's own panels run several for each
    page.
    """
    tasks = list(get_open_task_states(user)[:MAX_ROWS])
    submissions = list(get_submissions(user)[:MAX_ROWS])
    remaining = sum(rows[0].number - len(rows) for rows in (tasks, submissions) if rows)
    # A user who may approve their own submission sees it once, as awaiting approval.
    task_states = {task.workflow_state_id for task in tasks}
    sent_back = [state for state in submissions if is_sent_back(state)]
    submitted = [
        state for state in submissions if not is_sent_back(state) and state.pk not in task_states
    ]
    rows = [
        *(build_sent_back_row(state) for state in sent_back),
        *(build_own_approval_row(task) for task in tasks),
        *(build_approval_row(state) for state in submitted),
    ]
    return rows, remaining


def is_sent_back(state: WorkflowState) -> bool:
    return state.status == WorkflowState.STATUS_NEEDS_CHANGES


def get_open_task_states(user: AbstractUser) -> QuerySet:
    """Return the task states that a user may approve or reject.

    Each has `number`, how many there are. Only group approval tasks are installed.
    """
    tasks = GroupApprovalTask.objects.filter(active=True)
    if not user.is_superuser:
        tasks = tasks.filter(groups__user=user)
    states = TaskState.objects.filter(
        status=TaskState.STATUS_IN_PROGRESS,
        task__in=tasks.values("pk"),
        workflow_state__base_content_type=get_default_page_content_type(),
    )
    states = states.select_related("task", "workflow_state__requested_by", "revision")
    return states.annotate(number=Window(Count("*"))).order_by("started_at", "pk")


def get_submissions(user: AbstractUser) -> QuerySet:
    """Return the active workflow states that a user started, or that are of the user's own pages.

    Each has `number`, how many there are.
    """
    own_pages = Page.objects.filter(owner=user).values(text_pk=Cast("pk", CharField()))
    states = WorkflowState.objects.active().filter(
        Q(requested_by=user) | Q(object_id__in=own_pages),
        base_content_type=get_default_page_content_type(),
        current_task_state__isnull=False,
    )
    states = states.select_related(
        "current_task_state__task",
        "current_task_state__revision",
        "current_task_state__finished_by",
    )
    states = states.annotate(number=Window(Count("*")))
    # "needs_changes" sorts before "in_progress", so that MAX_ROWS never cuts it off.
    return states.order_by(F("status").desc(), "current_task_state__started_at", "pk")


def build_own_approval_row(task: TaskState) -> ModerationRow:
    state = task.workflow_state
    status, user = f"Awaiting your approval: {task.task.name}", state.requested_by
    return ModerationRow(state.object_id, task.revision.object_str, status, user, task.started_at)


def build_sent_back_row(state: WorkflowState) -> ModerationRow:
    task = state.current_task_state
    return ModerationRow(
        state.object_id,
        task.revision.object_str,
        f"Sent back: {task.task.name}",
        task.finished_by,
        task.finished_at or task.started_at,
        task.comment,
    )


def build_approval_row(state: WorkflowState) -> ModerationRow:
    task = state.current_task_state
    status = f"Awaiting approval: {task.task.name}"
    return ModerationRow(state.object_id, task.revision.object_str, status, None, task.started_at)
