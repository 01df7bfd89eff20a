"""What waits for somebody on the staff: to be approved, to be changed, or for others."""

from dataclasses import dataclass
from datetime import datetime

from django.db.models import CharField, Count, F, Q, Window
from django.db.models.functions import Cast
from wagtail.models import (
    GroupApprovalTask,
    Page,
    TaskState,
    WorkflowState,
    get_default_page_content_type,
)

# So many of each are shown, of those that have waited longest.
MOST = 10


@dataclass(frozen=True)
class Waiting:
    """A page in a workflow: what is to be done, who sent it, when, and what was said of it."""

    page_id: str
    title: str
    what: str
    who: object
    since: datetime
    comment: str = ""


def waiting_for(user):
    """Return [Waiting] and how many more there are: sent back first, then to approve, then others'.

    In two queries. Wagtail's own panels take several for each page.
    """
    tasks, own = list(tasks_for(user)[:MOST]), list(sent_by(user)[:MOST])
    more = sum(rows[0].number - len(rows) for rows in (tasks, own) if rows)
    sent_back = [each for each in own if each.status == WorkflowState.STATUS_NEEDS_CHANGES]
    # Whoever may approve what they submitted themselves, is asked to.
    asked = {task.workflow_state_id for task in tasks}
    others = [each for each in own if each not in sent_back and each.pk not in asked]
    rows = [
        *(returned(state) for state in sent_back),
        *(to_approve(task) for task in tasks),
        *(with_others(state) for state in others),
    ]
    return rows, more


def tasks_for(user):
    """Return the tasks that a user may settle; every task here is one for groups of users."""
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


def sent_by(user):
    """Return the states of workflows that a user began, or of pages that are the user's."""
    own = Page.objects.filter(owner=user).values(key=Cast("pk", CharField()))
    states = WorkflowState.objects.active().filter(
        Q(requested_by=user) | Q(object_id__in=own),
        base_content_type=get_default_page_content_type(),
        current_task_state__isnull=False,
    )
    states = states.select_related(
        "current_task_state__task",
        "current_task_state__revision",
        "current_task_state__finished_by",
    )
    states = states.annotate(number=Window(Count("*")))
    # What was sent back, is to be seen whatever else there is.
    return states.order_by(F("status").desc(), "current_task_state__started_at", "pk")


def to_approve(task):
    state = task.workflow_state
    what, who = f"To approve: {task.task.name}", state.requested_by
    return Waiting(state.object_id, task.revision.object_str, what, who, task.started_at)


def returned(state):
    task = state.current_task_state
    return Waiting(
        state.object_id,
        task.revision.object_str,
        f"Sent back: {task.task.name}",
        task.finished_by,
        task.finished_at or task.started_at,
        task.comment,
    )


def with_others(state):
    task = state.current_task_state
    what = f"With others: {task.task.name}"
    return Waiting(state.object_id, task.revision.object_str, what, None, task.started_at)
