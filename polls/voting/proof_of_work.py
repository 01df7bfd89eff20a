"""Proof of work, for a poll under attack: a ballot costs its sender a second of computing.

The scheme is ALTCHA's (https://altcha.org/docs/proof-of-work/): find the number whose hash with
the salt is the challenge. Everything is served from here; nobody else is asked.
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

LIFETIME = timedelta(minutes=20)
# A solution is some 400 characters.
LONGEST = 2000


def key_for(poll, secret=None):
    return salted_hmac("polls.challenge", poll.slug, secret=secret, algorithm="sha256").hexdigest()


def make_challenge(poll):
    """Return {"algorithm", "challenge", "maxNumber", "salt", "signature"}."""
    challenge = altcha.create_challenge(
        max_number=settings.POLL_CHALLENGE_NUMBER,
        hmac_key=key_for(poll),
        expires=timezone.now() + LIFETIME,
    )
    return challenge.to_dict()


def is_solved(poll, proof):
    """Whether `proof`, as Base64 of JSON, solves a challenge of this poll, for the first time."""
    if not proof or len(proof) > LONGEST:
        return False
    try:
        solution = json.loads(base64.b64decode(proof))
        # One that was set before the keys were rotated still counts.
        solved = any(
            altcha.verify_solution(solution, key_for(poll, secret))[0]
            for secret in (settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS)
        )
    except (AttributeError, KeyError, TypeError, ValueError):
        # Not of the shape that a solution has.
        return False
    # By its challenge: the same solution can be written down in many ways.
    return solved and is_new(solution["challenge"])


def is_new(challenge):
    """Whether a challenge is seen for the first time; not, while nothing can tell."""
    try:
        return caches["counts"].add(f"polls.proof:{challenge}", 1, LIFETIME.seconds)
    except RedisError:
        return False
