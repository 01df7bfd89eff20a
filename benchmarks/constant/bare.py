"""As little as an application can do, for the limit of the server itself."""

from benchmarks.constant import load_responses

RESPONSES = load_responses()


def application(environ, start_response):
    media_type, body = RESPONSES[environ["PATH_INFO"]]
    start_response("200 OK", [("Content-Type", media_type), ("Content-Length", str(len(body)))])
    return [body]
