"""The entries of polls in Wagtail's audit log."""

from typing import Any

from wagtail.log_actions import LogActionRegistry, LogFormatter


class BallotsFormatter(LogFormatter):
    """States the number of reviewed ballots."""

    def format_message(self, log_entry: Any) -> str:
        ballots = log_entry.data.get("ballots", 0)
        return f"{ballots} ballot{'' if ballots == 1 else 's'} {self.message}"


class ReleaseFormatter(BallotsFormatter):
    label = "Release ballots"
    message = "released"


class RejectFormatter(BallotsFormatter):
    label = "Reject ballots"
    message = "rejected"


class CorrectionFormatter(LogFormatter):
    label = "Correct wording"

    def format_message(self, log_entry: Any) -> str:
        return f"Wording corrected: {log_entry.data.get('reason', '')}"


class CodesFormatter(LogFormatter):
    label = "Create invitation codes"

    def format_message(self, log_entry: Any) -> str:
        return f"Invitation codes created: {log_entry.data.get('codes', 0)}"


def register_log_actions(actions: LogActionRegistry) -> None:
    actions.register_action("polls.freeze", "Freeze result", "Result frozen")
    actions.register_action(
        "polls.anonymise", "Anonymise ballots", "Voter secret and receipts destroyed"
    )
    actions.register_action("polls.release")(ReleaseFormatter)
    actions.register_action("polls.reject")(RejectFormatter)
    actions.register_action("polls.correct")(CorrectionFormatter)
    actions.register_action("polls.codes")(CodesFormatter)
