"""What the buttons under a draft do: each press shows at once what the rule would have told."""

from collections.abc import Awaitable, Callable
from dataclasses import replace

from bot.desk.presses import Action, Press
from bot.desk.requests import Answer
from bot.desk.rules import screens
from bot.desk.rules.listing import EDIT, MOST, NEW, back, card, gone, known, of_rule, state
from bot.message import Composer
from storage.records import Asking, ChannelId, Criteria, Draft, DraftId, Role, Rule


async def _new(made: Press) -> Answer:
    if len(await made.store.rules.of(made.whose.id)) >= MOST:
        told = made.reader.words.gettext("You have {count} rules: take one away first.")
        return Answer(text=told.format(count=MOST), alert=True)
    draft = await made.store.rules.begin(
        made.whose.id, by=made.person.id, rule_id=None, criteria=Criteria(), at=made.now
    )
    return Answer(text="", show=await screens.screen(made.store, draft, made.reader))


async def _edit(made: Press, rule: Rule) -> Answer:
    if rule.removed_at is not None:
        return gone(made.reader)
    draft = await made.store.rules.begin(
        made.whose.id, by=made.person.id, rule_id=rule.id, criteria=rule.criteria, at=made.now
    )
    return Answer(text="", show=await screens.screen(made.store, draft, made.reader))


def _of_draft(do: Callable[[Press, Draft], Awaitable[Answer]]) -> Callable[[Press], Awaitable[Answer]]:
    """A press that concerns a draft: their own, and not saved yet."""

    async def checked(made: Press) -> Answer:
        draft = await made.store.rules.draft(DraftId(made.item))
        concerned = None if draft is None else await made.concerning(draft.person_id)
        if draft is None or concerned is None:
            return Answer(text=made.reader.words.gettext("This rule is not yours."), alert=True)
        if draft.saved_at is not None:
            return await _saved(concerned, draft)
        return await do(concerned, draft)

    return checked


async def _show(made: Press, draft: Draft) -> Answer:
    """Whoever goes back writes nothing more."""
    return await _draw(made, draft, draft.criteria)


async def _draw(made: Press, draft: Draft, criteria: Criteria) -> Answer:
    drawn = await made.store.rules.draw(draft.id, criteria, by=made.person.id, at=made.now)
    return Answer(text="", show=await screens.screen(made.store, drawn, made.reader))


async def _ask_wanted(made: Press, draft: Draft) -> Answer:
    return await _ask(made, draft, Asking.WANTED)


async def _ask_unwanted(made: Press, draft: Draft) -> Answer:
    return await _ask(made, draft, Asking.UNWANTED)


async def _ask(made: Press, draft: Draft, asking: Asking) -> Answer:
    drawn = await made.store.rules.draw(draft.id, draft.criteria, asking=asking, by=made.person.id, at=made.now)
    return Answer(text="", show=screens.question(drawn, made.reader))


async def _clear(made: Press, draft: Draft) -> Answer:
    changed = replace(draft.criteria, unwanted=()) if made.part else replace(draft.criteria, wanted=())
    return await _draw(made, draft, changed)


async def _tier(made: Press, draft: Draft) -> Answer:
    return await _draw(
        made, draft, replace(draft.criteria, tiers=draft.criteria.tiers ^ {made.part} & set(screens.TIERS))
    )


async def _language(made: Press, draft: Draft) -> Answer:
    code = screens.CODES[made.part % len(screens.CODES)]
    return await _draw(made, draft, replace(draft.criteria, languages=draft.criteria.languages ^ {code}))


async def _channels(made: Press, draft: Draft) -> Answer:
    return Answer(text="", show=screens.choice(draft, await known(made.store), made.reader, page=made.part))


async def _channel(made: Press, draft: Draft) -> Answer:
    channel = ChannelId(made.part)
    channels = await known(made.store)
    order = list(channels)
    if channel not in order and channel not in draft.criteria.channels:
        return Answer(text=made.reader.words.gettext("This channel is not watched any more."), alert=True)
    criteria = replace(draft.criteria, channels=draft.criteria.channels ^ {channel})
    drawn = await made.store.rules.draw(draft.id, criteria, by=made.person.id, at=made.now)
    page = order.index(channel) // screens.A_PAGE if channel in order else 0
    return Answer(text="", show=screens.choice(drawn, channels, made.reader, page=page))


async def _when(made: Press, draft: Draft) -> Answer:
    drawn = await made.store.rules.draw(draft.id, draft.criteria, asking=Asking.MINUTES, by=made.person.id, at=made.now)
    return Answer(text="", show=screens.when(drawn, made.reader))


async def _wait(made: Press, draft: Draft) -> Answer:
    minutes = made.part if 0 < made.part <= screens.LONGEST_WAIT else None
    return await _draw(made, draft, replace(draft.criteria, unwritten_minutes=minutes))


async def _save(made: Press, draft: Draft) -> Answer:
    return await _saved(made, draft)


async def _saved(made: Press, draft: Draft) -> Answer:
    """The rule that a draft became; saved twice it is saved once."""
    rule = await made.store.rules.save(draft.id, by=made.person.id, at=made.now)
    if rule is None or rule.removed_at is not None:
        return gone(made.reader)
    rules = await made.store.rules.of(made.whose.id)
    note = "✅ " + made.reader.words.gettext("Saved.") + " " + state(rules, made.reader)
    return Answer(text="", show=await card(made.store, rule, made.reader, note=note, undo=True))


async def _drop(made: Press, draft: Draft) -> Answer:
    await made.store.rules.draw(draft.id, draft.criteria, by=made.person.id, at=made.now)  # nothing more is asked
    told = Composer().add(made.reader.words.gettext("Nothing was changed."))
    return Answer(text="", show=told.build([(back(made.whose.id, made.reader),)]))


DRAWING = {
    NEW: Action(_new, Role.EDITOR, of_place=True),
    EDIT: Action(of_rule(_edit), Role.EDITOR),
    screens.DRAFT: Action(_of_draft(_show), Role.EDITOR),
    screens.WANTED: Action(_of_draft(_ask_wanted), Role.EDITOR),
    screens.UNWANTED: Action(_of_draft(_ask_unwanted), Role.EDITOR),
    screens.CLEAR: Action(_of_draft(_clear), Role.EDITOR),
    screens.TIER: Action(_of_draft(_tier), Role.EDITOR),
    screens.LANGUAGE: Action(_of_draft(_language), Role.EDITOR),
    screens.CHANNELS: Action(_of_draft(_channels), Role.EDITOR),
    screens.CHANNEL: Action(_of_draft(_channel), Role.EDITOR),
    screens.WHEN: Action(_of_draft(_when), Role.EDITOR),
    screens.WAIT: Action(_of_draft(_wait), Role.EDITOR),
    screens.SAVE: Action(_of_draft(_save), Role.EDITOR),
    screens.DROP: Action(_of_draft(_drop), Role.EDITOR),
}
