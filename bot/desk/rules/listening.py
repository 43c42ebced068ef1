"""Words that somebody writes for a draft that asks for them."""

from dataclasses import replace
from datetime import timedelta

from bot.desk.requests import Asked, address
from bot.desk.rules.screens import question, screen
from bot.message import Message
from bot.rules.reading import Unreadable, read
from storage.records import Asking, Draft, RequestKind, Role

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
        patterns = read(asked.rest)
    except Unreadable as error:
        refused = asked.words.gettext("“{text}” cannot be used: {advice}.")
        told = refused.format(text=error.text[:80], advice=asked.words.gettext(error.advice))
        return question(draft, asked.reader, refused=told)
    criteria = (
        replace(draft.criteria, wanted=patterns)
        if draft.asking is Asking.WANTED
        else replace(draft.criteria, unwanted=patterns)
    )
    drawn = await asked.store.rules.draw(draft.id, criteria, request=asked.request.id, at=asked.now)
    return await screen(asked.store, drawn, asked.reader)
