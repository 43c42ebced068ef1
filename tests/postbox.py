"""A server that takes what is posted to it and remembers it, or refuses it."""

import asyncio
import json
from asyncio import StreamReader, StreamWriter
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field


@dataclass
class Postbox:
    """What came, as Apprise's plain JSON service posts it."""

    port: int = 0
    refuses: bool = False
    got: list[dict[str, str]] = field(default_factory=list)

    @property
    def address(self) -> str:
        """For Apprise."""
        return f"json://127.0.0.1:{self.port}/desk"

    @property
    def texts(self) -> list[str]:
        """Titles and bodies together."""
        return [f"{one['title']}\n{one['message']}" for one in self.got]

    async def take(self, reader: StreamReader, writer: StreamWriter) -> None:
        """One request."""
        head = (await reader.readuntil(b"\r\n\r\n")).decode().lower()
        size = int(head.split("content-length:")[1].split("\r\n")[0])
        content = json.loads(await reader.readexactly(size))
        if not self.refuses:
            self.got.append(content)
        writer.write(
            b"HTTP/1.1 %d X\r\nContent-Length: 0\r\nConnection: close\r\n\r\n" % (500 if self.refuses else 200)
        )
        await writer.drain()
        writer.close()


@asynccontextmanager
async def postbox() -> AsyncIterator[Postbox]:
    """An open one."""
    box = Postbox()
    server = await asyncio.start_server(box.take, "127.0.0.1", 0)
    async with server:
        box.port = server.sockets[0].getsockname()[1]
        yield box
