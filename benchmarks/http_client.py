"""A client of HTTP/1.1 on one connection, no more than a benchmark needs."""

import asyncio


class Client:
    """`head` is that of the last answer, in small letters."""

    def __init__(self, port):
        self.port = port
        self.reader = self.writer = None
        self.head = ""

    async def get(self, path):
        request = f"GET {path} HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n".encode()
        try:
            return await self.send(request)
        except (asyncio.IncompleteReadError, ConnectionError):
            # A server may close a connection that it keeps (RFC 9112, 9.3.1); then ask once more.
            self.close()
            return await self.send(request)

    async def post(self, path, body):
        head = f"POST {path} HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Type: application/json\r\n"
        return await self.send(f"{head}Content-Length: {len(body)}\r\n\r\n".encode() + body)

    async def send(self, request):
        """Return (status, body)."""
        if not self.writer:
            self.reader, self.writer = await asyncio.open_connection("127.0.0.1", self.port)
        self.writer.write(request)
        self.head = (await self.reader.readuntil(b"\r\n\r\n")).decode("latin-1").lower()
        length = int(self.head.partition("content-length:")[2].partition("\r\n")[0])
        body = await self.reader.readexactly(length)
        return int(self.head.split(maxsplit=2)[1]), body

    def close(self):
        if self.writer:
            self.writer.close()
            self.writer = None
