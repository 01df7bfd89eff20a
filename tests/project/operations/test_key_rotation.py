"""Signatures stay valid after a rotation of the secret key while the old key is a fallback."""

import json

import pytest

OLD, NEW = "the key of last year", "the key of this year"
SIGN = """
import json
import project.wsgi
from django.conf import settings
from polls.voting.proof_of_work import create_challenge
from polls.models import Poll
from polls.voting.voters import create_credential
from project.headless.models import signer
from wagtail.models import APIToken
print(json.dumps({
    "voter": create_credential("a voter"), "preview": signer.sign("a draft"),
    "token": APIToken.hash_token("a token"), "challenge": create_challenge(Poll(slug="a-poll")),
}))
"""
READ = """
import base64, hashlib, json, sys
import project.wsgi
from django.core import signing
from polls.voting import proof_of_work
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
    "challenge": proof_of_work.is_valid_proof(Poll(slug="a-poll"), proof),
}))
"""


@pytest.fixture
def signed(run_python):
    """Values signed with the old key, as JSON."""
    return run_python("-c", SIGN, SECRET_KEY=OLD, POLL_PROOF_OF_WORK_MAX_NUMBER="100")[0]


def test_signatures_of_a_fallback_key_are_valid(run_python, signed):
    output, _ = run_python("-c", READ, signed, SECRET_KEY=NEW, SECRET_KEY_FALLBACKS=f"other,{OLD}")

    assert json.loads(output) == {
        "voter": "a voter",
        "preview": "a draft",
        "token": True,
        "challenge": True,
    }


def test_signatures_of_a_removed_key_are_invalid(run_python, signed):
    output, _ = run_python("-c", READ, signed, SECRET_KEY=NEW)

    assert json.loads(output) == {
        "voter": None,
        "preview": None,
        "token": False,
        "challenge": False,
    }
