"""Workflows and their states, created in the database without sending mail."""

from django.utils import timezone
from wagtail.models import (
    GroupApprovalTask,
    TaskState,
    Workflow,
    WorkflowState,
    WorkflowTask,
    get_default_page_content_type,
)


def create_approval_workflow(*groups):
    """Return a workflow with one task, which members of these groups can approve or reject."""
    workflow = Workflow.objects.create(name="Approval")
    task = GroupApprovalTask.objects.create(name="Approval")
    task.groups.set(groups)
    WorkflowTask.objects.create(workflow=workflow, task=task, sort_order=0)
    return workflow


def submit_for_moderation(page, user, *, workflow=None, comment=""):
    """Submit the draft of a page for a user. With a comment, it is rejected already."""
    workflow, revision = workflow or create_approval_workflow(), page.save_revision()
    state = WorkflowState.objects.create(
        content_type=page.cached_content_type,
        base_content_type=get_default_page_content_type(),
        object_id=str(page.pk),
        workflow=workflow,
        requested_by=user,
        status=WorkflowState.STATUS_NEEDS_CHANGES if comment else WorkflowState.STATUS_IN_PROGRESS,
    )
    state.current_task_state = TaskState.objects.create(
        workflow_state=state,
        task=workflow.workflow_tasks.get().task,
        revision=revision,
        status=TaskState.STATUS_REJECTED if comment else TaskState.STATUS_IN_PROGRESS,
        comment=comment,
        finished_at=timezone.now() if comment else None,
    )
    state.save()
    return state
