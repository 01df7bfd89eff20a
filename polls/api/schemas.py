"""The shapes of the API. They are fixed: other front ends build on them."""

from datetime import datetime
from typing import Literal

from ninja import Field, Schema
from pydantic import ConfigDict
from typing_extensions import TypedDict


class PollImageSchema(Schema):
    alt: str
    url: str
    width: int
    height: int


class PollOptionSchema(Schema):
    id: int = Field(description="The number of the option within its poll")
    label: str
    image: PollImageSchema | None


class PollSchema(Schema):
    id: int
    slug: str
    question: str
    introduction: str
    state: Literal["upcoming", "open", "closed"]
    kind: Literal["single", "multiple"]
    min: int = Field(description="The fewest options a voter must choose")
    max: int = Field(description="The most options a voter may choose")
    opens_at: datetime | None
    closes_at: datetime | None
    visibility: Literal["always", "after_vote", "after_close", "staff"]
    eligibility: Literal["browser", "account", "code"]
    options: list[PollOptionSchema]
    url: str
    order: Literal["fixed", "shuffled"]
    changeable: bool
    challenge: bool = Field(description="Ballots without a proof of work are set aside")
    anonymous_from: datetime | None = Field(description="When ballots can no longer be traced")


class PollListSchema(Schema):
    count: int
    items: list[PollSchema]


class OptionResultSchema(Schema):
    id: int
    label: str
    votes: int
    percent: int


class AudienceOptionSchema(Schema):
    id: int
    votes: int | None = Field(description="null where fewer than 10 or what would tell them")
    percent: int | None


class AudienceResultSchema(Schema):
    audience: str
    label: str
    ballots: int | None
    options: list[AudienceOptionSchema]


# "from" is no name of an attribute.
FieldDatesSchema = TypedDict("FieldDatesSchema", {"from": datetime | None, "to": datetime | None})


class MethodSchema(Schema):
    publisher: str
    question: str
    field_dates: FieldDatesSchema
    mode: str
    sample: str
    ballots: int
    set_aside: int
    rejected: int
    withdrawn: int
    repeats: str
    changeable: bool
    options_order: str
    percentages: str
    weighting: str
    anonymous_from: datetime | None
    text: str


class FrozenSchema(Schema):
    at: datetime
    sha256: str
    url: str


class ResultSchema(Schema):
    state: Literal["upcoming", "open", "closed"]
    ballots: int
    set_aside: int
    options: list[OptionResultSchema]
    method: MethodSchema
    frozen: FrozenSchema | None
    audiences: list[AudienceResultSchema]


class ShownPollSchema(PollSchema):
    """A poll as it stands in a page."""

    result: ResultSchema | None = Field(description="null while not everyone may see it")


class VoterSchema(Schema):
    voter: str
    expires_at: datetime


class ChallengeSchema(Schema):
    algorithm: str
    challenge: str
    maxNumber: int  # noqa: N815 (ALTCHA's name)
    salt: str
    signature: str


class BallotSchema(Schema):
    """What a client sends, and nothing else."""

    model_config = ConfigDict(extra="forbid")

    options: list[int] = Field(max_length=100, description="Numbers of the options chosen")
    voter: str = Field("", max_length=400, description="A credential from /polls/voters/")
    audience: str = Field("", max_length=80, description="As whom the reader came: a slug")
    code: str = Field("", max_length=40, description="An invitation code, where one is needed")
    proof: str = Field("", max_length=2000, description="A solved challenge, in Base64")


class ChoiceSchema(Schema):
    model_config = ConfigDict(extra="forbid")

    options: list[int] = Field(max_length=100)


class ReceiptSchema(Schema):
    receipt: str
    counted: Literal[True, "set_aside", "rejected", "withdrawn"]
    poll: PollSchema


class InputErrorSchema(Schema):
    where: str = Field(description="A parameter or field, such as options.0")
    what: str = Field(description="What is wrong with it, in words")


class ProblemSchema(Schema):
    """RFC 9457."""

    type: str = Field(
        description="Tells problems apart; about:blank says no more than the status",
        examples=["urn:rostrum:problem:already-voted", "urn:rostrum:problem:invalid-input"],
    )
    title: str
    status: int
    detail: str
    errors: list[InputErrorSchema] = Field(
        [], description="With invalid-input: all that cannot be used"
    )
