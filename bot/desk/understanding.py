"""From what somebody wrote to the answer: who they are, what they want, whether they may."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime

from rapidfuzz import process

from bot.desk import (
    arriving,
    channels,
    handover,
    health,
    here,
    linking,
    muting,
    operators,
    queue,
    quiet,
    reporters,
    rules,
    searching,
    stats,
    writing,
)
from bot.desk.requests import Asked, Command, Desk, Handler, Later, command
from bot.desk.roles import BY_NAME, NAMES, Right, rights_of
from bot.message import Message, plain
from bot.texts.catalogues import spoken
from storage.api import Store
from storage.records import Person, Request, RequestKind, Role

ALIKE = 60  # of 100: a slip of the fingers, not another word

HANDLERS: dict[str, Handler] = {
    "start": arriving.welcome,
    "help": arriving.guide,
    "latest": reporters.latest,
    "search": searching.search,
    "language": reporters.language,
    "queue": queue.overview,
    "rules": rules.overview,
    "why": rules.why,
    "whynot": rules.why_not,
    "handover": handover.handover,
    "mute": muting.mute,
    "unmute": muting.unmute,
    "quiet": quiet.quiet,
    "watch": channels.watch,
    "unwatch": channels.unwatch,
    "channels": channels.overview,
    "stats": stats.stats,
    "here": here.here,
    "health": health.health,
    "invite": operators.invite,
    "people": operators.people,
    "remove": operators.remove,
}


async def work_out(store: Store, desk: Desk, request: Request, now: datetime) -> Message | Later | None:
    """The answer to a request; None where nothing is to be said. Doing it twice changes nothing more."""
    if request.new.kind in here.EVENTS:
        return await here.happened(store, desk, request, now)
    told = command(request.new.text) if request.new.kind is RequestKind.MESSAGE else None
    if _is_for_others(told, request, desk):
        return None
    is_group = request.new.chat_id < 0
    if told is not None and told.name == "start" and told.rest and not is_group:
        return await arriving.accept(store, desk, request, told.rest, now)
    place = await here.heard_in(store, desk, request, now) if is_group else None
    person = await store.people.get(request.new.person_id)
    if person is None:
        return here.unrecognised(desk, told, request) if is_group else await arriving.stranger(store, desk, request)
    person = await _meet(store, desk, person, request, now)
    asked = Asked(
        store=store, desk=desk, request=request, person=person, rest=request.new.text.strip(), now=now, place=place
    )
    return await _answer(asked, told)


async def language_of(store: Store, desk: Desk, request: Request) -> str:
    """In which language to speak to whoever wrote."""
    person = await store.people.get(request.new.person_id)
    return person.language if person else spoken(request.new.person_language, desk.language)


def _is_for_others(told: Command | None, request: Request, desk: Desk) -> bool:
    """In a group people and other bots speak too: there only commands are heard, and not those of other bots."""
    if told is None:
        return request.new.chat_id < 0
    if told.to is not None:
        return told.to.lower() != desk.bot_username.lower()
    return request.new.chat_id < 0 and told.name not in BY_NAME


async def _meet(store: Store, desk: Desk, person: Person, request: Request, now: datetime) -> Person:
    """Keep the name they go by now; whoever could not be reached is here again."""
    # Who blocked the bot can still write in a group; that opens no way to them.
    if person.unreachable_at is not None and request.new.chat_id > 0:
        await store.alerts.reachable(person.id, at=now)
        desk.bells.outbox.ring()
    if request.new.person_name in ("", person.name):
        return person
    return await store.people.change(person.id, name=request.new.person_name, at=now) or person


async def _answer(asked: Asked, told: Command | None) -> Message | Later:
    if told is None:
        return await rules.written(asked) or await writing.linked(asked) or await linking.answer(asked)
    right = BY_NAME.get(told.name)
    if right is None:
        return _unknown(asked, told.name)
    if not right.of_place:
        asked = replace(asked, place=None)
    if (needed := max(right.role, Role.EDITOR) if asked.place else right.role) > asked.person.role:
        return _forbidden(asked, right, needed)
    if right.is_private and asked.request.new.chat_id < 0 and asked.place is None:
        return plain(asked.words.gettext("The answer to this is not for a group: please write it to me in private."))
    return await HANDLERS[right.name](replace(asked, rest=told.rest))


def _forbidden(asked: Asked, right: Right, least: Role) -> Message:
    told = asked.words.gettext(
        "/{command} is for a higher role ({needed}); yours is: {role}. /help shows what you can do."
    )
    needed, role = (asked.words.gettext(NAMES[role]) for role in (least, asked.person.role))
    return plain(told.format(command=right.name, needed=needed, role=role))


def _unknown(asked: Asked, name: str) -> Message:
    _ = asked.words.gettext
    near = _nearest(name, [right.name for right in rights_of(asked.person.role)])
    if near is None:
        return plain(_("I do not know the command /{command}. /help shows what I can do.").format(command=name))
    return plain(_("I do not know the command /{command}. Did you mean /{near}?").format(command=name, near=near))


def _nearest(name: str, known: Sequence[str]) -> str | None:
    found = process.extractOne(name, known, score_cutoff=ALIKE)
    return found[0] if found else None
