"""Readers, voters and an editor at once: how long readers wait, and whether they are told right."""

import asyncio
import json
import os
import re
import subprocess
import sys
import time
from dataclasses import dataclass, field
from random import Random
from statistics import quantiles
from threading import Thread

from benchmarks.environment import ROOT
from benchmarks.http_client import Client
from benchmarks.request_urls import ArticleUrl
from benchmarks.servers import CORES, pin

# After a publication an answer may be old for so long.
MAX_STALE_SECONDS = 1.0
CONNECTIONS = 8
# One request in so many is a ballot: about one a second.
BALLOTS = 300
VERSION_TEXT = re.compile(rb"Version(\d+)x")
# Fresh connections after a publication, so that every worker is asked, and seconds between them.
PROBES = 8
PROBE_EVERY = 0.05


@dataclass
class Findings:
    """`waits` are seconds; `wrong` and `old` are what answers had that must not be."""

    waits: list = field(default_factory=list)
    wrong: list = field(default_factory=list)
    old: list = field(default_factory=list)
    probed: list = field(default_factory=list)
    ballots: int = 0


class Editor:
    """Publishes in its own process; `versions_by_article` is {primary key: [(time, number)]}."""

    def __init__(self, keys, every):
        self.versions_by_article = {}
        # It would run elsewhere, and must not take the core from the servers.
        command = [
            "nice",
            "-n",
            "15",
            sys.executable,
            "-m",
            "benchmarks.publisher",
            str(every),
            *map(str, keys),
        ]
        pin(CORES[0])
        self.process = subprocess.Popen(  # noqa: S603 (our own words)
            command, stdout=subprocess.PIPE, text=True, cwd=ROOT, env=os.environ.copy()
        )
        pin(CORES[-1])
        Thread(target=self.listen, daemon=True).start()

    def listen(self):
        for line in self.process.stdout:
            told = json.loads(line)
            self.versions_by_article.setdefault(told["pk"], []).append(
                (told["at"], told["version"])
            )

    def get_version_since(self, pk, began):
        """Return the number of the version that an answer which began then must show, or a later.

        0 while none must be shown.
        """
        told = self.versions_by_article.get(pk, [])
        return max((number for at, number in told if at + MAX_STALE_SECONDS < began), default=0)

    def stop(self):
        """Raises RuntimeError if it had stopped before: nothing was measured then."""
        if self.process.poll() is not None:
            raise RuntimeError("The editor did not go on publishing.")
        self.process.terminate()
        self.process.wait()


class Readers:
    """Ask for addresses by Zipf's law, at a steady rate, and look at every answer."""

    def __init__(self, port, addresses, polls, editor):
        self.port, self.addresses, self.polls, self.editor = port, addresses, polls, editor
        self.chance = Random(1)
        weights = [1 / (rank + 1) for rank in range(len(addresses))]
        self.plan = iter(self.chance.choices(addresses, weights, k=2_000_000))
        self.found = Findings()

    async def read(self, rate, seconds):
        """Ask `rate` times a second for so many seconds, and probe after each publication."""
        self.until = time.monotonic() + seconds
        pace = CONNECTIONS / rate
        workers = [self.send_requests(at * pace / CONNECTIONS, pace) for at in range(CONNECTIONS)]
        await asyncio.gather(self.probe_publications(), *workers)

    async def send_requests(self, delay, pace):
        client = Client(self.port)
        due = time.monotonic() + delay
        while time.monotonic() < self.until:
            await asyncio.sleep(max(0, due - time.monotonic()))
            due = max(due + pace, time.monotonic())
            if self.polls and self.chance.randrange(BALLOTS) == 0:
                await self.vote(client)
            else:
                await self.ask(client, next(self.plan))
        client.close()

    async def ask(self, client, address: ArticleUrl):
        began, clock = time.time(), time.perf_counter()
        status, body = await client.get(address.path)
        self.found.waits.append(time.perf_counter() - clock)
        self.look(address, began, status, body)

    def look(self, address, began, status, body):
        if status != 200 or address.title not in body:
            self.found.wrong.append(f"{status} at {address.path}")
        due, shown = self.editor.get_version_since(address.pk, began), VERSION_TEXT.search(body)
        if due and not (shown and int(shown[1]) >= due):
            self.found.old.append(f"{address.path} shows {shown and shown[0]}, not {due}")

    async def vote(self, client):
        status, body = await client.post(*self.polls.build_ballot(self.chance))
        self.found.ballots += 1
        if status != 201 or not json.loads(body)["counted"]:
            self.found.wrong.append(f"{status} for a ballot")

    async def probe_publications(self):
        """One second after each publication, ask for the article on connections of their own."""
        probed = set()
        while time.monotonic() < self.until:
            await asyncio.sleep(0.02)
            for pk, told in [*self.editor.versions_by_article.items()]:
                at, version = told[-1]
                if version not in probed and time.time() > at + MAX_STALE_SECONDS:
                    probed.add(version)
                    await self.probe(pk)

    async def probe(self, pk):
        ways = [address for address in self.addresses if address.pk == pk]
        address = ways[len(self.found.probed) % len(ways)]
        self.found.probed.append(address)
        for _ in range(PROBES):
            client, began = Client(self.port), time.time()
            status, body = await client.get(address.path)
            client.close()
            self.look(address, began, status, body)
            await asyncio.sleep(PROBE_EVERY)


async def warm_up(port, addresses, workers, progress):
    """Have every worker keep every address: a worker that has not kept the first one is new."""
    first, *others = addresses
    while workers:
        client = Client(port)
        await client.get(first.path)
        if "; hit" not in client.head:
            workers -= 1
            for address in others:
                await client.get(address.path)
                progress(1)
        client.close()


def summarise(found):
    cuts = quantiles(found.waits, n=1000)
    p50, p99 = 1000 * cuts[499], 1000 * cuts[989]
    return {
        "requests": len(found.waits),
        "ballots": found.ballots,
        "probes": PROBES * len(found.probed),
        "p50": p50,
        "p99": p99,
        "ratio": p99 / p50,
        "wrong": len(found.wrong),
        "old": len(found.old),
        "examples": [*found.wrong[:5], *found.old[:5]],
    }
