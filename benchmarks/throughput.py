"""Requests a second, the same answers from several servers by turns."""

import json
import subprocess
import time
from http.client import HTTPConnection
from pathlib import Path
from statistics import median
from threading import Event, Thread
from typing import NamedTuple

from benchmarks.poll_setup import check_equal

CONNECTIONS = 16
SCRIPT = Path(__file__).with_name("throughput.lua")


class Target(NamedTuple):
    """What is asked for; `headers` are pairs."""

    port: int
    path: str
    headers: tuple = ()

    def connect(self):
        return HTTPConnection("127.0.0.1", self.port, timeout=60)


class Sampler(Thread):
    """Reads an address again and again while it is under load, and remembers what differs.

    wrk counts every answer's status and bytes; to look into each would halve its speed, and so
    that of the fastest servers.
    """

    def __init__(self, target, right):
        super().__init__(daemon=True)
        self.target, self.right = target, right
        self.stopped, self.number, self.wrong = Event(), 0, 0

    def run(self):
        http = self.target.connect()
        while not self.stopped.wait(0.05):
            self.number += 1
            self.wrong += read(http, self.target.path, self.target.headers) != self.right
        http.close()

    def stop(self):
        self.stopped.set()
        self.join()
        check_equal(self.wrong, 0, f"wrong answers of {self.number} at {self.target.path}")


def read(http, path, headers=()):
    """Return the body of an answer as it comes, None for an error."""
    http.request("GET", path, headers=dict(headers))
    answer = http.getresponse()
    body = answer.read()
    return body if answer.status == 200 else None


def read_once(target):
    http = target.connect()
    try:
        return read(http, target.path, target.headers)
    finally:
        http.close()


def load(target, right, seconds):
    """Return {"rate", "p50", "p99"} of a server under load: requests a second and ms.

    `right` is the body that every answer must have.
    """
    sampler = Sampler(target, right)
    sampler.start()
    command = [
        "wrk",
        "--threads",
        "1",
        "--connections",
        str(CONNECTIONS),
        "--duration",
        f"{seconds}s",
        "--script",
        str(SCRIPT),
        f"http://127.0.0.1:{target.port}{target.path}",
        *(f"--header={name}: {value}" for name, value in target.headers),
    ]
    output = subprocess.run(  # noqa: S603 (our own words)
        command, check=True, capture_output=True, text=True
    ).stdout
    sampler.stop()
    found = json.loads(output.strip().splitlines()[-1])
    check_equal(found["errors"], 0, f"errors at {target.path}")
    # With the headers, every answer is a little longer than its body; none may be cut short.
    each = found["bytes"] / max(1, found["requests"])
    check_equal(each > 0.9 * len(right), True, f"{each:.0f} bytes an answer at {target.path}")
    rate = found["requests"] / found["seconds"]
    return {"rate": rate, "p50": found["p50"], "p99": found["p99"]}


def measure_throughput(targets, *, rounds, seconds, progress):
    """Return {server: {"rate", "p50", "p99", "rates"}}, medians over rounds of all by turns.

    `targets` are {server: Target}. The first round warms up and is not counted.
    """
    right = {name: read_once(target) for name, target in targets.items()}
    figures = {name: [] for name in targets}
    for at in range(rounds + 1):
        for name in sorted(targets, reverse=at % 2):
            figures[name].append(load(targets[name], right[name], seconds))
            progress(1)
            # A server that was busy a moment ago must not weigh on the next.
            time.sleep(0.05)
    return {
        name: {key: median(each[key] for each in found[1:]) for key in found[0]}
        | {"rates": [each["rate"] for each in found[1:]]}
        for name, found in figures.items()
    }
