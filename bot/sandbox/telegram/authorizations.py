"""Authorizations: the auth keys that the server knows, and who is signed in with each."""

import os
import secrets
from collections import defaultdict
from collections.abc import Iterator
from datetime import datetime
from typing import TYPE_CHECKING

from bot.sandbox.telegram.net.cipher import Cipher
from bot.sandbox.telegram.world.accounts import Account, User
from bot.sandbox.telegram.world.channels import Channel

if TYPE_CHECKING:
    from bot.sandbox.telegram.net.session import Session


class Authorization:
    """One auth key: a device of somebody's, or of nobody yet."""

    def __init__(self, key: bytes, created_at: datetime) -> None:
        self.cipher = Cipher(key)
        self.created_at = created_at
        self.salt = secrets.randbits(63)
        self.account: Account | None = None
        self.awaiting_password: User | None = None  # the code was right, the password is to come
        self.refused_with: str | None = None  # an error that answers every request from now on
        self.device = ""
        self.sessions: set[Session] = set()
        self.behind: set[Channel] = set()  # channels where something happened while nobody was connected
        self.following: dict[Channel, float] = {}  # without having joined, until a monotonic time


class Authorizations:
    """All auth keys, by their id and by who is signed in."""

    def __init__(self) -> None:
        self._by_key: dict[int, Authorization] = {}
        self._by_account: dict[Account, list[Authorization]] = defaultdict(list)
        self._followers: dict[Channel, set[Authorization]] = defaultdict(set)

    def __iter__(self) -> Iterator[Authorization]:
        return iter(list(self._by_key.values()))

    def with_key(self, key_id: int) -> Authorization | None:
        """The authorization that a packet names."""
        return self._by_key.get(key_id)

    @property
    def accounts(self) -> list[Account]:
        """Everybody who is signed in somewhere."""
        return [account for account, authorizations in self._by_account.items() if authorizations]

    def of(self, account: Account) -> list[Authorization]:
        """Where an account is signed in."""
        return self._by_account.get(account, [])

    def followers(self, channel: Channel) -> set[Authorization]:
        """Who follows a channel without having joined it, or once did."""
        return self._followers.get(channel, set())

    def add(self, key: bytes | None, created_at: datetime) -> Authorization:
        """Know an auth key; makes one if none is given."""
        authorization = Authorization(key or b"\x01" + os.urandom(255), created_at)
        self._by_key[authorization.cipher.id] = authorization
        return authorization

    def sign_in(self, authorization: Authorization, account: Account) -> None:
        """Let an account in."""
        self.sign_out(authorization)
        authorization.account = account
        self._by_account[account].append(authorization)

    def sign_out(self, authorization: Authorization) -> None:
        """Let the account out; the key stays known."""
        if authorization.account is not None:
            self._by_account[authorization.account].remove(authorization)
            authorization.account = None
        authorization.awaiting_password = None

    def forget(self, authorization: Authorization) -> None:
        """Know the key no more: its packets are answered with the transport error 404."""
        self.sign_out(authorization)
        self._by_key.pop(authorization.cipher.id, None)

    def follow(self, authorization: Authorization, channel: Channel, until: float) -> None:
        """Push a channel's news to somebody who has not joined it, until a time of the monotonic clock."""
        authorization.following[channel] = until
        self._followers[channel].add(authorization)
