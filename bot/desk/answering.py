"""The stage that answers: each request is worked out, its answer sent, and then marked as answered.

Working out twice does no harm, and sending twice sends once, so a crash anywhere repeats what it must and no more.
"""

import logging
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import partial

from bot.alerts.key import random_id
from bot.desk.requests import Desk, Later
from bot.desk.understanding import language_of, work_out
from bot.errors import ENDS_ALL, Refused, SendError, Unreachable, Vanished, Wait
from bot.lanes import Work, drain
from bot.message import Message, Sender, load, plain
from bot.texts.catalogues import words
from storage.api import Store
from storage.records import Request

log = logging.getLogger(__name__)

AT_ONCE = 8  # chats
BATCH = 50

Clock = Callable[[], datetime]


async def answer_due(store: Store, sender: Sender, desk: Desk, *, now: Clock) -> int:
    """Answer the requests that are due; returns how many are done with."""
    return await drain(Answering(store=store, sender=sender, desk=desk, now=now).find, at_once=AT_ONCE)


@dataclass(frozen=True, slots=True, kw_only=True)
class Answering:
    """What one run of the stage works with."""

    store: Store
    sender: Sender
    desk: Desk
    now: Clock

    async def find(self, busy: Collection[int]) -> Mapping[int, Work]:
        """What is due in chats where nothing is being answered."""
        chats: dict[int, list[Request]] = {}
        for request in await self.store.requests.due(self.now(), limit=BATCH):
            if request.new.chat_id not in busy:
                chats.setdefault(request.new.chat_id, []).append(request)
        return {chat: partial(self._answer_in_turn, requests) for chat, requests in chats.items()}

    async def _answer_in_turn(self, requests: Sequence[Request]) -> int:
        return sum([await self._attempt(request) for request in requests])

    async def _attempt(self, request: Request) -> int:
        try:
            return await self._answer(request)
        except ENDS_ALL:
            raise
        except Wait as wait:
            until = self.now() + timedelta(seconds=wait.seconds)
            self.desk.pace.hold(request.new.chat_id if wait.only_this_chat else None, until=until)
            await self.store.requests.later(request.id, until=until)
        except Unreachable as error:
            await self._give_up(request, error)
            return 1
        except Exception as error:
            log.exception("request_failed", extra={"request": request.id})
            await self._failed(request, error)
        return 0

    async def _answer(self, request: Request) -> int:
        now, chat = self.now(), request.new.chat_id
        reply = load(request.reply) if request.reply else await work_out(self.store, self.desk, request, now)
        if isinstance(reply, Later):
            await self.store.requests.later(request.id, until=now + timedelta(seconds=reply.seconds))
            return 0
        if reply is not None:
            if (ready := self.desk.pace.let_pass(chat, now=now)) > now:
                await self.store.requests.later(request.id, until=ready)
                return 0
            await self._send(request, reply)
        await self.store.requests.answered(request.id, at=self.now())
        return 1

    async def _send(self, request: Request, message: Message, *, kind: str = "reply") -> None:
        chat, told = request.new.chat_id, request.new.message_id
        key = random_id(self.desk.secret, peer=chat, key=f"{kind}|{chat}|{told}")
        try:
            sent = await self.sender.send(chat, message, random_id=key, reply_to=told, topic=request.new.topic)
        except (Refused, Vanished):
            # Perhaps they deleted what they wrote; nothing went out, so the same key serves again.
            sent = await self.sender.send(chat, message, random_id=key, topic=request.new.topic)
        if picture := self.desk.picture(message):
            await self.sender.edit(chat, sent, message, picture=picture)

    async def _give_up(self, request: Request, error: Unreachable) -> None:
        """Nobody reads the answer. Whether they may be alerted is another matter in a group."""
        if request.new.chat_id == request.new.person_id:
            await self.store.alerts.unreachable(request.new.person_id, error=str(error), at=self.now())
        await self.store.requests.answered(request.id, at=self.now())

    async def _failed(self, request: Request, error: Exception) -> None:
        reason = f"{type(error).__name__}: {error}"
        if not await self.store.requests.failed(request.id, error=reason, at=self.now()):
            return
        texts = words(await language_of(self.store, self.desk, request))
        apology = texts.gettext("Sorry, I could not answer this: something is wrong with me. The operators know.")
        try:
            await self._send(request, plain(apology), kind="apology")
        except SendError as unsent:
            log.warning("apology_unsent", extra={"request": request.id, "error": str(unsent)})
