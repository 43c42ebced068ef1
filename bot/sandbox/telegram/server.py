"""The server: shows a world to real Telegram clients on 127.0.0.1."""

import asyncio
import contextlib
import socket
import tempfile
from collections.abc import AsyncIterator, Callable
from pathlib import Path
from types import TracebackType
from typing import Any, Self

from telethon.crypto import AuthKey
from telethon.sessions import StringSession

from bot.sandbox.telegram.authorizations import Authorization, Authorizations
from bot.sandbox.telegram.calls import Calls
from bot.sandbox.telegram.faults import Faults
from bot.sandbox.telegram.limits import SendLimits
from bot.sandbox.telegram.methods import METHODS
from bot.sandbox.telegram.methods.passwords import Challenges
from bot.sandbox.telegram.net.connection import Connection, serve
from bot.sandbox.telegram.net.handshake import Handshake
from bot.sandbox.telegram.net.rsa import ServerKey, process_key
from bot.sandbox.telegram.net.session import Session
from bot.sandbox.telegram.pushes import Pushes
from bot.sandbox.telegram.wire.peers import DATA_CENTRE
from bot.sandbox.telegram.world.accounts import Account
from bot.sandbox.telegram.world.world import World

HOST = "127.0.0.1"


class TelegramServer:
    """An MTProto server for a world.

    `await TelegramServer.start(world)` and `await server.stop()`, or `async with TelegramServer(world) as server`.
    """

    def __init__(
        self,
        world: World,
        *,
        port: int = 0,
        key: ServerKey | None = None,
        key_path: Path | None = None,
        limits: SendLimits | None = None,
    ) -> None:
        self.world = world
        self.port = port
        self.limits = limits
        self.authorizations = Authorizations()
        self.faults = Faults(self.authorizations)
        self.pushes = Pushes(world, self.authorizations, self.faults)
        self.calls = Calls(self, METHODS)
        self.host = HOST
        self.passwords: Challenges = {}
        self.uploads: dict[tuple[Account, int], dict[int, bytes]] = {}
        self.on_said: Callable[[Session, bytes], None] = lambda *_: None  # scripts may read what goes out, in clear
        self._key = key
        self._key_path = key_path
        self._folder: tempfile.TemporaryDirectory[str] | None = None
        self._connections: dict[Connection, asyncio.Task[None]] = {}
        self._listener: asyncio.Server | None = None
        self._forget_world: Callable[[], None] = lambda: None

    @classmethod
    async def start(cls, world: World, **options: Any) -> Self:
        """Start a server; the options are those of the class."""
        return await cls(world, **options).__aenter__()

    async def stop(self) -> None:
        """End all connections and tasks."""
        self._forget_world()
        self._forget_world = lambda: None
        await self.refuse_connections()
        await self.calls.stop()
        self.kill_connections()
        await asyncio.gather(*self._connections.values(), return_exceptions=True)
        if self._folder is not None:
            self._folder.cleanup()
            self._folder = None

    async def __aenter__(self) -> Self:
        if self._listener is None:
            self._forget_world = self.world.listen(self.pushes.on_notice)
            await self.accept_connections()
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        await self.stop()

    # ---------------------------------------------------------------- what clients need to know

    @property
    def address(self) -> str:
        """Data centre, host and port: the value of TELEGRAM_SERVER."""
        return f"{DATA_CENTRE}@{HOST}:{self.port}"

    @property
    def key(self) -> ServerKey:
        """The server's key; making it takes a moment, once for each process."""
        if self._key is None:
            self._key = process_key()
        return self._key

    @property
    def key_path(self) -> Path:
        """A file with the public key: the value of TELEGRAM_SERVER_KEY."""
        if self._key_path is None:
            self._folder = tempfile.TemporaryDirectory(prefix="telegram-")
            self._key_path = Path(self._folder.name) / "server-key.pem"
        if not self._key_path.exists():
            self.key.write_public(self._key_path)
        return self._key_path

    def session_for(self, account: Account) -> str:
        """A Telethon string session of a new device of the account's, with an auth key that both sides know."""
        authorization = self.authorizations.add(None, self.world.now())
        self.authorizations.sign_in(authorization, account)
        return self.session_string(authorization)

    def session_string(self, authorization: Authorization) -> str:
        """The string session of a device."""
        session = StringSession()
        session.set_dc(DATA_CENTRE, HOST, self.port)
        session.auth_key = AuthKey(authorization.cipher.key)
        saved: str = session.save()
        return saved

    # ---------------------------------------------------------------- connections

    @property
    def connected(self) -> list[Account | None]:
        """Who is connected now, once for each connection."""
        sessions = (connection.session for connection in self._connections)
        return [session.authorization.account for session in sessions if session is not None]

    def listening(self, account: Account) -> bool:
        """Whether a client of the account is connected and gets pushes."""
        return any(
            session.listening for authorization in self.authorizations.of(account) for session in authorization.sessions
        )

    def kill_connections(self, account: Account | None = None) -> None:
        """Cut all connections, or all of one account."""
        for connection in list(self._connections):
            session = connection.session
            if account is None or (session is not None and session.authorization.account is account):
                connection.kill()

    def kill(self, session: Session) -> None:
        """Cut the connection of a session."""
        for connection in list(self._connections):
            if connection.session is session:
                connection.kill()

    def deaden(self, account: Account) -> None:
        """Let the links of an account that stand now die unnoticed: nothing passes any more, and nobody is told."""
        for connection in self._connections:
            session = connection.session
            if session is not None and session.authorization.account is account:
                connection.is_dead = True

    async def refuse_connections(self) -> None:
        """Refuse new connections; those that stand go on."""
        if self._listener is not None:
            self._listener.close()
            self._listener = None

    async def accept_connections(self) -> None:
        """Accept connections, on the same port as before."""
        if self._listener is None:
            accept = serve(self, self._connections)
            self._listener = await asyncio.start_server(accept, HOST, self.port, family=socket.AF_INET)
            self.port = self._listener.sockets[0].getsockname()[1]

    @contextlib.asynccontextmanager
    async def away(self) -> AsyncIterator[None]:
        """Cut all connections and refuse new ones while the block runs."""
        await self.refuse_connections()
        self.kill_connections()
        try:
            yield
        finally:
            await self.accept_connections()

    # ---------------------------------------------------------------- what connections ask

    def handshake(self) -> Handshake:
        """Begin an exchange of keys; the key that comes of it is known, and signed in for nobody."""
        return Handshake(lambda: self.key, self._know)

    def on_request(self, session: Session, request_id: int, request: Any) -> None:
        """Serve a request."""
        self.calls.serve(session, request_id, request)

    def _know(self, key: bytes) -> None:
        self.authorizations.add(key, self.world.now())

    def connection_ended(self) -> None:
        """A client left; scripts may wait for that."""
        self.world.changed()

    def said(self, session: Session, plain: bytes) -> None:
        """A packet goes out to a client."""
        self.on_said(session, plain)

    def swallows(self) -> bool:
        """Whether bytes vanish now."""
        return self.faults.swallowing
