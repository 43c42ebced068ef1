"""The command menu of each role."""

from bot.desk.roles import START, Right, rights_of
from bot.message import Command
from bot.texts.catalogues import words
from storage.records import Role


def menu(role: Role | None, language: str) -> tuple[Command, ...]:
    """What Telegram shows beside the input field; strangers see only how to begin."""
    rights: tuple[Right, ...] = (START,) if role is None else rights_of(role)
    texts = words(language)
    return tuple(Command(name=right.name, description=texts.gettext(right.does)) for right in rights)
