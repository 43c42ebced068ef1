"""The command menu follows the role, in both languages."""

from collections.abc import Iterable

from bot.menus import MenuSetter
from bot.message import Command
from storage.api import Store
from storage.records import PersonId, Place, Role
from tests.builders import MORNING, member, owner

OWNER = PersonId(1)


class Menus:
    """Where menus are set: remembers them, and refuses whom it is told to."""

    def __init__(self) -> None:
        self.shown: dict[PersonId | None, dict[str, list[str]]] = {}
        self.refused: set[PersonId | None] = set()
        self.calls = 0

    async def set_menu(self, person_id: PersonId | None, commands: dict[str, Iterable[Command]]) -> bool:
        self.calls += 1
        if person_id in self.refused:
            return False
        self.shown[person_id] = {language: [line.name for line in menu] for language, menu in commands.items()}
        return True


async def test_each_role_has_its_menu_and_strangers_only_the_beginning(store: Store) -> None:
    await owner(store)
    reporter = await member(store, 2, Role.REPORTER)
    menus = Menus()
    assert await MenuSetter(store=store, menus=menus).set_due() == 3
    assert menus.shown[None] == {"uk": ["start"], "en": ["start"]}
    assert "watch" in menus.shown[OWNER]["uk"]
    assert "watch" not in menus.shown[reporter.id]["en"]
    assert "search" in menus.shown[reporter.id]["en"]


async def test_what_is_shown_is_not_set_again(store: Store) -> None:
    await owner(store)
    menus = Menus()
    setter = MenuSetter(store=store, menus=menus)
    await setter.set_due()
    assert await setter.set_due() == 0
    assert menus.calls == 2


async def test_a_group_that_the_bot_is_out_of_is_not_tried_for_ever(store: Store) -> None:
    await owner(store)
    menus, group = Menus(), Place(chat_id=-5)
    place = await store.places.bind(
        group, name="Стрічка", title="", language="uk", timezone="UTC", by=OWNER, at=MORNING
    )
    setter = MenuSetter(store=store, menus=menus)
    await setter.set_due()
    assert "rules" in menus.shown[PersonId(-5)]["uk"]
    menus.refused.add(PersonId(-5))
    await store.people.remove(place.id, by=OWNER, at=MORNING)
    for _ in range(2):
        await setter.set_due()
    assert menus.calls == 4


async def test_a_refusal_is_tried_again(store: Store) -> None:
    await owner(store)
    menus = Menus()
    menus.refused = {OWNER}
    setter = MenuSetter(store=store, menus=menus)
    assert await setter.set_due() == 1
    menus.refused = set()
    assert await setter.set_due() == 1


async def test_somebody_who_was_removed_sees_the_strangers_menu(store: Store) -> None:
    await owner(store)
    reporter = await member(store, 2, Role.REPORTER)
    menus = Menus()
    setter = MenuSetter(store=store, menus=menus)
    await setter.set_due()
    await store.people.remove(reporter.id, by=OWNER, at=MORNING)
    await setter.set_due()
    assert menus.shown[reporter.id]["uk"] == ["start"]
    assert await setter.set_due() == 0
