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
from pathlib import Path

from bot.alerts.key import random_id
from bot.alerts.render import render, takes_picture
from bot.errors import ENDS_ALL, Refused, Unreachable, Vanished, Wait
from bot.lanes import Work, drain
from bot.message import TEXT_LIMIT, Button, Message, Sender, cut, units
from bot.pace import Pace
from bot.shelf import Shelf
from storage.api import Store
from storage.records import DueAlert, Notice, NoticeKind, PersonId, Role, is_outside

log = logging.getLogger(__name__)

AT_ONCE = 16  # people
BATCH = 64
FIRST_VERSION = 1  # nothing has changed since the alert was made
LONG_WAIT_SECONDS = 600  # PEER_FLOOD among them, for which no time is given
IN_A_ROW = 8  # alerts for one person before what is due is read again


Clock = Callable[[], datetime]


async def send_due(
    store: Store,
    sender: Sender,
    pace: Pace,
    *,
    now: Clock,
    secret: bytes,
    shelf: Shelf | None = None,
    outside: bool = False,
    again_in: Callable[[timedelta], None] = lambda _: None,
) -> int:
    """Send and edit what is due and may go out; returns how many messages went.

    `shelf` has the pictures; `outside`: for those who hear without Telegram, and for nobody else; `again_in` hears
    when what the pace keeps back may go.
    """
    outbox = Outbox(
        store=store,
        sender=sender,
        pace=pace,
        now=now,
        secret=secret,
        shelf=shelf,
        outside=outside,
        again_in=again_in,
    )
    return await drain(outbox.find, at_once=AT_ONCE)


@dataclass(frozen=True, slots=True, kw_only=True)
class Outbox:
    """What one run of the stage works with."""

    store: Store
    sender: Sender
    pace: Pace
    now: Clock
    secret: bytes
    shelf: Shelf | None
    outside: bool
    again_in: Callable[[timedelta], None]

    async def find(self, busy: Collection[PersonId]) -> Mapping[PersonId, Work]:
        """What is due for people who may be written to now and to whom nothing is on its way."""
        if (ready := self.pace.ready_at(now := self.now())) > now:
            self.again_in(ready - now)
            return {}
        # Who comes first: however much waits for people who must be waited for, it is neither read nor in the way.
        waiting = await self.store.alerts.waiting(now)
        ready_at = {
            person: self.pace.chat_ready_at(chat, now=now)
            for person, chat in waiting.items()
            if is_outside(person) is self.outside and person not in busy
        }
        if later := [at for at in ready_at.values() if at > now]:
            self.again_in(min(later) - now)
        free = [person for person, at in ready_at.items() if at <= now]
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
                if self.pace.take(alert.person.chat_id, now=(now := self.now())) > now:
                    break  # it stays due, and so keeps its place
                try:
                    shown_as = await self._show(alert)
                except Exception as error:  # noqa: BLE001 - whatever is wrong with one alert, the others go out
                    if not await self._goes_on(error, alerts[number:]):
                        break
                else:
                    marking.create_task(self._mark(alert, shown_as))
                    shown += 1
                finally:
                    self.pace.answered(alert.person.chat_id, now, now=self.now())
        return shown

    async def _mark(self, alert: DueAlert, shown: "Shown") -> None:
        await self.store.alerts.shown(alert, message_id=shown.message_id, has_photo=shown.has_photo, at=self.now())

    async def _show(self, alert: DueAlert) -> "Shown":
        message = render(alert, now=self.now())
        picture = self._picture(alert)
        try:
            return await self._put(alert, message, picture)
        except Refused as error:
            # The same would be refused for ever, and the post never seen. Nothing went out, so the key is free still.
            log.warning("alert_shown_bare", extra={"alert": alert.id, "error": repr(error)})
            return await self._put(alert, message if picture else bare(message))

    def _picture(self, alert: DueAlert) -> Path | None:
        """The picture that the message is to get now."""
        if self.shelf is None or alert.standing is None or alert.standing.picture is None or not takes_picture(alert):
            return None
        return self.shelf.find(alert.standing.picture)

    async def _put(self, alert: DueAlert, message: Message, picture: Path | None = None) -> "Shown":
        """Send or edit. A send may be a repeated one, which is answered with the message as it first was.

        So what has come since, a change or a picture, is shown by an edit always.
        """
        chat, message_id = alert.person.chat_id, alert.message_id
        if message_id is None:
            key = random_id(self.secret, peer=alert.person.id, key=alert.key)
            topic = alert.person.place.topic if alert.person.place else None
            message_id = await self.sender.send(chat, message, random_id=key, topic=topic)
            if picture is None and alert.version == FIRST_VERSION:
                return Shown(message_id)
        try:
            await self.sender.edit(chat, message_id, message, picture=picture)
        except Vanished:
            # They deleted it, or it is too old to be edited: there is nothing left to keep up to date.
            log.info("alert_vanished", extra={"alert": alert.id, "person": chat})
        return Shown(message_id, has_photo=picture is not None)

    async def _goes_on(self, error: Exception, rest: Sequence[DueAlert]) -> bool:
        """Keep what an error says of the first of these; whether the next may be tried."""
        alert, now = rest[0], self.now()
        if isinstance(error, ENDS_ALL):
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
        self.pace.hold(rest[0].person.chat_id if wait.only_this_chat else None, until=until)
        log.info("sending_put_off", extra={"seconds": wait.seconds, "only_this_chat": wait.only_this_chat})
        if wait.seconds >= LONG_WAIT_SECONDS and not wait.only_this_chat:
            await self._tell_of(now, until)
        await self.store.alerts.later([alert.id for alert in rest], until=until)

    async def _tell_of(self, now: datetime, until: datetime) -> None:
        """Operators hear why nothing came, once: each send that was on its way is answered with the same."""
        log.error("sending_limited", extra={"until": until.isoformat()})
        data: dict[str, str | int] = {"since": now.isoformat(), "until": until.isoformat()}
        notice = Notice(kind=NoticeKind.LIMITED, key=f"limited|{until:%Y-%m-%dT%H}", data=data)
        await self.store.alerts.notify(notice, role=Role.OPERATOR, at=now)


@dataclass(frozen=True, slots=True)
class Shown:
    """How an alert came out: in which message, and whether it got the picture now."""

    message_id: int
    has_photo: bool = False


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
