"""The last step of a workflow. Wagtail reads this before there is any model."""


def publish_approved(workflow_state, user=None):
    """Publish what a workflow has approved, as Wagtail does, if nothing is left to ask.

    Raises NotReady; the approval is undone with it.
    """
    from articles.preflight.publishing import ask_about_slips

    revision = workflow_state.content_object.get_latest_revision()
    ask_about_slips(revision.as_object(), approving=True)
    revision.publish(user=user)
