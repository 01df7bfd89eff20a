"""What stands between a poll and those who would stuff it.

Nothing here refuses a reader outright but the hard limit: a suspect ballot is set aside, for
staff to release or reject.
"""

import ipaddress
import logging
import time
from urllib.parse import urlsplit

from django.conf import settings
from django.core.cache import caches
from django.utils.connection import ConnectionProxy
from django.utils.crypto import salted_hmac
from redis.exceptions import RedisError

from polls.models.ballots import Ballot
from polls.voting.errors import FromElsewhere, TooMany
from polls.voting.proof_of_work import is_solved

logger = logging.getLogger(__name__)
counts = ConnectionProxy(caches, "counts")

# A field that people do not see; programs that fill in every field do.
HONEYPOT = "website"
HOUR = 3600


def screen(request, poll, *, honeypot="", proof=""):
    """Return why a ballot must be set aside (Ballot.Cause), "" if it need not be.

    Raises TooMany past the hard limit.
    """
    limit_requests(request, poll.slug)
    if honeypot:
        return Ballot.Cause.HONEYPOT
    if poll.challenge and not is_solved(poll, proof):
        return Ballot.Cause.PROOF
    if count_up(f"{poll.slug}.soft", request) > settings.POLL_SOFT_LIMIT:
        return Ballot.Cause.NETWORK
    return Ballot.Cause.NONE


def limit_requests(request, name):
    """Count one more request of a client's network under a name. Raises TooMany past the limit."""
    if count_up(name, request) > settings.POLL_HARD_LIMIT:
        raise TooMany(HOUR - int(time.time()) % HOUR)


def count_up(name, request):
    """Return how many of something there have been from a client's network in this hour.

    0 while the cache is down: a vote must not fail for want of its limit.
    """
    key = f"polls.count:{name}:{network_of(request)}:{int(time.time()) // HOUR}"
    try:
        return counts.incr(key)
    except ValueError:
        counts.add(key, 1, HOUR)
        return 1
    except RedisError:
        logger.exception("Limits are not held: the cache does not answer")
        return 0


def network_of(request):
    """Return a name of the client's network, which does not tell its address.

    An IPv4 address stands for itself, an IPv6 address for its /64 (RFC 6177).
    """
    address = client_address(request)
    try:
        ip = ipaddress.ip_address(address)
        # As a server that listens for both sees version 4.
        ip = getattr(ip, "ipv4_mapped", None) or ip
        address = str(ipaddress.ip_network((ip, 32 if ip.version == 4 else 64), strict=False))
    except ValueError:
        pass  # A socket's name; it still tells one client from another.
    return salted_hmac("polls.network", address, algorithm="sha256").hexdigest()


def client_address(request):
    """Return the client's address, as the outermost of TRUSTED_PROXIES saw it.

    Whoever sends a request may write X-Forwarded-For; only what our own proxies added counts.
    """
    hops = list(filter(None, request.META.get("HTTP_X_FORWARDED_FOR", "").split(",")))
    if 0 < settings.TRUSTED_PROXIES <= len(hops):
        return without_port(hops[-settings.TRUSTED_PROXIES].strip())
    return request.META.get("REMOTE_ADDR", "")


def without_port(hop):
    """Return an address as some proxies write it, "192.0.2.1:80" or "[2001:db8::1]:80", alone."""
    if hop.startswith("["):
        return hop[1:].partition("]")[0]
    return hop.partition(":")[0] if hop.count(":") == 1 else hop


def refuse_other_sites(request):
    """Refuse what a page of another site sent with a reader's cookie. Raises FromElsewhere.

    By what browsers say of a request, so that pages hold no token: as in OWASP's guide to
    cross-site request forgery (Fetch Metadata, with Origin for older browsers).
    """
    if site := request.headers.get("Sec-Fetch-Site"):
        allowed = site in ("same-origin", "none")
    elif origin := request.headers.get("Origin"):
        allowed = is_own(origin, request) or origin in settings.CSRF_TRUSTED_ORIGINS
    else:
        # No browser: one that holds a cookie and can be misled sends either.
        allowed = True
    if not allowed:
        raise FromElsewhere


def is_own(origin, request):
    try:
        return urlsplit(origin).netloc == request.get_host()
    except ValueError:
        return False
