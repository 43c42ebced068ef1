"""Writes down what happens: what channels hold and when, what the wire carries to the watcher.

And when the watcher was undisturbed: only then can anything be asked of it.
"""

import gzip
import time
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from re import compile as pattern
from typing import Any

from telethon.extensions import BinaryReader

from bot.sandbox.chaos.truth import MARK, Kind, Stretch, Told, Truth, Version
from bot.sandbox.newsroom import Newsroom
from bot.sandbox.telegram.faults import Order
from bot.sandbox.telegram.net.serial import GZIP_PACKED, RPC_RESULT
from bot.sandbox.telegram.net.session import Session, opened
from bot.sandbox.telegram.world.accounts import User
from bot.sandbox.telegram.world.boxes import Event
from bot.sandbox.telegram.world.boxes import Kind as Change
from bot.sandbox.telegram.world.channels import Channel
from bot.sandbox.telegram.world.messages import Message
from bot.sandbox.telegram.world.places import PrivateChat
from bot.sandbox.telegram.world.tidings import Notice

CARRIED = pattern(MARK.pattern.encode())
ENVELOPE = 32  # bytes before the message in a packet
PUSHES = {"drop": "push dropped", "double": "push doubled", "hold": "push out of order"}


@dataclass(slots=True)
class Recorder:
    """Begin it with `listen`; then `truth` grows."""

    room: Newsroom
    truth: Truth = field(default_factory=Truth)
    struck: Counter[str] = field(default_factory=Counter)  # faults that took effect, by kind
    alerts: dict[int, dict[int, tuple[Message, int]]] = field(default_factory=dict)  # by editor and post
    is_watched: bool = False  # what is posted before is no news
    clock: Callable[[], float] = time.monotonic
    _versions: dict[bytes, Version] = field(default_factory=dict)  # by mark
    _since: float | None = None  # of the stretch that runs

    def listen(self) -> None:
        """Hear everything from now on."""
        self.room.world.listen(self._happened)
        self.room.server.on_said = self._said
        self.room.server.faults.on_strike = self._strike

    def interrupted(self) -> None:
        """The application is gone, or its watcher is cut off, or something disturbs it."""
        if self._since is not None:
            self.truth.stretches.append(Stretch(self._since, self.clock()))
            self._since = None

    def missing(self, editor: int) -> int:
        """How many posts that stand an editor has not been told of."""
        told = self.alerts.get(editor, {})
        return sum(
            each.number not in told
            for each in self.truth.messages.values()
            if each.kind is Kind.POST and each.gone_at > self.clock()
        )

    def _strike(self, order: Order) -> None:
        if order.then is None:  # else it is a kill
            self.struck[PUSHES.get(order.what) or f"{order.what.rstrip('0123456789_')} {order.method}"] += 1
        if order.what not in PUSHES and order.account in {None, self.room.watcher}:
            self.interrupted()

    # ---------------------------------------------------------------- the world

    def _happened(self, notice: Notice) -> None:
        if not isinstance(notice, Event):
            return
        if isinstance(notice.box.owner, Channel):
            self._in_channel(notice, notice.box.owner)
        elif isinstance(notice.box.owner, User):
            self._on_phone(notice, notice.box.owner)

    def _in_channel(self, event: Event, channel: Channel) -> None:
        for message_id, message in zip(event.ids, event.messages, strict=True):
            if event.kind is Change.NEW:
                self._new(channel, message_id, message)
            elif event.kind is Change.DELETED:
                told = self.truth.messages[channel.id, message_id]
                told.gone_at = told.versions[-1].until = self.clock()
            else:
                self._edited(self.truth.messages[channel.id, message_id], message)

    def _new(self, channel: Channel, message_id: int, message: Message) -> None:
        number = int(found[1]) if (found := MARK.search(message.text)) else 0
        if message.service:
            kind = Kind.SERVICE
        elif not self.is_watched:
            kind = Kind.EARLIER
        else:
            kind = Kind.POST if number else Kind.PART
        told = Told(channel.id, message_id, number, kind, [Version(message.text, self.clock())])
        self.truth.messages[channel.id, message_id] = told
        self._remember(told.versions[-1])

    def _edited(self, told: Told, message: Message) -> None:
        if message.text == told.versions[-1].text:
            return
        told.versions[-1].until = now = self.clock()
        told.versions.append(Version(message.text, now))
        self._remember(told.versions[-1])

    def _remember(self, version: Version) -> None:
        if found := MARK.search(version.text):
            self._versions[found[0].encode()] = version

    def _on_phone(self, event: Event, editor: User) -> None:
        message = event.messages[0]
        if event.kind is Change.DELETED or message.sender is not self.room.bot or message.reply_to is not None:
            return
        if isinstance(message.place, PrivateChat) and (found := MARK.search(message.text)):
            self.alerts.setdefault(editor.id, {})[int(found[1])] = (message, int(found[2]))

    # ---------------------------------------------------------------- the wire

    def _said(self, session: Session, plain: bytes) -> None:
        if session.authorization.account is not self.room.watcher:
            return
        now = self.clock()
        if self._since is None and session.listening:
            self._since = now
        for body in carried(plain):
            for found in CARRIED.finditer(body):
                if version := self._versions.get(found[0]):
                    version.carried.append(now)


def carried(plain: bytes) -> Iterator[bytes]:
    """What a packet carries, unpacked."""
    for _, body in opened(0, plain[ENVELOPE:]):
        packed = body[len(RPC_RESULT) + 8 :]
        if body.startswith(RPC_RESULT) and packed.startswith(GZIP_PACKED):
            reader: Any = BinaryReader(packed[len(GZIP_PACKED) :])
            yield gzip.decompress(reader.tgread_bytes())
        else:
            yield body
