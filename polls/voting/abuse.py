"""Abuse protection of polls: rate limits, a honeypot, proof of work and cross-site requests.

Requests above the hard rate limit and requests of other sites are rejected. Any other suspect
ballot is set aside, for staff to release or reject.
"""

import ipaddress
import logging
import time
from urllib.parse import urlsplit

from django.conf import settings
from django.core.cache import caches
from django.http import HttpRequest
from django.utils.crypto import salted_hmac
from redis.exceptions import RedisError

from polls.models import Poll
from polls.models.ballots import Ballot
from polls.voting.errors import CrossSiteRequest, TooManyRequests
from polls.voting.proof_of_work import is_valid_proof

logger = logging.getLogger(__name__)

# The name of a form field that is hidden from people. Bots that fill in every field fill it in.
HONEYPOT_FIELD = "website"
HOUR = 3600


def get_review_reason(
    request: HttpRequest, poll: Poll, *, honeypot: str = "", proof: str = ""
) -> Ballot.ReviewReason:
    """Return why staff must review a ballot before it counts, ReviewReason.NONE if it counts.

    Raises TooManyRequests above the hard limit.
    """
    check_rate_limit(request, poll.slug)
    if honeypot:
        return Ballot.ReviewReason.HONEYPOT
    if poll.proof_of_work and not is_valid_proof(poll, proof):
        return Ballot.ReviewReason.PROOF
    if increment_request_count(request, f"{poll.slug}.soft") > settings.POLL_SOFT_LIMIT:
        return Ballot.ReviewReason.NETWORK
    return Ballot.ReviewReason.NONE


def check_rate_limit(request: HttpRequest, scope: str) -> None:
    """Count a request of the client's network in a scope. Raises TooManyRequests above the limit.

    The hard limit is per scope, network and hour.
    """
    if increment_request_count(request, scope) > settings.POLL_HARD_LIMIT:
        raise TooManyRequests(HOUR - int(time.time()) % HOUR)


def increment_request_count(request: HttpRequest, scope: str) -> int:
    """Return the number of requests of the client's network in a scope in this hour.

    Returns 0 while the cache is not available, so that its failure stops no vote.
    """
    cache = caches["rate_limits"]
    key = f"polls.count:{scope}:{get_network_hash(request)}:{int(time.time()) // HOUR}"
    try:
        return cache.incr(key)
    except ValueError:
        cache.add(key, 1, HOUR)
        return 1
    except RedisError:
        logger.exception("Rate limits are not enforced: the cache is not available")
        return 0


def get_network_hash(request: HttpRequest) -> str:
    """Return a hash of the client's network: an IPv4 address, or the /64 of an IPv6 address.

    A /64 is what one subscriber gets (RFC 6177). The IP address cannot be read from the hash.
    """
    network = get_client_ip(request)
    try:
        ip = ipaddress.ip_address(network)
        # A dual-stack server sees IPv4 clients as IPv4-mapped IPv6 addresses.
        ip = getattr(ip, "ipv4_mapped", None) or ip
        prefix_length = 32 if ip.version == 4 else 64
        network = str(ipaddress.ip_network((ip, prefix_length), strict=False))
    except ValueError:
        pass  # The name of a Unix socket, which still distinguishes clients.
    return salted_hmac("polls.network", network, algorithm="sha256").hexdigest()


def get_client_ip(request: HttpRequest) -> str:
    """Return the client's IP address, as the outermost of TRUSTED_PROXIES saw it.

    Clients can send any X-Forwarded-For, so only the entries of our own proxies count.
    """
    hops = list(filter(None, request.META.get("HTTP_X_FORWARDED_FOR", "").split(",")))
    if 0 < settings.TRUSTED_PROXIES <= len(hops):
        return strip_port(hops[-settings.TRUSTED_PROXIES].strip())
    return request.META.get("REMOTE_ADDR", "")


def strip_port(hop: str) -> str:
    """Return the IP address of "192.0.2.1:80" or "[2001:db8::1]:80", as some proxies send it."""
    if hop.startswith("["):
        return hop[1:].partition("]")[0]
    return hop.partition(":")[0] if hop.count(":") == 1 else hop


def check_same_site(request: HttpRequest) -> None:
    """Raise CrossSiteRequest if a page of another site sent the request.

    Browsers send Sec-Fetch-Site, older ones Origin, so pages need no CSRF token. Source: OWASP,
    "Cross-Site Request Forgery Prevention" (Fetch Metadata). A client that sends neither header is
    not a browser and holds no cookie of a reader.
    """
    if site := request.headers.get("Sec-Fetch-Site"):
        is_allowed = site in ("same-origin", "none")
    elif origin := request.headers.get("Origin"):
        is_allowed = is_same_origin(origin, request) or origin in settings.CSRF_TRUSTED_ORIGINS
    else:
        is_allowed = True
    if not is_allowed:
        raise CrossSiteRequest


def is_same_origin(origin: str, request: HttpRequest) -> bool:
    try:
        return urlsplit(origin).netloc == request.get_host()
    except ValueError:
        return False
