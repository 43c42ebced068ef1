"""Taking somebody's role away: by id at once, by buttons with a question between."""

from bot.alerts.post import Reader
from bot.desk.roles import role_name
from bot.message import Button, Message, plain
from storage.api import Store
from storage.records import Person, PersonId, Role

ASK = "remove"
DO = "removed"
LEAVE = "kept"
MOST = 50  # rows of buttons; Telegram takes a hundred
NAME_UNITS = 40


async def choice(store: Store, by: Person, reader: Reader) -> Message:
    """Everybody who may be removed, as buttons."""
    _ = reader.words.gettext
    people = await store.people.all()  # below zero: outside.toml, and groups, which /here off ends
    others = [one for one in people if one.role < Role.OWNER and one.id != by.id and one.id > 0]
    if not others:
        return plain(_("There is nobody whom you could remove."))
    rows = [
        _button(f"{person.name[:NAME_UNITS]} — {role_name(person.role, reader.words)}", person) for person in others
    ]
    return Message(text=_("Whose role is to be taken away?"), buttons=tuple((row,) for row in rows[:MOST]))


def _button(text: str, person: Person) -> Button:
    return Button(text=text, data=f"{ASK}:{person.id}")


async def question(store: Store, person_id: PersonId, reader: Reader) -> Message:
    """Asks once more, since a finger slips."""
    _, person = reader.words.gettext, await store.people.get(person_id)
    if person is None:
        return plain(_nobody(person_id, reader))
    told = _("Take the role of {name} ({role}) away? They lose access at once.")
    return Message(
        text=told.format(name=person.name, role=role_name(person.role, reader.words)),
        buttons=(
            (
                Button(text=_("Yes, take it away"), data=f"{DO}:{person_id}"),
                Button(text=_("No"), data=f"{LEAVE}:{person_id}"),
            ),
        ),
    )


async def remove(store: Store, person_id: PersonId, *, by: Person, reader: Reader) -> str:
    """Take the role away at once; what became of it, in words."""
    _, person = reader.words.gettext, await store.people.get(person_id)
    if person is None:
        return _nobody(person_id, reader)
    if person.id == by.id:
        return _("You cannot take your own role away; ask another operator.")
    if not await store.people.remove(person_id, by=by.id, at=reader.now):
        return _("The owner cannot be removed: the settings name them (OWNER_ID).")
    return _("{name} has no access any more.").format(name=person.name)


def _nobody(person_id: PersonId, reader: Reader) -> str:
    return reader.words.gettext("Nobody with the id {id} has access. /people shows everybody.").format(id=person_id)
