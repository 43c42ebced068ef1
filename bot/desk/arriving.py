"""First words: strangers, invitations, /start and /help."""

from datetime import datetime, timedelta
from hashlib import sha256

from bot.desk.legend import legend
from bot.desk.requests import Asked, Desk
from bot.desk.roles import BY_NAME, rights_of, role_name
from bot.message import Composer, Message, plain
from bot.texts.catalogues import spoken, words
from storage.api import Store
from storage.errors import InviteRefused
from storage.records import EntityKind, Person, Request, Role

QUIET = timedelta(hours=1)  # between two answers to one stranger: who repeats it must not use our pace up


async def stranger(store: Store, desk: Desk, request: Request) -> Message | None:
    """Whom we do not know is told so, and nothing else happens."""
    name = f"stranger|{request.new.person_id}"
    # Telegram's times are whole seconds; the request's number tells a repetition from another message.
    sent_at = request.new.sent_at.replace(microsecond=request.id % 1_000_000)
    told_at = await store.marks.get(name)
    if told_at is not None and told_at != sent_at and sent_at - told_at < QUIET:
        return None
    await store.marks.put(name, sent_at)
    texts = words(spoken(request.new.person_language, desk.language))
    return plain(
        texts.gettext(
            "This bot is private: it serves the people of one newsroom. "
            "If you are one of them, ask a colleague who runs it for an invitation."
        )
    )


async def accept(store: Store, desk: Desk, request: Request, token: str, now: datetime) -> Message | None:
    """Use an invitation up. Whoever used it may say the same again and is welcomed again."""
    language = spoken(request.new.person_language, desk.language)
    try:
        person = await store.people.accept(
            token_hash(token),
            person_id=request.new.person_id,
            name=request.new.person_name,
            language=language,
            timezone=desk.timezone,
            at=now,
        )
    except InviteRefused:
        return await _refused(store, desk, request)
    desk.bells.menus.ring()
    return greeting(person)


def token_hash(token: str) -> bytes:
    """What is kept of an invitation's token."""
    return sha256(token.encode()).digest()


async def _refused(store: Store, desk: Desk, request: Request) -> Message | None:
    person = await store.people.get(request.new.person_id)
    if person is not None:
        told = words(person.language).gettext(
            "This invitation is used up or out of date, but you need none: you are here already. /help"
        )
        return plain(told)
    if await stranger(store, desk, request) is None:
        return None
    texts = words(spoken(request.new.person_language, desk.language))
    return plain(
        texts.gettext(
            "This invitation is used up or out of date: each works once, for two days. "
            "Please ask whoever sent it for a new one."
        )
    )


async def welcome(asked: Asked) -> Message:
    """`/start` of somebody we know."""
    return greeting(asked.person)


async def guide(asked: Asked) -> Message:
    """`/help`."""
    return help_for(asked.person).join(legend(asked.person.role, asked.words)).build()


def greeting(person: Person) -> Message:
    """Good day, your role, and what you can do."""
    _ = words(person.language).gettext
    role = role_name(person.role, words(person.language))
    told = _("Good day! This is Dzherelo. Your role here: {role}.").format(role=role)
    return Composer().add(told + "\n\n").join(help_for(person)).build()


def help_for(person: Person) -> Composer:
    """What somebody's role can do; what the marks mean is for /help alone, since a greeting is to be short."""
    texts = words(person.language)
    _ = texts.gettext
    composer = Composer().add(_("I watch official channels and find the articles written from their posts."))
    composer.add("\n• " + _("Send me the link of an article or its text: I show the posts it comes from."))
    composer.add("\n• " + _("Forward me a post, or send its link: I show what was written from it."))
    if person.role >= Role.EDITOR:
        composer.add(
            "\n• " + _("New posts come by themselves. Take one with a button, and colleagues see who is writing.")
        )
    composer.add("\n")
    for right in rights_of(person.role):
        takes = f" {_(right.takes)}" if right.takes else ""
        composer.add(f"\n/{right.name}").add(takes, EntityKind.ITALIC).add(" — " + _(right.does))
    return composer


def usage(asked: Asked, name: str, example: str) -> Message:
    """How a command is written, for somebody who wrote it otherwise."""
    right = BY_NAME[name]
    takes = asked.words.gettext(right.takes) if right.takes else ""
    told = asked.words.gettext("Write it like this: /{command} {takes}\nFor instance: {example}")
    return plain(told.format(command=name, takes=takes, example=example))
