"""The list of somebody's rules, and one of them with what can be done about it."""

from collections.abc import Awaitable, Callable

from bot.alerts import buttons as named
from bot.alerts.post import Reader
from bot.desk.presses import Action, Press
from bot.desk.requests import Answer, Asked
from bot.desk.rules.describing import Channels, described, title
from bot.message import Button, Composer, Message
from storage.api import Store
from storage.records import EntityKind, Person, PersonId, Role, Rule, RuleId

LIST = "rules"
NEW = "rule_new"
SHOW = "rule"
EDIT = "rule_edit"
OFF = "rule_off"
ON = "rule_on"
REMOVE = "rule_remove"
UNDO = "rule_undo"
A_ROW = 5  # buttons
MOST = 50  # rules of one person


async def overview(asked: Asked) -> Message:
    """`/rules`."""
    return await listing(asked.store, asked.whose, asked.reader)


async def listing(store: Store, whose: Person, reader: Reader) -> Message:
    """All rules of somebody, with a button for each."""
    _, rules, channels = reader.words.gettext, await store.rules.of(whose.id), await known(store)
    title_of = _("Your rules") if whose.place is None else _("Rules of “{name}”").format(name=whose.name)
    composer = Composer().add("⚙️ " + title_of, EntityKind.BOLD)
    composer.add("\n" + state(rules, reader))
    for number, rule in enumerate(rules, 1):
        composer.add(f"\n{number}. {'🟢' if rule.is_on else '⏸'} {title(rule.criteria, channels, reader.words)}")
    buttons = [Button(text=str(number), data=f"{SHOW}:{rule.id}") for number, rule in enumerate(rules, 1)]
    rows = [tuple(buttons[first : first + A_ROW]) for first in range(0, len(buttons), A_ROW)]
    if len(rules) < MOST:
        rows.append((Button(text=_("➕ New rule"), data=f"{NEW}:0{named.whose(whose.id)}"),))
    return composer.build(rows)


def state(rules: list[Rule], reader: Reader) -> str:
    """What comes, in one sentence."""
    _ = reader.words.gettext
    if not rules:
        return _("You have none, so every post comes to you, but for channels that post by the dozen.")
    if not any(rule.is_on for rule in rules):
        return _("All of them are off, so every post comes to you, but for channels that post by the dozen.")
    return _("A post comes to you if one of these rules lets it through; nothing else does.")


async def known(store: Store) -> Channels:
    """The channels that are watched, by id, in the order of a list."""
    return {channel.id: channel for channel in await store.channels.all()}


async def card(store: Store, rule: Rule, reader: Reader, *, note: str = "", undo: bool = False) -> Message:
    """One rule, and what can be done about it."""
    _ = reader.words.gettext
    composer = Composer().add(f"{note}\n\n" if note else "")
    composer.add("🟢 " + _("The rule is on") if rule.is_on else "⏸ " + _("The rule is off"), EntityKind.BOLD)
    composer.add("\n").join(described(rule.criteria, await known(store), reader.words))
    switch = (
        Button(text=_("⏸ Switch off"), data=f"{OFF}:{rule.id}")
        if rule.is_on
        else Button(text=_("▶️ Switch on"), data=f"{ON}:{rule.id}")
    )
    rows: list[tuple[Button, ...]] = [
        (Button(text=_("✏️ Change"), data=f"{EDIT}:{rule.id}"), switch),
        (Button(text=_("🗑 Remove"), data=f"{REMOVE}:{rule.id}"), back(rule.whose, reader)),
    ]
    if undo:
        rows.insert(0, (taking_back(rule, reader),))
    return composer.build(rows)


def taking_back(rule: Rule, reader: Reader) -> Button:
    """The button that undoes the last change of a rule."""
    return Button(text=reader.words.gettext("↩️ Undo"), data=f"{UNDO}:{rule.id}.{rule.revision}")


def back(whose: PersonId, reader: Reader) -> Button:
    """The button that leads to the list."""
    return Button(text=reader.words.gettext("⚙️ All rules"), data=f"{LIST}:0{named.whose(whose)}")


# ------------------------------------------------------------------ presses


async def _list(made: Press) -> Answer:
    return Answer(text="", show=await listing(made.store, made.whose, made.reader))


def of_rule(do: Callable[[Press, Rule], Awaitable[Answer]]) -> Callable[[Press], Awaitable[Answer]]:
    """A press that concerns a rule: their own, and still there."""

    async def checked(made: Press) -> Answer:
        rule = await made.store.rules.get(RuleId(made.item))
        concerned = None if rule is None else await made.concerning(rule.whose)
        if rule is None or concerned is None:
            return Answer(text=made.reader.words.gettext("This rule is not yours."), alert=True)
        return await do(concerned, rule)

    return checked


async def _show(made: Press, rule: Rule) -> Answer:
    if rule.removed_at is not None:
        return Answer(text="", show=_removed(rule, made.reader))
    return Answer(text="", show=await card(made.store, rule, made.reader))


async def _off(made: Press, rule: Rule) -> Answer:
    return await _switched(made, rule, is_on=False)


async def _on(made: Press, rule: Rule) -> Answer:
    return await _switched(made, rule, is_on=True)


async def _switched(made: Press, rule: Rule, *, is_on: bool) -> Answer:
    changed = await made.store.rules.switch(rule.id, is_on=is_on, by=made.person.id, at=made.now)
    if changed is None:
        return gone(made.reader)
    note = "" if is_on else await _if_none_is_left(made)
    return Answer(text=note, show=await card(made.store, changed, made.reader, note=note))


async def _remove(made: Press, rule: Rule) -> Answer:
    removed = await made.store.rules.remove(rule.id, by=made.person.id, at=made.now)
    if removed is None:
        return gone(made.reader)
    return Answer(text=await _if_none_is_left(made), show=_removed(removed, made.reader))


def _removed(rule: Rule, reader: Reader) -> Message:
    told = Composer().add("🗑 " + reader.words.gettext("The rule is removed."))
    return told.build([(taking_back(rule, reader), back(rule.whose, reader))])


async def _if_none_is_left(made: Press) -> str:
    rules = await made.store.rules.of(made.whose.id)
    return "" if any(rule.is_on for rule in rules) else state(rules, made.reader)


async def _undo(made: Press, rule: Rule) -> Answer:
    changed = await made.store.rules.undo(rule.id, revision=made.part, by=made.person.id, at=made.now)
    if changed is None:
        told = made.reader.words.gettext("The rule was changed since, so there is nothing to undo here.")
        return Answer(text=told, alert=True)
    if changed.removed_at is not None:
        return Answer(text="", show=_removed(changed, made.reader))
    note = "↩️ " + made.reader.words.gettext("As it was before.")
    return Answer(text="", show=await card(made.store, changed, made.reader, note=note, undo=True))


def gone(reader: Reader) -> Answer:
    """A rule that is removed cannot be changed."""
    return Answer(text=reader.words.gettext("This rule is removed. Bring it back first."), alert=True)


LISTING = {
    LIST: Action(_list, Role.EDITOR, of_place=True),
    SHOW: Action(of_rule(_show), Role.EDITOR),
    OFF: Action(of_rule(_off), Role.EDITOR),
    ON: Action(of_rule(_on), Role.EDITOR),
    REMOVE: Action(of_rule(_remove), Role.EDITOR),
    UNDO: Action(of_rule(_undo), Role.EDITOR),
}
