"""Who votes: the least that tells two voters apart, and nothing that tells who they are.

A voter's identity is a random number that the browser or client keeps (signed by this site), an
account or an invitation code. A ballot holds only the HMAC of it under a secret of its poll
(RFC 2104 with SHA-256); when that secret is destroyed, nobody can tell whose ballot it was.
"""

import hashlib
import hmac
import re
import secrets
from datetime import timedelta

from django.conf import settings
from django.core import signing
from django.utils import timezone

from polls.models.choices import Eligibility
from polls.voting.errors import PollClosed, VoterUnknown

COOKIE = "voter"
# What the site and its API sign; a cookie and a credential are the same thing.
signer = signing.TimestampSigner(salt="polls.voter")
# Without those that are mistaken for one another: 0 and O, 1 and I and L.
ALPHABET = "23456789ABCDEFGHJKMNPQRSTUVWXYZ"

NO_CREDENTIAL = "Ask for a voter credential first, and send it with the ballot as “voter”."
BAD_CREDENTIAL = "This voter credential is not one of this site’s, or has expired."
SIGN_IN = "This poll takes one vote per signed-in account. Sign in, then vote."
BAD_CODE = "This invitation code is not one of this poll’s. Check it letter by letter."


def make_credential(voter=None):
    """Return a signed credential, of a new voter if none is given, valid for POLL_VOTER_DAYS."""
    return signer.sign(voter or secrets.token_hex(16))


def credential_expires():
    return timezone.now() + timedelta(days=settings.POLL_VOTER_DAYS)


def read_credential(credential):
    """Return the voter's number that a credential holds, None if it is forged or expired."""
    try:
        return signer.unsign(credential, max_age=timedelta(days=settings.POLL_VOTER_DAYS))
    except signing.BadSignature:
        return None


def identify(poll, *, user=None, credential="", code=""):
    """Return the identity of a voter in this poll. Raises VoterUnknown."""
    if poll.eligibility == Eligibility.ACCOUNT:
        if not (user and user.is_authenticated):
            raise VoterUnknown(SIGN_IN)
        return f"account:{user.pk}"
    if poll.eligibility == Eligibility.CODE:
        return f"code:{find_code(poll, code)}"
    if not credential:
        raise VoterUnknown(NO_CREDENTIAL)
    if not (number := read_credential(credential)):
        raise VoterUnknown(BAD_CREDENTIAL)
    return f"browser:{number}"


def find_code(poll, typed):
    """Return the invitation code that a voter typed, as it was made. Raises VoterUnknown."""
    letters = re.sub(r"[^0-9A-Z]", "", typed.upper())
    code = "-".join(letters[start : start + 4] for start in range(0, 12, 4))
    if len(letters) != 12 or not poll.codes.filter(code=code).exists():
        raise VoterUnknown(BAD_CODE)
    return code


def make_codes(poll, number):
    """Make invitation codes, of 59 random bits each, and return them."""
    codes = {
        "-".join("".join(secrets.choice(ALPHABET) for _ in range(4)) for _ in range(3))
        for _ in range(number)
    }
    return poll.codes.bulk_create(poll.codes.model(poll=poll, code=code) for code in codes)


def voter_key(poll, identity):
    """Return the 64 hexadecimal characters by which a ballot knows its voter.

    Raises PollClosed once the poll's secret has been destroyed.
    """
    if not poll.box.secret:
        raise PollClosed
    return hmac.new(poll.box.secret.encode(), identity.encode(), hashlib.sha256).hexdigest()


def key_of_reader(request, poll):
    """Return the voter key of whoever reads a page, None if they are not known as a voter."""
    try:
        cookie = request.COOKIES.get(COOKIE, "")
        code = (read_credential(cookie) or "") if poll.eligibility == Eligibility.CODE else ""
        return voter_key(poll, identify(poll, user=request.user, credential=cookie, code=code))
    except (PollClosed, VoterUnknown):
        return None


def anonymous_from(poll):
    """Return the moment from which no ballot can be traced to its voter, None if none is set."""
    return poll.closes_at and poll.closes_at + timedelta(days=settings.POLL_VOTER_KEY_DAYS)
