"""The schemas of the polls API. They are a public contract with other front ends."""

from datetime import datetime
from typing import Annotated, Literal

from ninja import Field, Schema
from pydantic import ConfigDict
from typing_extensions import TypedDict


class PollImageSchema(Schema):
    alt: str = Field(description="The alternative text; empty for a decorative image.")
    url: str = Field(description="The absolute URL of the image file.")
    width: int = Field(description="The width in pixels.")
    height: int = Field(description="The height in pixels.")


class PollOptionSchema(Schema):
    id: int = Field(description="The number of the option within its poll.")
    label: str = Field(description="The text of the option.")
    image: PollImageSchema | None = Field(description="The image of the option; null without one.")


class PollSchema(Schema):
    id: int = Field(description="The identifier of the poll.")
    slug: str = Field(description="The last part of the poll's URL, which identifies it.")
    question: str = Field(description="The question.")
    introduction: str = Field(description="A text below the question; empty without one.")
    state: Literal["upcoming", "open", "closed"] = Field(
        description="Whether the poll is upcoming, open or closed at this moment."
    )
    kind: Literal["single", "multiple"] = Field(
        description="Whether a voter chooses one option or several."
    )
    min_choices: int = Field(description="The fewest options that a voter must choose.")
    max_choices: int = Field(description="The most options that a voter may choose.")
    opens_at: datetime | None = Field(
        description="When the poll opens, in ISO 8601; null if it opens on publication."
    )
    closes_at: datetime | None = Field(
        description="When the poll closes, in ISO 8601; null without a closing time."
    )
    visibility: Literal["always", "after_vote", "after_close", "staff"] = Field(
        description="Who may see the result, and when."
    )
    eligibility: Literal["browser", "account", "code"] = Field(
        description="What identifies a voter: a credential, an account or an invitation code."
    )
    options: list[PollOptionSchema] = Field(description="The options, in the order to show them.")
    url: str = Field(description="The absolute URL of the poll's page.")
    option_order: Literal["fixed", "shuffled"] = Field(
        description="Whether all voters see the same order, or each voter a random one."
    )
    changeable: bool = Field(
        description="Whether voters may change or withdraw their ballot while the poll is open."
    )
    proof_of_work: bool = Field(
        description="Whether ballots without a proof of work are set aside."
    )
    anonymous_from: datetime | None = Field(
        description="When ballots can no longer be traced to voters, in ISO 8601; null without a "
        "closing time."
    )


class PollListSchema(Schema):
    count: int = Field(description="The number of polls in all pages of the list.")
    items: list[PollSchema] = Field(description="The polls of this page of the list.")


class OptionResultSchema(Schema):
    id: int = Field(description="The number of the option within its poll.")
    label: str = Field(description="The text of the option.")
    votes: int = Field(description="The number of counted votes.")
    percent: int = Field(description="Percentage of ballots, rounded.")


class AudienceOptionSchema(Schema):
    id: int = Field(description="The number of the option within its poll.")
    votes: int | None = Field(description="The number of counted votes; null if suppressed.")
    percent: int | None = Field(
        description="Percentage of the audience's ballots, rounded; null if suppressed."
    )


class AudienceResultSchema(Schema):
    audience: str = Field(
        description="The slug of the audience; empty for readers without an audience."
    )
    name: str = Field(description="The name of the audience.")
    ballots: int | None = Field(
        description="The number of counted ballots; null if the audience is suppressed because "
        "one of its figures, or a figure that could be computed from it, is below 10."
    )
    options: list[AudienceOptionSchema] = Field(description="The figures of each option.")


# A class attribute cannot have the name "from".
FieldDatesSchema = TypedDict(
    "FieldDatesSchema",
    {
        "from": Annotated[datetime | None, Field(description="When the poll opened, or null.")],
        "to": Annotated[datetime | None, Field(description="When the poll closed, or null.")],
    },
)


class MethodologySchema(Schema):
    publisher: str = Field(description="The name of the site that conducted the poll.")
    question: str = Field(description="The question.")
    field_dates: FieldDatesSchema = Field(
        description="When the poll opened and closed, in ISO 8601; null without a time."
    )
    mode: str = Field(description="How ballots were collected.")
    sample: str = Field(description="Who voted.")
    ballots: int = Field(description="The number of counted ballots.")
    set_aside: int = Field(description="The number of ballots that wait for review.")
    rejected: int = Field(description="The number of ballots that were rejected after review.")
    withdrawn: int = Field(description="The number of ballots that their voters withdrew.")
    repeat_voting: str = Field(description="What limited repeat voting.")
    changeable: bool = Field(description="Whether voters could change or withdraw their ballot.")
    option_order: str = Field(description="The order in which voters saw the options.")
    percentages: str = Field(description="What the percentages are based on.")
    weighting: str = Field(description="How the figures are weighted.")
    anonymous_from: datetime | None = Field(
        description="When ballots can no longer be traced to voters, in ISO 8601; null without a "
        "closing time."
    )
    text: str = Field(description="The methodology note, as one paragraph.")


class FrozenResultSchema(Schema):
    at: datetime = Field(description="When the result was frozen, in ISO 8601.")
    sha256: str = Field(description="The SHA-256 digest of results.json, in hexadecimal.")
    url: str = Field(description="The permanent URL of the result.")


class ResultSchema(Schema):
    state: Literal["upcoming", "open", "closed"] = Field(
        description="Whether the poll is upcoming, open or closed."
    )
    ballots: int = Field(description="The number of counted ballots.")
    set_aside: int = Field(description="The number of ballots that wait for review.")
    options: list[OptionResultSchema] = Field(description="The figures of each option.")
    methodology: MethodologySchema = Field(description="How the poll was conducted.")
    frozen: FrozenResultSchema | None = Field(
        description="The reference of the frozen result; null until it is frozen."
    )
    audiences: list[AudienceResultSchema] = Field(
        description="The result by audience; empty while the poll is open, or if all figures are "
        "suppressed."
    )


class PollWithResultSchema(PollSchema):
    """A poll in the body of a page."""

    result: ResultSchema | None = Field(
        description="The result; null unless everyone may see it now."
    )


class VoterSchema(Schema):
    voter: str = Field(description="The credential, to send with every ballot of this voter.")
    expires_at: datetime = Field(description="When the credential expires, in ISO 8601.")


class ProofOfWorkSchema(Schema):
    """An ALTCHA challenge; the member names are ALTCHA's."""

    algorithm: str = Field(description="The hash algorithm, such as SHA-256.")
    challenge: str = Field(description="The hash of the salt and the number to find.")
    maxNumber: int = Field(description="The largest number to try.")  # noqa: N815 (ALTCHA's name)
    salt: str = Field(description="The text to put before the number.")
    signature: str = Field(description="The signature to send back unchanged.")


class BallotSchema(Schema):
    """A ballot; unknown members are rejected."""

    model_config = ConfigDict(extra="forbid")

    options: list[int] = Field(max_length=100, description="The numbers of the chosen options.")
    voter: str = Field("", max_length=400, description="A credential from /polls/voters/.")
    audience: str = Field("", max_length=80, description="The slug of the reader's audience.")
    code: str = Field("", max_length=40, description="An invitation code, if the poll needs one.")
    proof: str = Field("", max_length=2000, description="A solved challenge, in Base64.")


class ChoiceSchema(Schema):
    model_config = ConfigDict(extra="forbid")

    options: list[int] = Field(max_length=100, description="The numbers of the chosen options.")


class ReceiptSchema(Schema):
    receipt: str = Field(description="The receipt, which identifies the ballot for its voter.")
    counted: Literal[True, "set_aside", "rejected", "withdrawn"] = Field(
        description="True if the ballot counts, otherwise its status."
    )
    poll: PollSchema = Field(description="The poll.")


class InputErrorSchema(Schema):
    location: str = Field(
        description="Parameter or member, such as `options.0`; `body` for the whole body."
    )
    message: str = Field(description="What is wrong, and what to do.")


class ProblemSchema(Schema):
    """Problem details (RFC 9457)."""

    type: str = Field(
        description="Problem type; `about:blank` if there is no specific type.",
        examples=["urn:rostrum:problem:already-voted", "urn:rostrum:problem:invalid-input"],
    )
    title: str = Field(description="A short summary of the problem type.")
    status: int = Field(description="The HTTP status.")
    detail: str = Field(description="What is wrong and what to do; may be empty.")
    errors: list[InputErrorSchema] = Field(
        [], description="Invalid parameters and members; only for type `invalid-input`."
    )
