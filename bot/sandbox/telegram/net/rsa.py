"""The server's RSA key: made once for each process, its public half written where clients find it."""

import os
import secrets
from functools import cache
from hashlib import sha1
from math import gcd, prod
from pathlib import Path

import rsa
from telethon.tl import TLObject

EXPONENT = 65537
_SMALL = [n for n in range(3, 2000, 2) if all(n % divisor for divisor in range(3, int(n**0.5) + 1, 2))]
_SMALL_PRODUCT = prod(_SMALL)


class ServerKey:
    """A 2048-bit key and what clients need of it."""

    def __init__(self, private: rsa.PrivateKey) -> None:
        self._private = private
        self.pem: bytes = rsa.PublicKey(private.n, private.e).save_pkcs1("PEM")
        self.fingerprint = _fingerprint(private.n, private.e)

    def decrypt(self, encrypted: bytes) -> bytes:
        """What a client encrypted with the public half: 255 bytes."""
        number = pow(int.from_bytes(encrypted, "big"), self._private.d, self._private.n)
        return number.to_bytes(256, "big")[1:]

    def write_public(self, path: Path) -> None:
        """Write the public half for clients, readable by this user alone."""
        descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
        with os.fdopen(descriptor, "wb") as file:
            file.write(self.pem)


@cache
def process_key() -> ServerKey:
    """The key of this process, made when it is first needed: a fifth of a second, where `rsa.newkeys` takes two."""
    while True:
        p, q = _prime(), _prime()
        totient = (p - 1) * (q - 1)
        if p != q and gcd(EXPONENT, totient) == 1:
            return ServerKey(rsa.PrivateKey(p * q, EXPONENT, pow(EXPONENT, -1, totient), p, q))


def _prime() -> int:
    while True:
        candidate = secrets.randbits(1024) | (3 << 1022) | 1  # two high bits, so that the product has 2048
        if gcd(candidate, _SMALL_PRODUCT) == 1 and all(_passes(candidate) for _ in range(5)):
            return candidate


def _passes(candidate: int) -> bool:
    """One round of Miller and Rabin."""
    power, twos = candidate - 1, 0
    while power % 2 == 0:
        power, twos = power // 2, twos + 1
    value = pow(secrets.randbelow(candidate - 3) + 2, power, candidate)
    if value in {1, candidate - 1}:
        return True
    for _ in range(twos - 1):
        value = value * value % candidate
        if value == candidate - 1:
            return True
    return False


def _fingerprint(modulus: int, exponent: int) -> int:
    parts = (number.to_bytes((number.bit_length() + 7) // 8, "big") for number in (modulus, exponent))
    serialised = b"".join(TLObject.serialize_bytes(part) for part in parts)
    return int.from_bytes(sha1(serialised).digest()[-8:], "little", signed=True)  # noqa: S324 - as MTProto names keys
