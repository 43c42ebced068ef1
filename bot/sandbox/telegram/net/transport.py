"""Framing: how packets are cut out of the TCP stream. https://core.telegram.org/mtproto/mtproto-transports"""

import asyncio
import struct
from typing import Protocol
from zlib import crc32

ABRIDGED_TAG = b"\xef"
FULL_OVERHEAD = 12  # length, sequence number, checksum
ABRIDGED_LONG = 0x7F


class BrokenFrame(Exception):
    """The stream holds something that is no packet."""


class Framing(Protocol):
    """Reads and wraps packets."""

    async def read(self, reader: asyncio.StreamReader) -> bytes:
        """The next packet; raises IncompleteReadError at the end of the stream."""

    def wrap(self, packet: bytes) -> bytes:
        """A packet as it goes into the stream."""


class Full:
    """Telethon's default: length, sequence number, checksum."""

    def __init__(self, beginning: bytes) -> None:
        self._beginning = beginning  # what was read to recognise the framing
        self._sent = 0

    async def read(self, reader: asyncio.StreamReader) -> bytes:
        """The next packet, its checksum checked."""
        head = self._beginning + await reader.readexactly(8 - len(self._beginning))
        self._beginning = b""
        (length,) = struct.unpack_from("<i", head)
        if length < FULL_OVERHEAD:
            raise BrokenFrame(f"a packet of {length} bytes")
        rest = await reader.readexactly(length - len(head))
        if crc32(head + rest[:-4]) != int.from_bytes(rest[-4:], "little"):
            raise BrokenFrame("the checksum does not match")
        return rest[:-4]

    def wrap(self, packet: bytes) -> bytes:
        """A packet with its length, number and checksum."""
        head = struct.pack("<ii", len(packet) + FULL_OVERHEAD, self._sent) + packet
        self._sent += 1
        return head + crc32(head).to_bytes(4, "little")


class Abridged:
    """The shortest framing: one byte of length, in words of four bytes."""

    async def read(self, reader: asyncio.StreamReader) -> bytes:
        """The next packet."""
        words = (await reader.readexactly(1))[0]
        if words >= ABRIDGED_LONG:
            words = int.from_bytes(await reader.readexactly(3), "little")
        return await reader.readexactly(words * 4)

    def wrap(self, packet: bytes) -> bytes:
        """A packet with its length."""
        words = len(packet) // 4
        if words < ABRIDGED_LONG:
            return bytes((words,)) + packet
        return bytes((ABRIDGED_LONG,)) + words.to_bytes(3, "little") + packet


async def recognise(reader: asyncio.StreamReader) -> Framing:
    """The framing that a client chose: Abridged says so with its first byte, Full says nothing."""
    first = await reader.readexactly(1)
    return Abridged() if first == ABRIDGED_TAG else Full(first)
