"""What the secret key signs outlives its rotation, as long as the old one is named."""

import json

import pytest

OLD, NEW = "the key of last year", "the key of this year"
SIGN = """
import json
import project.wsgi
from django.conf import settings
from polls.voting.proof_of_work import make_challenge
from polls.models import Poll
from polls.voting.voters import make_credential
from project.headless.models import signer
from wagtail.models import APIToken
print(json.dumps({
    "voter": make_credential("a voter"), "preview": signer.sign("a draft"),
    "token": APIToken.hash_token("a token"), "challenge": make_challenge(Poll(slug="a-poll")),
}))
"""
READ = """
import base64, hashlib, json, sys
import project.wsgi
from django.core import signing
from polls import challenges
from polls.models import Poll
from polls.voting.voters import read_credential
from project.headless.models import signer
from wagtail.models import APIToken
signed = json.loads(sys.argv[1])
challenge = signed["challenge"]
challenge["number"] = next(
    number for number in range(challenge.pop("maxNumber") + 1)
    if hashlib.sha256(f"{challenge['salt']}{number}".encode()).hexdigest() == challenge["challenge"]
)
proof = base64.b64encode(json.dumps(challenge).encode()).decode()
try:
    preview = signer.unsign(signed["preview"])
except signing.BadSignature:
    preview = None
print(json.dumps({
    "voter": read_credential(signed["voter"]), "preview": preview,
    "token": signed["token"] in APIToken.candidate_key_hashes("a token"),
    "challenge": challenges.is_solved(Poll(slug="a-poll"), proof),
}))
"""
pytestmark = pytest.mark.once


@pytest.fixture
def signed(run):
    """What was signed with the old key."""
    return run("-c", SIGN, SECRET_KEY=OLD, POLL_CHALLENGE_NUMBER="100")[0]


def test_what_an_earlier_key_signed_still_counts(run, signed):
    said, _ = run("-c", READ, signed, SECRET_KEY=NEW, SECRET_KEY_FALLBACKS=f"other,{OLD}")

    assert json.loads(said) == {
        "voter": "a voter",
        "preview": "a draft",
        "token": True,
        "challenge": True,
    }


def test_what_a_key_signed_that_is_gone_counts_no_more(run, signed):
    said, _ = run("-c", READ, signed, SECRET_KEY=NEW)

    assert json.loads(said) == {
        "voter": None,
        "preview": None,
        "token": False,
        "challenge": False,
    }
