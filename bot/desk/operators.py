"""What operators ask about people: invite, see, remove."""

import secrets
from datetime import timedelta

from bot.desk import removal
from bot.desk.arriving import token_hash, usage
from bot.desk.requests import Asked
from bot.desk.roles import INVITED, role_name
from bot.message import Composer, Message, dump, plain, stack
from storage.records import EntityKind, Invite, Person, PersonId, Role

VALID = timedelta(hours=48)
TOKEN_BYTES = 24  # in hex: where text is made clickable, an address loses a dash at its end. `start` takes 64 letters


async def invite(asked: Asked) -> Message:
    """`/invite editor`: the link is kept with the invitation, so that repeating the answer makes no second one."""
    role = INVITED.get(asked.rest.lower())
    if role is None or role > asked.person.role:
        return usage(asked, "invite", "/invite editor")
    token = secrets.token_hex(TOKEN_BYTES)
    message = _invitation(asked, role, token)
    made = Invite(token_hash=token_hash(token), role=role, made_by=asked.person.id, expires_at=asked.now + VALID)
    await asked.store.people.invite(made, request=asked.request.id, reply=dump(message), at=asked.now)
    return message


def _invitation(asked: Asked, role: Role, token: str) -> Message:
    _ = asked.words.gettext
    told = _("An invitation for one person, as {role}. It works once, until {time}:")
    until = asked.reader.when(asked.now + VALID)
    link = f"https://t.me/{asked.desk.bot_username}?start={token}"
    return (
        Composer()
        .add(told.format(role=role_name(role, asked.words), time=until) + "\n")
        .link(link, link)
        .add("\n" + _("Send it to your colleague alone: whoever opens it first gets the role."))
        .build()
    )


async def people(asked: Asked) -> Message:
    """`/people`."""
    lines = [_line(asked, person) for person in await asked.store.people.all()]

    def left_out(count: int) -> str:
        return asked.words.ngettext("… and {count} more person", "… and {count} more people", count).format(count=count)

    return stack(lines, left_out=left_out, gap="\n").build()


def _line(asked: Asked, person: Person) -> Composer:
    _ = asked.words.gettext
    composer = Composer().add("• ").add(person.name[:80], EntityKind.BOLD)
    if person.place is not None:
        composer.add(" — 💬 " + _("a group that alerts come to"))
    else:
        composer.add(f" — {role_name(person.role, asked.words)} · id ").add(str(person.id), EntityKind.CODE)
    if person.muted_at is not None:
        composer.add(" · 🔕 " + _("alerts muted"))
    if person.unreachable_at is not None:
        composer.add(" · ⚠️ " + _("the bot cannot write to them"))
    return composer


async def remove(asked: Asked) -> Message:
    """`/remove 123`, or `/remove` and then by buttons."""
    if not asked.rest:
        return await removal.choice(asked.store, asked.person, asked.reader)
    number = person_number(asked.rest)
    if number is None:
        return usage(asked, "remove", "/remove 123456789")
    told = await removal.remove(asked.store, number, by=asked.person, reader=asked.reader)
    asked.desk.bells.menus.ring()
    return plain(told)


def person_number(text: str) -> PersonId | None:
    """A numeric id of somebody, as written."""
    return PersonId(int(text)) if text.isascii() and text.isdigit() and len(text) < 16 else None
