"""Logins: codes sent to phones, and QR codes that wait to be scanned."""

import base64
import secrets
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from bot.sandbox.telegram.refusal import Refusal
from bot.sandbox.telegram.world.notices import TokenAccepted

if TYPE_CHECKING:
    from bot.sandbox.telegram.world.accounts import User
    from bot.sandbox.telegram.world.world import World

TOKEN_LIVES = timedelta(seconds=30)


class Token:
    """A QR code of one device, valid for half a minute."""

    def __init__(self, device: int, expires_at: datetime) -> None:
        self.value = secrets.token_bytes(32)
        self.device = device  # the auth key's id
        self.expires_at = expires_at
        self.user: User | None = None


class Logins:
    """What is needed to sign in."""

    def __init__(self, world: "World") -> None:
        self._world = world
        self._codes: dict[str, tuple[str, str]] = {}  # phone: code and its hash
        self._tokens: dict[bytes, Token] = {}

    def send_code(self, phone: str) -> str:
        """Make a code for a phone; returns the hash by which the client names it."""
        self._codes[phone] = (f"{secrets.randbelow(100_000):05}", secrets.token_hex(9))
        self._world.changed()
        return self._codes[phone][1]

    def code(self, phone: str) -> str:
        """The code that the phone shows."""
        return self._codes[plain(phone)][0]

    def check_code(self, phone: str, code_hash: str, code: str) -> None:
        """Refuse a wrong or a used code."""
        known = self._codes.get(phone)
        if known is None or known[1] != code_hash:
            raise Refusal("PHONE_CODE_EXPIRED")
        if known[0] != code:
            raise Refusal("PHONE_CODE_INVALID")
        del self._codes[phone]

    def token_for(self, device: int) -> Token:
        """The device's QR code: the one that was scanned, or a fresh one."""
        for token in self._tokens.values():
            if token.device == device and token.user is not None:
                del self._tokens[token.value]
                return token
        token = Token(device, self._world.now() + TOKEN_LIVES)
        self._tokens[token.value] = token
        return token

    def accept(self, code: str | bytes, user: "User") -> Token:
        """Let the device that shows this code sign in as the user."""
        value = code if isinstance(code, bytes) else _token_of(code)
        token = self._tokens.get(value)
        if token is None:
            raise Refusal("AUTH_TOKEN_INVALID")
        if token.expires_at < self._world.now():
            raise Refusal("AUTH_TOKEN_EXPIRED")
        token.user = user
        self._world.tell(TokenAccepted(token))
        return token


def plain(phone: str) -> str:
    """A phone number as clients send it: digits alone."""
    return "".join(letter for letter in phone if letter.isdigit())


def _token_of(address: str) -> bytes:
    encoded = address.partition("token=")[2]
    return base64.urlsafe_b64decode(encoded + "=" * (-len(encoded) % 4))
