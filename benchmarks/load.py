"""Requests from several clients at once, each on a connection that it keeps."""

import time
from concurrent.futures import ThreadPoolExecutor
from http.client import HTTPConnection

CONNECTIONS = 12


def send_all(port, path, bodies):
    """POST each body, and return (seconds, [(status, body of the answer)])."""
    start = time.perf_counter()
    with ThreadPoolExecutor(CONNECTIONS) as clients:
        shares = [bodies[first::CONNECTIONS] for first in range(CONNECTIONS)]
        answers = list(clients.map(send, [port] * CONNECTIONS, [path] * CONNECTIONS, shares))
    return time.perf_counter() - start, [answer for share in answers for answer in share]


def send(port, path, bodies):
    connection = HTTPConnection("127.0.0.1", port, timeout=60)
    answers = []
    for body in bodies:
        connection.request("POST", path, body)
        answer = connection.getresponse()
        answers.append((answer.status, answer.read()))
    connection.close()
    return answers
