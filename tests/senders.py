"""A place where messages go out, for tests: it remembers what was sent, and refuses, waits or hangs when told to."""

import asyncio
from collections import defaultdict
from dataclasses import dataclass, field
from pathlib import Path

from bot.errors import Vanished, Wait
from bot.message import Message


@dataclass(slots=True)
class Sent:
    """A message that stands in a chat, as it reads now."""

    chat_id: int
    message_id: int
    message: Message
    random_id: int
    reply_to: int | None
    topic: int | None = None
    edits: int = 0
    picture: Path | None = None


@dataclass(slots=True)
class RecordingSender:
    """Sends like Telegram: once for a random_id and a chat, however often it is asked."""

    sent: list[Sent] = field(default_factory=list)
    calls: int = 0
    refusals: dict[int, list[Exception]] = field(default_factory=lambda: defaultdict(list))
    gates: dict[int, asyncio.Event] = field(default_factory=dict)
    arrived: asyncio.Event = field(default_factory=asyncio.Event)
    lost: list[int] = field(default_factory=list)  # chats whose next answer gets lost after the message went out

    def refuse(self, chat_id: int, *errors: Exception) -> None:
        """Raise these one after another for a chat, then go on."""
        self.refusals[chat_id] += errors

    def hold_up(self, chat_id: int) -> asyncio.Event:
        """Let nothing to a chat through until this event is set."""
        self.gates[chat_id] = asyncio.Event()
        return self.gates[chat_id]

    async def send(
        self, chat_id: int, message: Message, *, random_id: int, reply_to: int | None = None, topic: int | None = None
    ) -> int:
        await self._pass(chat_id)
        for known in self.sent:
            if (known.chat_id, known.random_id) == (chat_id, random_id):
                return known.message_id
        new = Sent(chat_id, len(self.sent) + 1, message, random_id, reply_to, topic)
        self.sent.append(new)
        self.arrived.set()
        if chat_id in self.lost:
            self.lost.remove(chat_id)
            raise Wait(1, only_this_chat=True)
        return new.message_id

    async def edit(self, chat_id: int, message_id: int, message: Message, *, picture: Path | None = None) -> None:
        await self._pass(chat_id)
        for known in self.sent:
            if (known.chat_id, known.message_id) == (chat_id, message_id):
                known.message = message
                known.picture = picture or known.picture
                known.edits += 1
                return
        raise Vanished("no such message")

    async def _pass(self, chat_id: int) -> None:
        self.calls += 1
        if chat_id in self.gates:
            await self.gates[chat_id].wait()
        if self.refusals[chat_id]:
            raise self.refusals[chat_id].pop(0)

    async def until(self, chat_id: int, count: int) -> None:
        """Return when so many messages stand in a chat."""
        while len(self.texts(chat_id)) < count:
            self.arrived.clear()
            await self.arrived.wait()

    def texts(self, chat_id: int | None = None) -> list[str]:
        """What stands in a chat, or in all."""
        return [known.message.text for known in self.sent if chat_id in (None, known.chat_id)]

    @property
    def last(self) -> Sent:
        """The newest message."""
        return self.sent[-1]
