"""What people say to the bot, from Telegram into storage; and presses of buttons, answered at once."""

import logging
from collections import deque
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Protocol

from bot.alerts.key import random_id
from bot.bell import Bells
from bot.desk.buttons import press
from bot.desk.requests import Answer, Click, Desk
from bot.errors import SendError
from bot.message import Sender
from storage.api import Store
from storage.records import NewRequest

log = logging.getLogger(__name__)

SETTLE_EVERY = timedelta(seconds=3)


class Chat(Protocol):
    """What came and nobody took yet."""

    requests: deque[NewRequest]
    clicks: deque[Click]

    def settled_pts(self) -> int | None:
        """Up to which number of the bot account everything was taken; None while that is not known."""

    async def remember(self) -> None:
        """Keep where the account stands: a restart catches up from there or from what was settled, the earlier."""


class Answering(Sender, Protocol):
    """A sender that can answer presses of buttons as well."""

    async def answer(self, query_id: int, text: str, *, alert: bool) -> None:
        """Answer a press: a short text over the chat, in a window of its own where `alert`."""


@dataclass(slots=True)
class Intake:
    """Takes requests and clicks. A request is safe once it is stored; a click lives only as long as Telegram waits."""

    store: Store
    chat: Chat
    sender: Answering
    desk: Desk
    bells: Bells
    now: Callable[[], datetime]
    _settled: int | None = None
    _settled_at: datetime | None = None

    async def take_due(self) -> int:
        """Store the requests and answer the clicks that came; returns how many."""
        taken = 0
        while self.chat.requests:
            await self.store.requests.add(self.chat.requests[0])
            self.chat.requests.popleft()
            self.bells.desk.ring()
            taken += 1
        await self._settle(self.chat.settled_pts())
        while self.chat.clicks:
            await self._click(self.chat.clicks.popleft())
            taken += 1
        return taken

    async def _settle(self, pts: int | None) -> None:
        """Remember where a restart has to catch up from, now and then: every alert that is sent moves it."""
        at = self.now()
        if pts is None or pts == self._settled:
            return
        if self._settled_at is not None and timedelta() <= at - self._settled_at < SETTLE_EVERY:
            return
        await self.store.requests.settle(pts)
        await self.chat.remember()
        self._settled, self._settled_at = pts, at

    async def _click(self, click: Click) -> None:
        answer = await press(self.store, click, now=self.now(), desk=self.desk)
        try:
            await self.sender.answer(click.query_id, answer.text, alert=answer.alert)
            await self._show(click, answer)
        except SendError as error:
            # What the press did is stored and every alert will show it; only this short answer is lost.
            log.warning("click_unanswered", extra={"person": click.person_id, "error": str(error)})
        self.bells.outbox.ring()

    async def _show(self, click: Click, answer: Answer) -> None:
        if answer.reply:
            key = random_id(self.desk.secret, peer=click.chat_id, key=f"click|{click.query_id}")
            await self.sender.send(click.chat_id, answer.reply, random_id=key, reply_to=click.message_id)
        if answer.show:
            picture = self.desk.picture(answer.show)
            await self.sender.edit(click.chat_id, click.message_id, answer.show, picture=picture)
