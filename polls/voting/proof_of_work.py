"""Proof of work, for a poll under attack: a ballot costs its sender a second of computing.

The scheme is ALTCHA (https://altcha.org/docs/proof-of-work/): find the number whose hash with the
salt is the challenge. This site serves and checks challenges itself.
"""

import base64
import json
from datetime import timedelta

import altcha.v1 as altcha
from django.conf import settings
from django.core.cache import caches
from django.utils import timezone
from django.utils.crypto import salted_hmac
from redis.exceptions import RedisError

from polls.models import Poll

LIFETIME = timedelta(minutes=20)
# A solution has about 400 characters.
MAX_PROOF_LENGTH = 2000


def get_hmac_key(poll: Poll, secret: str | None = None) -> str:
    return salted_hmac("polls.challenge", poll.slug, secret=secret, algorithm="sha256").hexdigest()


def create_challenge(poll: Poll) -> dict[str, str | int]:
    """Return {"algorithm", "challenge", "maxNumber", "salt", "signature"}."""
    options = altcha.ChallengeOptions(
        max_number=settings.POLL_PROOF_OF_WORK_MAX_NUMBER,
        hmac_key=get_hmac_key(poll),
        expires=timezone.now() + LIFETIME,
    )
    return altcha.create_challenge(options).to_dict()


def is_valid_proof(poll: Poll, proof: str) -> bool:
    """Whether a proof solves a challenge of this poll, for the first time.

    `proof` is Base64 of JSON. A challenge from before a key rotation is still valid.
    """
    if not proof or len(proof) > MAX_PROOF_LENGTH:
        return False
    secrets = (settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS)
    try:
        solution = json.loads(base64.b64decode(proof))
        keys = [get_hmac_key(poll, secret) for secret in secrets]
        is_solved = any(altcha.verify_solution(solution, key)[0] for key in keys)
    except (AttributeError, KeyError, TypeError, ValueError):
        return False  # The proof does not have the form of a solution.
    # By its challenge, because one solution has many encodings.
    return is_solved and is_first_use(solution["challenge"])


def is_first_use(challenge: str) -> bool:
    """Whether a challenge was not used before; False while the cache is not available."""
    try:
        return caches["rate_limits"].add(f"polls.proof:{challenge}", 1, LIFETIME.seconds)
    except RedisError:
        return False
