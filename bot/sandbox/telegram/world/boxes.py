"""Boxes: who counts messages. Every account has one for its private chats and groups, every channel has its own.

A box gives its messages ids and writes down each change with a `pts`, the number by which clients know what they
have missed. https://core.telegram.org/api/updates
"""

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import Enum
from typing import TYPE_CHECKING

from bot.sandbox.telegram.world.messages import Message

if TYPE_CHECKING:
    from bot.sandbox.telegram.world.accounts import Account
    from bot.sandbox.telegram.world.channels import Channel
    from bot.sandbox.telegram.world.places import Place
    from bot.sandbox.telegram.world.world import World


class Kind(Enum):
    """What happened to messages."""

    NEW = "new"
    EDITED = "edited"
    DELETED = "deleted"


@dataclass(frozen=True, slots=True, eq=False)
class Event:
    """One line of a box's log. `pts` is the box's number after it, `count` by how much it grew."""

    box: "Box"
    pts: int
    count: int
    kind: Kind
    messages: tuple[Message, ...]
    ids: tuple[int, ...]
    at: datetime


class Box:
    """Messages by id, the same by place and in order, and the log of all that happened to them."""

    def __init__(self, world: "World", owner: "Account | Channel", *, first_id: int = 1) -> None:
        self.world = world
        self.owner = owner
        self.pts = 1  # 0 would mean to Telethon that nothing is known
        self.next_id = first_id
        self.messages: dict[int, Message] = {}
        self.log: list[Event] = []
        self._threads: dict[Place, list[int]] = {}

    def take_id(self) -> int:
        """The next message's id."""
        self.next_id += 1
        return self.next_id - 1

    def thread(self, place: "Place") -> list[int]:
        """Ids of the messages of a place, the oldest first. Not to be changed by the caller."""
        return self._threads.get(place, [])

    @property
    def places(self) -> list["Place"]:
        """The places from which this box has had messages."""
        return list(self._threads)

    @property
    def changed_at(self) -> datetime | None:
        """When something last happened here."""
        return self.log[-1].at if self.log else None

    def add(self, message: Message, message_id: int) -> Event:
        """Keep a new message."""
        self.messages[message_id] = message
        self._threads.setdefault(message.place, []).append(message_id)
        return self._record(Kind.NEW, (message,), (message_id,))

    def edit(self, message: Message, message_id: int) -> Event:
        """Write down that a message changed."""
        return self._record(Kind.EDITED, (message,), (message_id,))

    def remove(self, ids: Sequence[int]) -> Event | None:
        """Delete those of the messages that are here."""
        gone = {message_id: self.messages.pop(message_id) for message_id in ids if message_id in self.messages}
        if not gone:
            return None
        for message_id, message in gone.items():
            thread = self._threads[message.place]
            del thread[bisect_left(thread, message_id)]
        return self._record(Kind.DELETED, tuple(gone.values()), tuple(gone))

    def since(self, pts: int, limit: int) -> list[Event]:
        """Up to `limit` events after a `pts`."""
        start = bisect_right(self.log, pts, key=_pts)
        return self.log[start : start + limit]

    def _record(self, kind: Kind, messages: tuple[Message, ...], ids: tuple[int, ...]) -> Event:
        self.pts += len(ids)
        event = Event(self, self.pts, len(ids), kind, messages, ids, self.world.now())
        self.log.append(event)
        self.world.tell(event)
        return event


def _pts(event: Event) -> int:
    return event.pts
