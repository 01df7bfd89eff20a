"""Check whether a PostgreSQL server accepts connections at a URL.

reach_postgres.py URL [--or-fail]
"""

import sys
import time

import dj_database_url
import psycopg


def main(url, *flags):
    parts = dj_database_url.parse(url)
    for _ in range(20):
        try:
            psycopg.connect(
                host=parts["HOST"],
                port=parts["PORT"],
                user=parts["USER"],
                dbname="postgres",
                connect_timeout=2,
            ).close()
            return 0
        except psycopg.OperationalError as problem:
            if "--or-fail" not in flags:
                return 1
            last = problem
            time.sleep(0.5)
    return f"No PostgreSQL server is running at {parts['HOST']}:{parts['PORT']}: {last}"


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
