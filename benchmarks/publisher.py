"""Publishes articles again and again, as an editor's process does; started by `mixed`.

Each line it prints is JSON: {"pk", "version", "at"}, the number that the article shows from then
on, and the time when the transaction that published it was done.
"""

import json
import sys
import time

import django


def main():
    """Publish the articles with the keys in the arguments, in turn, one every so many seconds."""
    seconds, *keys = sys.argv[1:]
    django.setup()
    from articles.models import ArticlePage

    number = 0
    while True:
        for pk in keys:
            time.sleep(float(seconds))
            number += 1
            page = ArticlePage.objects.get(pk=pk)
            page.standfirst = f"Version{number}x of what was said before."
            page.save_revision().publish(log_action=False)
            told = {"pk": int(pk), "version": number, "at": time.time()}
            sys.stdout.write(f"{json.dumps(told)}\n")
            sys.stdout.flush()


if __name__ == "__main__":
    main()
