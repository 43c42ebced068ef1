"""uvicorn's HTTP inside the running loop: starts at once, stops at once, touches no signals.

uvicorn's own Server takes over SIGTERM, looks for its end ten times a second and sleeps while it stops;
its protocol needs none of that.
"""

import asyncio
import socket
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from starlette.types import ASGIApp
from uvicorn.config import Config
from uvicorn.protocols.http.h11_impl import H11Protocol
from uvicorn.server import ServerState

LOOPBACK = "127.0.0.1"
STOP_SECONDS = 2.0


class Serving:
    """The connections of one local server."""

    def __init__(self, port: int, state: ServerState) -> None:
        self.port = port
        self._state = state

    def hang_up(self, client: tuple[str, int] | None) -> None:
        """Cut the connection of a client without a word."""
        for connection in self._connections():
            if connection.client == client:
                connection.transport.abort()

    async def stop(self) -> None:
        """Cut what is open and wait for the answers in hand to notice."""
        for connection in self._connections():
            connection.transport.abort()
        if self._state.tasks:
            await asyncio.wait(self._state.tasks, timeout=STOP_SECONDS)
        await asyncio.sleep(0)  # the loop tells protocols of a cut one turn later

    def _connections(self) -> list[H11Protocol]:
        return [connection for connection in self._state.connections if isinstance(connection, H11Protocol)]


@asynccontextmanager
async def serving(app: ASGIApp, *, port: int = 0) -> AsyncIterator[Serving]:
    """Serve on 127.0.0.1 until the block ends; port 0 takes a free one."""
    config, state = _plain(app), ServerState()
    loop = asyncio.get_running_loop()
    listener = await loop.create_server(
        lambda: H11Protocol(config=config, server_state=state, app_state={}, _loop=loop),
        LOOPBACK,
        port,
        family=socket.AF_INET,
    )
    served = Serving(listener.sockets[0].getsockname()[1], state)
    try:
        yield served
    finally:
        listener.close()
        await served.stop()
        await listener.wait_closed()


def _plain(app: ASGIApp) -> Config:
    """HTTP and nothing else."""
    config = Config(
        app,
        http="h11",
        ws="none",
        lifespan="off",
        interface="asgi3",
        log_config=None,
        access_log=False,
        proxy_headers=False,
    )
    config.load()
    return config
