"""The exchange that gives a client and the server a common auth key. https://core.telegram.org/mtproto/auth_key"""

import os
import secrets
import time
from collections.abc import Callable
from hashlib import sha1
from typing import Any

from telethon.crypto import AES, AuthKey
from telethon.extensions import BinaryReader
from telethon.tl import functions, types

from bot.sandbox.telegram.net.numbers import DH_GENERATOR, DH_PRIME
from bot.sandbox.telegram.net.rsa import ServerKey

P, Q = 1229739323, 1402015859  # any two primes of 31 bits: factoring their product is the client's proof of work


class HandshakeFailed(Exception):
    """The client sent something that does not fit the exchange."""


class Handshake:
    """One exchange. Feed it the client's plain messages; at the end `on_key` gets the auth key."""

    def __init__(self, server_key: Callable[[], ServerKey], on_key: Callable[[bytes], None]) -> None:
        self._server_key = server_key  # asked for late: making it takes a moment
        self._on_key = on_key
        self._server_nonce = int.from_bytes(os.urandom(16), "little", signed=True)
        self._exponent = int.from_bytes(os.urandom(256), "big")
        self._nonce = 0
        self._new_nonce = 0

    def answer(self, request: Any) -> Any:
        """The server's answer to the next message."""
        match request:
            case functions.ReqPqMultiRequest() | functions.ReqPqRequest():
                return self._begin(request)
            case functions.ReqDHParamsRequest():
                return self._parameters(request)
            case functions.SetClientDHParamsRequest():
                return self._finish(request)
        raise HandshakeFailed(f"{type(request).__name__} is no part of the exchange")

    def _begin(self, request: Any) -> Any:
        self._nonce = request.nonce
        return types.ResPQ(
            nonce=self._nonce,
            server_nonce=self._server_nonce,
            pq=_big(P * Q),
            server_public_key_fingerprints=[self._server_key().fingerprint],
        )

    def _parameters(self, request: Any) -> Any:
        self._check_nonces(request)
        plain = self._server_key().decrypt(request.encrypted_data)
        inner = _hashed(plain)
        self._check_nonces(inner)
        if (inner.p, inner.q) != (_big(P), _big(Q)):
            raise HandshakeFailed("wrong factors")
        self._new_nonce = inner.new_nonce
        answer = bytes(
            types.ServerDHInnerData(
                nonce=self._nonce,
                server_nonce=self._server_nonce,
                g=DH_GENERATOR,
                dh_prime=_big(DH_PRIME),
                g_a=_big(pow(DH_GENERATOR, self._exponent, DH_PRIME)),
                server_time=int(time.time()),
            )
        )
        encrypted = AES.encrypt_ige(_with_hash(answer), *self._temporary_aes())
        return types.ServerDHParamsOk(self._nonce, self._server_nonce, encrypted)

    def _finish(self, request: Any) -> Any:
        self._check_nonces(request)
        inner = _hashed(AES.decrypt_ige(request.encrypted_data, *self._temporary_aes()))
        self._check_nonces(inner)
        key = _big(pow(int.from_bytes(inner.g_b, "big"), self._exponent, DH_PRIME))
        auth_key: Any = AuthKey(key)
        if len(key) < 256:  # once in 256 exchanges; Telethon could not save such a key in a string session
            return types.DhGenRetry(self._nonce, self._server_nonce, auth_key.calc_new_nonce_hash(self._new_nonce, 2))
        self._on_key(key)
        return types.DhGenOk(self._nonce, self._server_nonce, auth_key.calc_new_nonce_hash(self._new_nonce, 1))

    def _check_nonces(self, message: Any) -> None:
        if (message.nonce, message.server_nonce) != (self._nonce, self._server_nonce):
            raise HandshakeFailed("wrong nonce")

    def _temporary_aes(self) -> tuple[bytes, bytes]:
        new = self._new_nonce.to_bytes(32, "little", signed=True)
        server = self._server_nonce.to_bytes(16, "little", signed=True)
        forth, back, own = _sha1(new + server), _sha1(server + new), _sha1(new + new)
        return forth + back[:12], back[12:] + own + new[:4]


def _sha1(data: bytes) -> bytes:
    return sha1(data).digest()  # noqa: S324 - as the exchange is defined


def _big(number: int) -> bytes:
    return number.to_bytes((number.bit_length() + 7) // 8, "big")


def _with_hash(data: bytes) -> bytes:
    hashed = _sha1(data) + data
    return hashed + secrets.token_bytes(-len(hashed) % 16)


def _hashed(data: bytes) -> Any:
    """The object after its hash; refuses one that the hash does not fit."""
    reader = BinaryReader(data[20:])
    message = reader.tgread_object()
    if _sha1(data[20 : 20 + reader.tell_position()]) != data[:20]:
        raise HandshakeFailed("wrong hash")
    return message
