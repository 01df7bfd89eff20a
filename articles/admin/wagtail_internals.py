"""Private attributes of Wagtail's pages and tasks, for lists with a constant number of queries."""

from django.db.models import Prefetch
from wagtail.models import Page, Task, WorkflowState

from polls.internals import check_internals

ATTRIBUTES = [(Page, "_specific_workflow_states"), (Task, "specific")]
MENTIONS = [(Page, "current_workflow_state", "_current_workflow_states")]
check_internals(__name__, ATTRIBUTES, MENTIONS)

# Wagtail's `prefetch_workflow_states` finds no states for pages in their specific type.
WORKFLOW_STATES = Prefetch(
    "_specific_workflow_states",
    WorkflowState.objects.active().select_related("current_task_state__task__groupapprovaltask"),
    to_attr="_current_workflow_states",
)


def cache_specific_task(page: Page) -> None:
    """Set the task's `specific`, which Wagtail would load with a query per page."""
    state = page.current_workflow_state
    task = state and state.current_task_state and state.current_task_state.task
    if specific_task := getattr(task, "groupapprovaltask", None):
        task.specific = specific_task
