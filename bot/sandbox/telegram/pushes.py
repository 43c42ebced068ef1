"""Pushes: what happens in the world goes out to everybody who is connected and may see it."""

import time
from collections.abc import Iterator
from contextlib import contextmanager
from functools import lru_cache
from typing import Any

from telethon.tl import types

from bot.sandbox.telegram.authorizations import Authorization, Authorizations
from bot.sandbox.telegram.faults import Faults
from bot.sandbox.telegram.net import serial
from bot.sandbox.telegram.net.session import Session
from bot.sandbox.telegram.wire import messages, peers
from bot.sandbox.telegram.world.accounts import Account
from bot.sandbox.telegram.world.boxes import Event
from bot.sandbox.telegram.world.channels import Channel
from bot.sandbox.telegram.world.notices import MembershipChanged, Pressed, TokenAccepted
from bot.sandbox.telegram.world.presses import Press
from bot.sandbox.telegram.world.tidings import Notice
from bot.sandbox.telegram.world.world import World


class Pushes:
    """Listens to the world and writes to sessions."""

    def __init__(self, world: World, authorizations: Authorizations, faults: Faults) -> None:
        self._world = world
        self._authorizations = authorizations
        self._faults = faults
        self._answering: Session | None = None

    @contextmanager
    def answering(self, session: Session) -> Iterator[None]:
        """While a request is served: its own session learns of the effects by the answer, not by a push."""
        self._answering = session
        try:
            yield
        finally:
            self._answering = None

    def on_notice(self, notice: Notice) -> None:
        """Something happened."""
        match notice:
            case Event(box=box) if isinstance(box.owner, Channel):
                self._channel_event(box.owner, notice)
            case Event(box=box) if isinstance(box.owner, Account):
                self._account_event(box.owner, notice)
            case Pressed(press):
                self._pressed(press)
            case MembershipChanged(channel, account):
                self._push_to(account, [bytes(types.UpdateChannel(channel.id))], channel)
            case TokenAccepted(token):
                self._scanned(token.device)

    def _channel_event(self, channel: Channel, event: Event) -> None:
        rendered: dict[bool, bytes] = {}  # once for everybody, but for the one who wrote it
        for authorization in self._readers(channel):
            account = authorization.account
            sessions = self._listening(authorization)
            if account is None or not sessions:
                authorization.behind.add(channel)
                continue
            own = event.messages[0].sender is account
            if own not in rendered:
                rendered[own] = bytes(messages.update(event, account))
            body = serial.updates([rendered[own]], *self._introduced(event, channel, account), self._world.now())
            self._push(authorization, sessions, channel, body)

    def _introduced(self, event: Event, channel: Channel, account: Account) -> tuple[list[bytes], list[bytes]]:
        first = event.messages[0]
        if first.sender is None and first.forwarded is None:
            return [], [_channel_bytes(channel, account, channel.version)]
        cast = messages.Cast(account).meet_in(event.messages)
        return [bytes(user) for user in cast.users], [bytes(chat) for chat in cast.chats]

    def _account_event(self, account: Account, event: Event) -> None:
        if not self._authorizations.of(account):
            return
        cast = messages.Cast(account).meet_in(event.messages)
        self._push_to(account, [bytes(messages.update(event, account))], event.messages[0].place, cast)

    def _pressed(self, press: Press) -> None:
        bot = press.bot
        query = types.UpdateBotCallbackQuery(
            query_id=press.id,
            user_id=press.user.id,
            peer=peers.peer(press.message.place, bot),
            msg_id=press.message.id_for(bot),
            chat_instance=press.message.place.instance,
            data=press.data,
        )
        cast = messages.Cast(bot).meet_in([press.message]).meet(press.user)
        self._push_to(bot, [bytes(query)], press.message.place, cast)

    def _scanned(self, device: int) -> None:
        authorization = self._authorizations.with_key(device)
        for session in authorization.sessions if authorization else ():
            session.say(bytes(types.UpdateShort(types.UpdateLoginToken(), self._world.now())))

    def _push_to(self, account: Account, updates: list[bytes], place: Any, cast: messages.Cast | None = None) -> None:
        authorizations = self._authorizations.of(account)
        if not authorizations:
            return
        if cast is None:
            cast = messages.Cast(account).meet(place)
        users, chats = [bytes(user) for user in cast.users], [bytes(chat) for chat in cast.chats]
        body = serial.updates(updates, users, chats, self._world.now())
        for authorization in authorizations:
            self._push(authorization, self._listening(authorization), place, body)

    def _push(self, authorization: Authorization, sessions: list[Session], place: Any, body: bytes) -> None:
        if not sessions:
            return
        for leaving in self._faults.pushed(authorization, place, body):
            for session in sessions:
                if session is not self._answering:
                    session.say(leaving)

    def _listening(self, authorization: Authorization) -> list[Session]:
        return [session for session in authorization.sessions if session.listening]

    def _readers(self, channel: Channel) -> Iterator[Authorization]:
        """Devices of members, and of those who follow the channel without having joined it."""
        for account in self._authorizations.accounts:
            if account in channel.members:
                yield from self._authorizations.of(account)
        for authorization in self._authorizations.followers(channel):
            due = authorization.following[channel]
            if authorization.account not in channel.members and due > time.monotonic():
                yield authorization


@lru_cache(maxsize=10_000)
def _channel_bytes(channel: Channel, account: Account, _version: int) -> bytes:
    return bytes(peers.channel(channel, account))
