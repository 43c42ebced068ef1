"""Connections: one TCP connection of a client, from its first byte to its last."""

import asyncio
import contextlib
import logging
import socket
import struct
import time
from collections.abc import Callable, Coroutine
from typing import Any, Protocol

from telethon.extensions import BinaryReader

from bot.sandbox.telegram.authorizations import Authorizations
from bot.sandbox.telegram.net.cipher import BadPacket
from bot.sandbox.telegram.net.handshake import Handshake, HandshakeFailed
from bot.sandbox.telegram.net.session import Session
from bot.sandbox.telegram.net.transport import BrokenFrame, Framing, recognise

log = logging.getLogger(__name__)

KEY_UNKNOWN = -404
CLIENT_GONE = (asyncio.IncompleteReadError, ConnectionError, BrokenFrame, BadPacket, HandshakeFailed)


class Host(Protocol):
    """What a connection needs of the server."""

    authorizations: Authorizations

    def handshake(self) -> Handshake:
        """Begin an exchange of keys."""

    def on_request(self, session: Session, request_id: int, request: Any) -> None:
        """Serve a request."""

    def connection_ended(self) -> None:
        """A client left."""

    def swallows(self) -> bool:
        """Whether bytes vanish now, as on a dead link."""

    def said(self, session: Session, plain: bytes) -> None:
        """A packet goes out to a client."""


class Connection:
    """Reads packets, decrypts them, and gives them to the session; encrypts what the session says."""

    def __init__(self, host: Host, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        self._host = host
        self._reader = reader
        self._writer = writer
        self._framing: Framing | None = None
        self._handshake: Handshake | None = None
        self.session: Session | None = None
        self.is_dead = False  # this link alone: bytes vanish in both directions, and nobody is told
        connection: socket.socket = writer.get_extra_info("socket")
        connection.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)

    async def run(self) -> None:
        """Serve until the client leaves."""
        with contextlib.suppress(*CLIENT_GONE):
            self._framing = await recognise(self._reader)
            while True:
                packet = await self._framing.read(self._reader)
                if not self._vanishes():
                    self._receive(packet)

    def kill(self) -> None:
        """Cut the connection at once, as a network failure does."""
        self._writer.transport.abort()

    def close(self) -> None:
        """Forget the connection."""
        self._end_session()
        self._writer.close()

    def _receive(self, packet: bytes) -> None:
        key_id = int.from_bytes(packet[:8], "little")
        if key_id == 0:
            self._shake_hands(packet)
            return
        authorization = self._host.authorizations.with_key(key_id)
        if authorization is None:
            self._write(struct.pack("<i", KEY_UNKNOWN))
            return
        if self.session is None or self.session.authorization is not authorization:
            self._end_session()
            self.session = Session(authorization, self._encrypted, self._host.on_request)
            authorization.sessions.add(self.session)
        self.session.receive(authorization.cipher.decrypt(packet))

    def _shake_hands(self, packet: bytes) -> None:
        self._handshake = self._handshake or self._host.handshake()
        answer = bytes(self._handshake.answer(BinaryReader(packet[20:]).tgread_object()))
        message_id = int(time.time() * 2**32) & ~3 | 1
        self._write(struct.pack("<qqi", 0, message_id, len(answer)) + answer)

    def _end_session(self) -> None:
        if self.session is not None:
            self.session.authorization.sessions.discard(self.session)

    def _encrypted(self, plain: bytes) -> None:
        assert self.session is not None  # noqa: S101 - only a session calls this
        if not self._vanishes() and not self._writer.is_closing():
            self._host.said(self.session, plain)
        self._write(self.session.authorization.cipher.encrypt(plain))

    def _write(self, packet: bytes) -> None:
        if self._framing is not None and not self._vanishes() and not self._writer.is_closing():
            self._writer.write(self._framing.wrap(packet))

    def _vanishes(self) -> bool:
        return self.is_dead or self._host.swallows()


Accept = Callable[[asyncio.StreamReader, asyncio.StreamWriter], Coroutine[Any, Any, None]]


def serve(host: Host, known: dict[Connection, asyncio.Task[None]]) -> Accept:
    """The callback for asyncio's server: every client gets a connection, kept in `known` while it lasts."""

    async def accept(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        connection = Connection(host, reader, writer)
        task = asyncio.current_task()
        assert task is not None  # noqa: S101 - asyncio runs this as a task
        known[connection] = task
        try:
            await connection.run()
        finally:
            del known[connection]
            connection.close()
            host.connection_ended()

    return accept
