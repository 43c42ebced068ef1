"""Encryption of packets with an auth key. https://core.telegram.org/mtproto/description"""

import os
from hashlib import sha256
from typing import Any

from telethon.crypto import AES, AuthKey

CLIENT, SERVER = 0, 8  # which part of the key encrypts what that side sends


class BadPacket(Exception):
    """A packet that was not encrypted with the key it names."""


class Cipher:
    """Encrypts and decrypts for the server with one auth key."""

    def __init__(self, key: bytes) -> None:
        self.key = key
        auth_key: Any = AuthKey(key)
        self.id: int = auth_key.key_id
        self.id_bytes: bytes = self.id.to_bytes(8, "little")

    def encrypt(self, plain: bytes) -> bytes:
        """A packet of the server's."""
        padded = plain + os.urandom(12 + -(len(plain) + 12) % 16)
        message_key = self._message_key(padded, SERVER)
        encrypted: bytes = AES.encrypt_ige(padded, *self._aes(message_key, SERVER))
        return self.id_bytes + message_key + encrypted

    def decrypt(self, packet: bytes) -> bytes:
        """What a client's packet says, with its padding; refuses a packet that does not fit the key."""
        message_key = packet[8:24]
        if len(packet) < 56 or len(packet) % 16 != 8:
            raise BadPacket(f"{len(packet)} bytes are no packet")
        padded: bytes = AES.decrypt_ige(packet[24:], *self._aes(message_key, CLIENT))
        if self._message_key(padded, CLIENT) != message_key:
            raise BadPacket("the message key does not match")
        return padded

    def _message_key(self, padded: bytes, side: int) -> bytes:
        return sha256(self.key[88 + side : 120 + side] + padded).digest()[8:24]

    def _aes(self, message_key: bytes, side: int) -> tuple[bytes, bytes]:
        key = self.key
        a = sha256(message_key + key[side : side + 36]).digest()
        b = sha256(key[side + 40 : side + 76] + message_key).digest()
        return a[:8] + b[8:24] + a[24:], b[:8] + a[8:24] + b[24:]
