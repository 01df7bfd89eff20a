"""The last step of a workflow. Wagtail imports this module before the models are loaded."""


def publish_approved(workflow_state, user=None):
    """Publish the approved revision, as Wagtail does, unless a preflight issue is open.

    Raises PreflightError, which rolls the approval back.
    """
    from articles.preflight.publishing import reject_open_issues

    revision = workflow_state.content_object.get_latest_revision()
    reject_open_issues(revision.as_object(), is_approval=True)
    revision.publish(user=user)
