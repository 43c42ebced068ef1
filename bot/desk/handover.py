"""`/handover`: what the shift was, page by page; handed over with a button, and told to the desk with another."""

from datetime import timedelta
from functools import partial

from bot.alerts.buttons import HANDOVER
from bot.alerts.handover import pages
from bot.alerts.post import Reader
from bot.desk.presses import Action, Press
from bot.desk.requests import Answer, Asked
from bot.message import Button, Message
from storage.records import Handover, HandoverId, Role

USUAL = timedelta(hours=12)  # a shift, where none was handed over before
PAGE = "handover_page"
GIVE = "handover_give"
TAKE_BACK = "handover_undo"
SEND = "handover_send"


async def handover(asked: Asked) -> Message:
    """`/handover`: looking changes nothing."""
    made = await asked.store.handovers.begin(by=asked.person.id, usual=USUAL, at=asked.now)
    return screen(made, asked.reader)


def screen(shown: Handover, reader: Reader, page: int = 0) -> Message:
    """One page with its buttons."""
    found = pages(shown, reader)
    at = min(max(page, 0), len(found) - 1)
    return found[at].build((_turning(shown, at, len(found)), *_deciding(shown, reader)))


def _turning(shown: Handover, at: int, count: int) -> tuple[Button, ...]:
    if count < 2:
        return ()
    back, on = (at - 1) % count, (at + 1) % count
    return (
        Button(text="◀️", data=f"{PAGE}:{shown.id}.{back}"),
        Button(text=f"{at + 1}/{count}", data=f"{PAGE}:{shown.id}.{at}"),
        Button(text="▶️", data=f"{PAGE}:{shown.id}.{on}"),
    )


def _deciding(shown: Handover, reader: Reader) -> tuple[tuple[Button, ...], ...]:
    _ = reader.words.gettext
    if shown.given_at is None:
        return ((Button(text="✅ " + _("Hand the shift over"), data=f"{GIVE}:{shown.id}"),),)
    if shown.sent_at is not None:
        return ()
    return (
        (Button(text="📨 " + _("Tell the desk"), data=f"{SEND}:{shown.id}"),),
        (Button(text=_("↩️ Not handed over yet"), data=f"{TAKE_BACK}:{shown.id}"),),
    )


async def _page(made: Press, *, as_reply: bool) -> Answer:
    found = await _found(made)
    if found is None:
        return _gone(made)
    shown = screen(found, made.reader, made.part)
    return Answer(text="", reply=shown) if as_reply else Answer(text="", show=shown)


async def _give(made: Press) -> Answer:
    _ = made.reader.words.gettext
    standing = await made.store.handovers.give(HandoverId(made.item), by=made.person.id, at=made.now)
    if standing is None:
        return _gone(made)
    if standing.id != made.item:
        told = _("{name} has handed this shift over already, {time}. /handover shows what was since.")
        time = made.reader.clock(standing.given_at or standing.until)
        return Answer(text=told.format(name=standing.person_name, time=time), alert=True)
    return Answer(text=_("Handed over. The next shift begins where this one ends."), show=screen(standing, made.reader))


async def _take_back(made: Press) -> Answer:
    _ = made.reader.words.gettext
    done = await made.store.handovers.take_back(HandoverId(made.item), by=made.person.id, at=made.now)
    found = await _found(made)
    if found is None:
        return _gone(made)
    told = (
        _("Not handed over: the shift goes on.") if done else _("Too late: the desk was told, or another one followed.")
    )
    return Answer(text=told, alert=not done, show=screen(found, made.reader))


async def _send(made: Press) -> Answer:
    words = made.reader.words
    told = await made.store.handovers.send(HandoverId(made.item), by=made.person.id, at=made.now)
    made.desk.bells.outbox.ring()
    found = await _found(made)
    if found is None:
        return _gone(made)
    if told is None:
        return Answer(text=words.gettext("The desk was told already."), show=screen(found, made.reader))
    done = words.ngettext("Told to {count} colleague.", "Told to {count} colleagues.", told).format(count=told)
    return Answer(text=done, show=screen(found, made.reader))


async def _found(made: Press) -> Handover | None:
    return await made.store.handovers.get(HandoverId(made.item))


def _gone(made: Press) -> Answer:
    return Answer(text=made.reader.words.gettext("This one is too old. /handover shows the shift anew."), alert=True)


ACTIONS = {
    PAGE: Action(partial(_page, as_reply=False), Role.EDITOR),
    HANDOVER: Action(partial(_page, as_reply=True), Role.EDITOR),
    GIVE: Action(_give, Role.EDITOR),
    TAKE_BACK: Action(_take_back, Role.EDITOR),
    SEND: Action(_send, Role.EDITOR),
}
