"""Two-step passwords: the proof by which a client shows that it knows one, without saying it.

https://core.telegram.org/api/srp
"""

import os
import secrets
from dataclasses import dataclass
from hashlib import pbkdf2_hmac, sha256
from typing import Any

from telethon.tl import types

from bot.sandbox.telegram.net.numbers import DH_GENERATOR as G
from bot.sandbox.telegram.net.numbers import DH_PRIME as P
from bot.sandbox.telegram.refusal import Refusal
from bot.sandbox.telegram.world.accounts import User

SIZE = 256
ROUNDS = 100_000


@dataclass(frozen=True, slots=True)
class Challenge:
    """What the server asks of one sign-in."""

    salts: tuple[bytes, bytes]
    verifier: int
    exponent: int
    public: int


Challenges = dict[int, Challenge]


def ask(challenges: Challenges, person: User) -> Any:
    """Make a challenge, as account.password."""
    if person.password is None:
        return _password()
    salts = (os.urandom(16), os.urandom(16))
    verifier = pow(G, _secret(person.password, salts), P)
    exponent = int.from_bytes(os.urandom(SIZE), "big")
    challenge_id = secrets.randbits(62)
    public = (_multiplier() * verifier + pow(G, exponent, P)) % P
    challenges[challenge_id] = Challenge(salts, verifier, exponent, public)
    return _password(_algorithm(*salts), _padded(public), challenge_id)


def check(challenges: Challenges, person: User, proof: Any) -> None:
    """Refuse a proof that does not fit the person's password."""
    if not isinstance(proof, types.InputCheckPasswordSRP) or person.password is None:
        raise Refusal("PASSWORD_HASH_INVALID")
    challenge = challenges.pop(proof.srp_id, None)
    if challenge is None:
        raise Refusal("SRP_ID_INVALID")
    client = int.from_bytes(proof.A, "big")
    mixed = int.from_bytes(_hash(_padded(client), _padded(challenge.public)), "big")
    shared = pow(client * pow(challenge.verifier, mixed, P), challenge.exponent, P)
    expected = _hash(
        _xor(_hash(_padded(P)), _hash(_padded(G))),
        _hash(challenge.salts[0]),
        _hash(challenge.salts[1]),
        _padded(client),
        _padded(challenge.public),
        _hash(_padded(shared)),
    )
    if not secrets.compare_digest(expected, proof.M1):
        raise Refusal("PASSWORD_HASH_INVALID")


def _password(algorithm: Any = None, public: bytes | None = None, challenge_id: int | None = None) -> Any:
    return types.account.Password(
        new_algo=_algorithm(os.urandom(8), os.urandom(16)),
        new_secure_algo=types.SecurePasswordKdfAlgoUnknown(),
        secure_random=os.urandom(SIZE),
        has_password=algorithm is not None or None,
        current_algo=algorithm,
        srp_B=public,
        srp_id=challenge_id,
    )


def _algorithm(salt1: bytes, salt2: bytes) -> Any:
    kind = types.PasswordKdfAlgoSHA256SHA256PBKDF2HMACSHA512iter100000SHA256ModPow
    return kind(salt1, salt2, G, P.to_bytes(SIZE, "big"))


def _secret(password: str, salts: tuple[bytes, bytes]) -> int:
    first, second = salts
    inner = _hash(second, _hash(first, password.encode(), first), second)
    stretched = pbkdf2_hmac("sha512", inner, first, ROUNDS)
    return int.from_bytes(_hash(second, stretched, second), "big")


def _multiplier() -> int:
    return int.from_bytes(_hash(_padded(P), _padded(G)), "big")


def _hash(*parts: bytes) -> bytes:
    return sha256(b"".join(parts)).digest()


def _padded(number: int) -> bytes:
    return number.to_bytes(SIZE, "big")


def _xor(one: bytes, other: bytes) -> bytes:
    return bytes(left ^ right for left, right in zip(one, other, strict=True))
