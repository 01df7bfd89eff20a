"""Check whether a Redis server accepts connections at a URL.

reach_redis.py URL [--or-fail]
"""

import sys

from redis import Redis
from redis.backoff import ConstantBackoff
from redis.exceptions import ConnectionError as Unreachable
from redis.retry import Retry


def main(url, *flags):
    # A server that was just started needs a moment.
    tries = 20 if "--or-fail" in flags else 0
    retry = Retry(ConstantBackoff(0.5), tries, supported_errors=(Unreachable,))
    try:
        Redis.from_url(url, retry=retry).ping()
    except Unreachable as problem:
        return f"No Redis server is running at {url}: {problem}" if tries else 1
    return 0


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
