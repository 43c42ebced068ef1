"""The stage that shows people what they are to see: unsent alerts are sent, changed ones edited.

What a message shows is read and rendered at the last moment. Sending comes first and marking after it: repeated with
the same `random_id`, a send that was not marked answers with the message that stands already.
"""

import asyncio
import logging
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import partial

from bot.alerts.key import random_id
from bot.alerts.render import render
from bot.errors import FatalError, Refused, Unreachable, Vanished, Wait
from bot.lanes import Work, drain
from bot.message import TEXT_LIMIT, Button, Message, Sender, cut, units
from bot.pace import Pace
from storage.api import Store
from storage.records import DueAlert, PersonId

log = logging.getLogger(__name__)

AT_ONCE = 16  # people
BATCH = 64
IN_A_ROW = 8  # alerts for one person before what is due is read again


Clock = Callable[[], datetime]


async def send_due(store: Store, sender: Sender, pace: Pace, *, now: Clock, secret: bytes) -> int:
    """Send and edit what is due and may go out; returns how many messages went."""
    return await drain(Outbox(store=store, sender=sender, pace=pace, now=now, secret=secret).find, at_once=AT_ONCE)


@dataclass(frozen=True, slots=True, kw_only=True)
class Outbox:
    """What one run of the stage works with."""

    store: Store
    sender: Sender
    pace: Pace
    now: Clock
    secret: bytes

    async def find(self, busy: Collection[PersonId]) -> Mapping[PersonId, Work]:
        """What is due for people who may be written to now and to whom nothing is on its way."""
        if self.pace.ready_at(now := self.now()) > now:
            return {}
        # Who comes first: however much waits for people who must be waited for, it is neither read nor in the way.
        waiting = set(await self.store.alerts.waiting(now)) - set(busy)
        free = [person for person in waiting if self.pace.chat_ready_at(person, now=now) <= now]
        if not free:
            return {}
        lanes: dict[PersonId, list[DueAlert]] = {}
        for alert in await self.store.alerts.due(now, limit=BATCH, each=IN_A_ROW, of=free):
            lanes.setdefault(alert.person.id, []).append(alert)
        return {person: partial(self._show_in_turn, alerts) for person, alerts in lanes.items()}

    async def _show_in_turn(self, alerts: Sequence[DueAlert]) -> int:
        """Show one person's alerts in order. Marks are written while the next message is on its way."""
        shown = 0
        async with asyncio.TaskGroup() as marking:
            for number, alert in enumerate(alerts):
                if self.pace.take(alert.person.id, now=(now := self.now())) > now:
                    break  # it stays due, and so keeps its place
                try:
                    message_id = await self._show(alert)
                except Exception as error:  # noqa: BLE001 - whatever is wrong with one alert, the others go out
                    if not await self._goes_on(error, alerts[number:]):
                        break
                else:
                    marking.create_task(self.store.alerts.shown(alert, message_id=message_id, at=self.now()))
                    shown += 1
        return shown

    async def _show(self, alert: DueAlert) -> int:
        message = render(alert, now=self.now())
        try:
            return await self._put(alert, message)
        except Refused as error:
            # The same would be refused for ever, and the post never seen. Nothing went out, so the key is free still.
            log.warning("alert_shown_bare", extra={"alert": alert.id, "error": repr(error)})
            return await self._put(alert, bare(message))

    async def _put(self, alert: DueAlert, message: Message) -> int:
        chat = alert.person.id
        if alert.message_id is None:
            return await self.sender.send(chat, message, random_id=random_id(self.secret, peer=chat, key=alert.key))
        try:
            await self.sender.edit(chat, alert.message_id, message)
        except Vanished:
            # They deleted it, or it is too old to be edited: there is nothing left to keep up to date.
            log.info("alert_vanished", extra={"alert": alert.id, "person": chat})
        return alert.message_id

    async def _goes_on(self, error: Exception, rest: Sequence[DueAlert]) -> bool:
        """Keep what an error says of the first of these; whether the next may be tried."""
        alert, now = rest[0], self.now()
        if isinstance(error, FatalError):
            raise error
        if isinstance(error, Wait):
            await self._put_off(rest, error, now)
            return False
        if isinstance(error, Unreachable):
            log.warning("person_unreachable", extra={"person": alert.person.id, "error": str(error)})
            await self.store.alerts.unreachable(alert.person.id, error=str(error), at=now)
            return False
        log.warning("alert_failed", extra={"alert": alert.id, "error": repr(error)})
        await self.store.alerts.failed(alert, error=f"{type(error).__name__}: {error}", at=now)
        return True

    async def _put_off(self, rest: Sequence[DueAlert], wait: Wait, now: datetime) -> None:
        until = now + timedelta(seconds=wait.seconds)
        self.pace.hold(rest[0].person.id if wait.only_this_chat else None, until=until)
        log.info("sending_put_off", extra={"seconds": wait.seconds, "only_this_chat": wait.only_this_chat})
        await self.store.alerts.later([alert.id for alert in rest], until=until)


def bare(message: Message) -> Message:
    """A message without what Telegram may refuse: no formatting, and addresses of buttons as text."""
    addresses = "".join(f"\n{button.url}" for row in message.buttons for button in row if button.url)
    return Message(
        text=cut(message.text, TEXT_LIMIT - units(addresses)) + addresses,
        buttons=tuple(kept for row in message.buttons if (kept := _ours(row))),
        silent=message.silent,
    )


def _ours(row: Sequence[Button]) -> tuple[Button, ...]:
    return tuple(button for button in row if button.url is None)
