"""TL on the wire where Telethon's objects do not reach: bare results, raw vectors, updates put together from parts."""

import gzip
import struct
from collections.abc import Sequence
from datetime import datetime
from typing import Any

from telethon.tl import TLObject, types

VECTOR = struct.pack("<I", 0x1CB5C415)
TRUE = struct.pack("<I", 0x997275B5)
FALSE = struct.pack("<I", 0xBC799737)
RPC_RESULT = struct.pack("<I", 0xF35C6D01)
GZIP_PACKED = struct.pack("<I", 0x3072CFA1)
UPDATES = struct.pack("<I", types.Updates.CONSTRUCTOR_ID)
WORTH_PACKING = 16_384  # bytes


def serialised(result: Any) -> bytes:
    """A method's result as bytes: an object, a boolean, or a list of objects."""
    if result is True or result is False:
        return TRUE if result else FALSE
    if isinstance(result, list):
        return vector([bytes(item) for item in result])
    return bytes(result)


def vector(items: Sequence[bytes]) -> bytes:
    """A vector of objects that are bytes already."""
    return VECTOR + struct.pack("<i", len(items)) + b"".join(items)


def rpc_result(request_id: int, body: bytes) -> bytes:
    """The answer to a request, packed where that saves much."""
    if len(body) > WORTH_PACKING:
        packed = GZIP_PACKED + TLObject.serialize_bytes(gzip.compress(body, compresslevel=1))
        body = min(body, packed, key=len)
    return RPC_RESULT + struct.pack("<q", request_id) + body


def updates(items: Sequence[bytes], users: Sequence[bytes], chats: Sequence[bytes], at: datetime) -> bytes:
    """An `updates` container, so that an update need not be serialised again for each of its readers."""
    tail = struct.pack("<ii", int(at.timestamp()), 0)  # 0: the order of containers does not matter, that of pts does
    return UPDATES + vector(items) + vector(users) + vector(chats) + tail
