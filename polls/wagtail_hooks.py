"""What `polls` adds to the Wagtail admin."""

from wagtail import hooks


@hooks.register("register_log_actions")
def name_log_actions(actions):
    actions.register_action("polls.freeze", "Freeze result", "Result frozen")
    actions.register_action("polls.anonymise", "Anonymise", "Secret and receipts destroyed")
    actions.register_action("polls.release", "Release ballots", "Ballots released")
    actions.register_action("polls.reject", "Reject ballots", "Ballots rejected")
    actions.register_action("polls.correct", "Correct wording", "Wording corrected")
    actions.register_action("polls.codes", "Make codes", "Invitation codes made")
