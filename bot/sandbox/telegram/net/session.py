"""Sessions: MTProto's envelope on one connection. Containers, acknowledgements, salts, and the ids of messages.

https://core.telegram.org/mtproto/service_messages
"""

import asyncio
import gzip
import logging
import struct
import time
from collections.abc import Callable, Iterator
from typing import Any

from telethon.errors import TypeNotFoundError
from telethon.extensions import BinaryReader
from telethon.tl import functions, types

from bot.sandbox.telegram.authorizations import Authorization
from bot.sandbox.telegram.net import serial

log = logging.getLogger(__name__)

CONTAINER = 0x73F1F8DC
GZIP = 0x3072CFA1
CONTAINER_COUNT = 100
CONTAINER_BYTES = 500_000
ANSWER, PUSH = 1, 3  # the low bits of the server's message ids
BAD_SALT = 48


class Session:
    """One client's talk with the server over one connection, in clear: a connection encrypts what it sends."""

    def __init__(
        self,
        authorization: Authorization,
        send: Callable[[bytes], None],
        on_request: Callable[["Session", int, Any], None],
    ) -> None:
        self.authorization = authorization
        self.listening = False  # wants pushes: set by the first request of somebody who is signed in
        self._loop = asyncio.get_running_loop()  # scripts may change the world while it rests
        self._send = send
        self._on_request = on_request
        self._id: int | None = None
        self._last_message_id = 0
        self._content_messages = 0
        self._queue: list[bytes] = []
        self._queued_bytes = 0

    # ---------------------------------------------------------------- what the client says

    def receive(self, plain: bytes) -> None:
        """Take one decrypted packet."""
        salt, session_id, message_id, number, length = struct.unpack_from("<qqqii", plain)
        if session_id != self._id:
            self._begin(session_id, message_id)
        if salt != self.authorization.salt:
            correction = types.BadServerSalt(message_id, number, BAD_SALT, self.authorization.salt)
            self.say(bytes(correction), content=False)
            return
        for inner_id, body in opened(message_id, plain[32 : 32 + length]):
            self._take(inner_id, body)

    def _begin(self, session_id: int, first_message_id: int) -> None:
        self._id = session_id
        self._content_messages = 0
        self.say(bytes(types.NewSessionCreated(first_message_id, session_id, self.authorization.salt)))

    def _take(self, message_id: int, body: bytes) -> None:
        try:
            message = BinaryReader(body).tgread_object()
        except (TypeNotFoundError, struct.error, BufferError) as error:
            log.warning("request unreadable", extra={"error": repr(error)})
            self.answer(message_id, types.RpcError(400, "INPUT_METHOD_INVALID"))
            return
        if not self._serve(message_id, message):
            self._on_request(self, message_id, message)

    def _serve(self, message_id: int, message: Any) -> bool:
        """Handle what concerns the envelope alone."""
        match message:
            case types.MsgsAck() | types.MsgsStateInfo():
                pass
            case functions.PingRequest() | functions.PingDelayDisconnectRequest():
                self.say(bytes(types.Pong(message_id, message.ping_id)), content=False, kind=ANSWER)
            case types.MsgsStateReq() | types.MsgResendReq():
                known = "\x04" * len(message.msg_ids)  # «received»
                self.say(bytes(types.MsgsStateInfo(message_id, known)), content=False, kind=ANSWER)
            case functions.GetFutureSaltsRequest():
                self.say(bytes(self._salts(message_id, message.num)), content=False, kind=ANSWER)
            case functions.DestroySessionRequest():
                self.say(bytes(types.DestroySessionOk(message.session_id)), content=False, kind=ANSWER)
            case _:
                return False
        return True

    def _salts(self, message_id: int, number: int) -> Any:
        now = int(time.time())
        salts = [types.FutureSalt(now, now + 3600, self.authorization.salt) for _ in range(min(1, number))]
        return types.FutureSalts(message_id, now, salts)

    # ---------------------------------------------------------------- what the server says

    def answer(self, request_id: int, result: Any) -> None:
        """Answer a request with an object, a list, a boolean, or bytes made ready."""
        body = result if isinstance(result, bytes) else serial.serialised(result)
        self.say(serial.rpc_result(request_id, body), kind=ANSWER)

    def say(self, body: bytes, *, content: bool = True, kind: int = PUSH) -> None:
        """Queue a message; what is queued in one turn of the event loop leaves in one packet."""
        if self._queued_bytes + len(body) > CONTAINER_BYTES or len(self._queue) >= CONTAINER_COUNT:
            self.flush()
        message = struct.pack("<qii", self._next_id(kind), self._number(content=content), len(body)) + body
        if not self._queue:
            self._loop.call_soon(self.flush)
        self._queue.append(message)
        self._queued_bytes += len(message)

    def flush(self) -> None:
        """Send what is queued."""
        if not self._queue:
            return
        if len(self._queue) == 1:
            message = self._queue[0]
        else:
            body = struct.pack("<Ii", CONTAINER, len(self._queue)) + b"".join(self._queue)
            message = struct.pack("<qii", self._next_id(PUSH), self._number(content=False), len(body)) + body
        self._queue = []
        self._queued_bytes = 0
        self._send(struct.pack("<qq", self.authorization.salt, self._id or 0) + message)

    def _next_id(self, kind: int) -> int:
        """Ids follow the real clock, whatever time the world has: clients refuse old ones."""
        now = int(time.time() * 2**32) & ~3
        self._last_message_id = max(now, (self._last_message_id & ~3) + 4) | kind
        return self._last_message_id

    def _number(self, *, content: bool) -> int:
        number = self._content_messages * 2 + content
        self._content_messages += content
        return number


def opened(message_id: int, body: bytes) -> Iterator[tuple[int, bytes]]:
    """The messages in a body: unpacked, and taken out of their container."""
    (constructor,) = struct.unpack_from("<I", body)
    if constructor == GZIP:
        yield from opened(message_id, gzip.decompress(BinaryReader(body[4:]).tgread_bytes()))
    elif constructor == CONTAINER:
        position = 8
        for _ in range(struct.unpack_from("<i", body, 4)[0]):
            inner_id, _number, length = struct.unpack_from("<qii", body, position)
            yield from opened(inner_id, body[position + 16 : position + 16 + length])
            position += 16 + length
    else:
        yield message_id, body
