"""Voter identity: enough to tell two voters apart, and nothing about who they are.

The identity of a voter is a random number that the browser or client stores (signed by this site),
an account or an invitation code. A ballot stores only its HMAC with the voter secret of the poll
(RFC 2104 with SHA-256). After the secret was destroyed, nobody can trace a ballot to its voter.
"""

import hashlib
import hmac
import re
import secrets
from datetime import datetime, timedelta
from typing import Any

from django.conf import settings
from django.core import signing
from django.http import HttpRequest
from django.utils import timezone

from polls.models import InvitationCode, Poll
from polls.models.choices import Eligibility
from polls.voting.errors import PollClosed, VoterNotIdentified

VOTER_COOKIE = "voter"
# The cookie of a browser and the credential of an API client have the same format.
signer = signing.TimestampSigner(salt="polls.voter")
# Without characters that people confuse: 0 and O, 1 and I and L.
CODE_ALPHABET = "23456789ABCDEFGHJKMNPQRSTUVWXYZ"

NO_CREDENTIAL = "Request a voter credential first, and send it with the ballot as “voter”."
BAD_CREDENTIAL = (
    "This voter credential has expired or was not issued by this site. Create a new voter at "
    "/api/v3/polls/voters/."
)
NOT_SIGNED_IN = "This poll takes one vote per signed-in account. Sign in, then vote."
BAD_CODE = "This invitation code is not valid for this poll. Check it letter by letter."


def create_credential(voter: str | None = None) -> str:
    """Return a signed credential, for a new voter by default, valid for POLL_VOTER_DAYS."""
    return signer.sign(voter or secrets.token_hex(16))


def get_credential_expiry() -> datetime:
    return timezone.now() + timedelta(days=settings.POLL_VOTER_DAYS)


def read_credential(credential: str) -> str | None:
    """Return the voter's number in a credential, None if it was forged or has expired."""
    try:
        return signer.unsign(credential, max_age=timedelta(days=settings.POLL_VOTER_DAYS))
    except signing.BadSignature:
        return None


def get_voter_identity(
    poll: Poll, *, user: Any = None, credential: str = "", code: str = ""
) -> str:
    """Return the identity of a voter in this poll. Raises VoterNotIdentified."""
    if poll.eligibility == Eligibility.ACCOUNT:
        if not (user and user.is_authenticated):
            raise VoterNotIdentified(NOT_SIGNED_IN)
        return f"account:{user.pk}"
    if poll.eligibility == Eligibility.CODE:
        return f"code:{find_code(poll, code)}"
    if not credential:
        raise VoterNotIdentified(NO_CREDENTIAL)
    if not (number := read_credential(credential)):
        raise VoterNotIdentified(BAD_CREDENTIAL)
    return f"browser:{number}"


def find_code(poll: Poll, text: str) -> str:
    """Return the invitation code that a voter typed, in its format. Raises VoterNotIdentified."""
    letters = re.sub(r"[^0-9A-Z]", "", text.upper())
    code = "-".join(letters[start : start + 4] for start in range(0, 12, 4))
    if len(letters) != 12 or not poll.codes.filter(code=code).exists():
        raise VoterNotIdentified(BAD_CODE)
    return code


def create_codes(poll: Poll, number: int) -> list[InvitationCode]:
    """Create invitation codes with 59 random bits each, and return them."""
    codes = {generate_code() for _ in range(number)}
    rows = [InvitationCode(poll=poll, code=code) for code in codes]
    return InvitationCode.objects.bulk_create(rows)


def generate_code() -> str:
    """Return a random code in the format XXXX-XXXX-XXXX."""
    letters = [secrets.choice(CODE_ALPHABET) for _ in range(12)]
    return "-".join("".join(letters[start : start + 4]) for start in range(0, 12, 4))


def compute_voter_key(poll: Poll, identity: str) -> str:
    """Return the voter key of a ballot, 64 hexadecimal characters.

    Raises PollClosed after the poll's voter secret was destroyed.
    """
    if not (secret := poll.voting_state.voter_secret):
        raise PollClosed
    return hmac.new(secret.encode(), identity.encode(), hashlib.sha256).hexdigest()


def get_reader_voter_key(request: HttpRequest, poll: Poll) -> str | None:
    """Return the voter key of the reader of a page, None if the reader cannot be identified."""
    cookie = request.COOKIES.get(VOTER_COOKIE, "")
    code = (read_credential(cookie) or "") if poll.eligibility == Eligibility.CODE else ""
    try:
        identity = get_voter_identity(poll, user=request.user, credential=cookie, code=code)
        return compute_voter_key(poll, identity)
    except (PollClosed, VoterNotIdentified):
        return None
