"""Words that somebody writes for a draft that asks for them."""

import re
from dataclasses import replace
from datetime import timedelta

from bot.desk.requests import Asked, address
from bot.desk.rules.screens import LONGEST_WAIT, question, screen, when
from bot.message import Message, cut
from bot.rules.reading import Unreadable, read
from bot.texts.marking import N_
from storage.records import Asking, Criteria, Draft, RequestKind, Role

LISTENING = timedelta(hours=1)  # so long words without a command are taken for those of a draft


async def written(asked: Asked) -> Message | None:
    """Words for the draft that asks for some; None where nothing asks, or what was written is something else."""
    new = asked.request.new
    if asked.person.role < Role.EDITOR or new.chat_id < 0 or new.kind is RequestKind.FORWARD:
        return None
    draft = await asked.store.rules.asking(asked.person.id)
    if draft is None or draft.saved_at is not None:
        return None
    if draft.request_id == asked.request.id:  # worked out already, and not sent
        return await screen(asked.store, draft, asked.reader)
    is_heard = draft.asked_at is not None and asked.now - draft.asked_at <= LISTENING
    if draft.asking is None or not is_heard or address(new.text) is not None:
        return None
    return await _take(asked, draft)


async def _take(asked: Asked, draft: Draft) -> Message:
    try:
        criteria = _changed(draft, asked.rest)
    except Unreadable as error:
        told = asked.words.gettext("“{text}” cannot be used: {advice}.")
        refused = told.format(text=cut(error.text, 80), advice=asked.words.gettext(error.advice))
        ask = when if draft.asking is Asking.MINUTES else question
        return ask(draft, asked.reader, refused=refused)
    drawn = await asked.store.rules.draw(draft.id, criteria, by=asked.person.id, request=asked.request.id, at=asked.now)
    return await screen(asked.store, drawn, asked.reader)


def _changed(draft: Draft, text: str) -> Criteria:
    """What the draft says with what was written. Raises Unreadable."""
    if draft.asking is Asking.MINUTES:
        return replace(draft.criteria, unwritten_minutes=_minutes(text))
    if draft.asking is Asking.WANTED:
        return replace(draft.criteria, wanted=read(text))
    return replace(draft.criteria, unwanted=read(text))


def _minutes(text: str) -> int:
    found = re.fullmatch(r"(\d{1,4})\D{0,12}", text.strip())
    if found is None or not 0 < int(found[1]) <= LONGEST_WAIT:
        raise Unreadable(text, N_("write a number from 1 to 1440"))
    return int(found[1])
