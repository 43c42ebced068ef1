"""`/quiet`: when posts come to somebody, and how. Each button carries what it sets: an old one means the same."""

from collections.abc import Awaitable, Callable, Iterable
from dataclasses import replace

from bot.alerts import buttons as named
from bot.alerts.post import TIER_MARKS, Reader
from bot.desk.hours import city, like_zones, range_number, range_of, read_hours, read_range, read_zone, shown
from bot.desk.presses import Action, Press
from bot.desk.requests import Answer, Asked
from bot.message import Button, Composer, Message, cut
from storage.api import Store
from storage.records import EntityKind, Mute, Person, Role, Schedule

HOURS = "quiet_hours"
URGENT = "quiet_urgent"
DIGESTS = "quiet_digests"
DIGESTED = "quiet_digested"
SILENT = "quiet_silent"
BACK = "quiet_undo"

NIGHTS = ((22 * 60, 6 * 60), (23 * 60, 7 * 60), (0, 8 * 60))
DIGEST_HOURS = ((9,), (9, 18), (9, 13, 18))
TIERS = (1, 2, 3)
OFF = frozenset({"off", "no", "none", "вимк", "вимкнути", "ні", "немає"})
TEXT_UNITS = 40

Change = Callable[[Schedule, int], Schedule]


async def quiet(asked: Asked) -> Message:
    """`/quiet`, with hours, hours of digests or a time zone after it."""
    if not asked.rest:
        return await screen(asked.store, asked.whose, asked.reader)
    text, schedule, timezone = asked.rest, asked.whose.schedule, None
    if text.lower() in OFF:
        schedule = replace(schedule, quiet=None)
    elif (hours := read_range(text)) is not None:
        schedule = replace(schedule, quiet=hours)
    elif (times := read_hours(text)) is not None:
        schedule = replace(schedule, digest_at=times)
    elif (timezone := read_zone(text)) is None:
        return _not_understood(asked)
    person = await asked.store.schedules.change(
        asked.whose.id, schedule=schedule, timezone=timezone, by=asked.person.id, at=asked.now
    )
    asked.desk.bells.quiet.ring()
    return await screen(asked.store, person or asked.whose, asked.reader)


async def screen(store: Store, person: Person, reader: Reader) -> Message:
    """How it stands, and what can be changed with a button."""
    reader = replace(reader, timezone=person.timezone)
    composer = _standing(person, reader)
    for mute in await store.schedules.mutes(person.id, at=reader.now):
        told = reader.words.gettext("Muted until {time}: {what}")
        told = told.format(time=reader.clock(mute.until), what=await _muted(store, mute, reader))
        composer.add("\n⏸ " + told)
    waiting = await store.schedules.waiting(person.id)
    if waiting.posts and waiting.until is not None:
        told = reader.words.ngettext(
            "{count} post waits; the next digest comes {time}",
            "{count} posts wait; the next digest comes {time}",
            waiting.posts,
        )
        composer.add("\n📦 " + told.format(count=waiting.posts, time=reader.when(waiting.until)))
    composer.add("\n\n").add(
        reader.words.gettext(
            "Your own: /quiet 22:30–6:45 · digests: /quiet 9 13:30 18 · time zone: /quiet Warsaw · for a time: /mute 2h"
        ),
        EntityKind.ITALIC,
    )
    return composer.build(_rows(person, reader))


async def _muted(store: Store, mute: Mute, reader: Reader) -> str:
    """What is muted, in words."""
    if mute.post_id is not None:
        return reader.words.gettext("the story “{text}”").format(text=cut(" ".join(mute.text.split()), TEXT_UNITS))
    channel = None if mute.channel_id is None else await store.channels.get(mute.channel_id)
    return reader.words.gettext("everything") if channel is None else channel.title


def _standing(person: Person, reader: Reader) -> Composer:
    _, schedule, composer = reader.words.gettext, person.schedule, Composer()
    place = _("When posts come to the group “{name}”").format(name=person.name) if person.place else ""
    composer.add(place or _("When posts come to you"), EntityKind.BOLD)
    hours = "–".join(map(shown, schedule.quiet)) if schedule.quiet else _("none")
    composer.add("\n🌙 " + _("Quiet hours: {hours}").format(hours=hours))
    composer.add(f" · {city(person.timezone, reader.language)}")
    if schedule.quiet:
        told = _("🔴 come then too") if schedule.urgent else _("even 🔴 wait")
        composer.add("\n     " + told + ", " + _("what waits comes as one digest at the end"))
    times = ", ".join(map(shown, schedule.digest_at)) if schedule.digest_at else _("none")
    composer.add("\n📬 " + _("Digests: {hours}").format(hours=times))
    if schedule.digest_at:
        composer.add(f" — {_marks(schedule.digested) or _('none')}")
    return composer.add("\n🔇 " + _("Without a sound: {tiers}").format(tiers=_marks(schedule.silent) or _("none")))


def _rows(person: Person, reader: Reader) -> tuple[tuple[Button, ...], ...]:
    _, schedule = reader.words.gettext, person.schedule
    rows = [
        ("🌙", [*_nights(schedule), _choice(_("off"), HOURS, 0, is_on=schedule.quiet is None)]),
        ("📬", [*_digest_hours(schedule), _choice(_("off"), DIGESTS, 0, is_on=not schedule.digest_at)]),
        ("🔇", _tiers(SILENT, schedule.silent)),
    ]
    if schedule.digest_at:
        rows.insert(2, ("📬", _tiers(DIGESTED, schedule.digested)))
    if schedule.quiet:
        rows.insert(1, ("🌙", [_choice(_("🔴 then too"), URGENT, int(not schedule.urgent), is_on=schedule.urgent)]))
    shown_rows = [(replace(row[0], text=f"{mark} {row[0].text}"), *row[1:]) for mark, row in rows]
    if person.may_undo:
        shown_rows.append((Button(text=_("↩️ As it was before"), data=f"{BACK}:0"),))
    of = named.whose(person.id)
    return tuple(tuple(replace(button, data=f"{button.data}{of}") for button in row) for row in shown_rows)


def _nights(schedule: Schedule) -> list[Button]:
    return [
        _choice(f"{night[0] // 60}–{night[1] // 60}", HOURS, range_number(night), is_on=schedule.quiet == night)
        for night in NIGHTS
    ]


def _digest_hours(schedule: Schedule) -> list[Button]:
    return [
        _choice(
            "·".join(map(str, hours)),
            DIGESTS,
            _mask(hours),
            is_on=schedule.digest_at == tuple(each * 60 for each in hours),
        )
        for hours in DIGEST_HOURS
    ]


def _choice(text: str, action: str, number: int, *, is_on: bool) -> Button:
    return Button(text=f"✅ {text}" if is_on else text, data=f"{action}:{number}")


def _tiers(action: str, chosen: frozenset[int]) -> list[Button]:
    return [_choice(TIER_MARKS[tier], action, _mask(chosen ^ {tier}), is_on=tier in chosen) for tier in TIERS]


def _marks(tiers: Iterable[int]) -> str:
    return "".join(TIER_MARKS[tier] for tier in sorted(tiers))


def _mask(numbers: Iterable[int]) -> int:
    return sum(1 << number for number in numbers)


def _numbers(mask: int, most: int) -> list[int]:
    return [number for number in range(most) if mask >> number & 1]


def _tiers_of(mask: int) -> frozenset[int]:
    return frozenset(_numbers(mask, TIERS[-1] + 1)) & set(TIERS)


def _not_understood(asked: Asked) -> Message:
    _, text = asked.words.gettext, cut(asked.rest, TEXT_UNITS)
    told = _("I do not understand “{text}”: neither hours nor a time zone.").format(text=text)
    if like := like_zones(asked.rest):
        told += " " + _("Perhaps: {commands}").format(commands=", ".join(f"/quiet {zone}" for zone in like))
    else:
        told += " " + _("For instance: /quiet 23–7, /quiet 9 18, /quiet Kyiv, /quiet off")
    return Composer().add(told).build()


# ------------------------------------------------------------------ buttons


def _setting(change: Change) -> Callable[[Press], Awaitable[Answer]]:
    async def press(made: Press) -> Answer:
        schedule = change(made.whose.schedule, made.item)
        person = await made.store.schedules.change(made.whose.id, schedule=schedule, by=made.person.id, at=made.now)
        return await _answer(made, person)

    return press


async def _back(made: Press) -> Answer:
    person = await made.store.schedules.undo(made.whose.id, by=made.person.id, at=made.now)
    return await _answer(made, person)


async def _answer(made: Press, person: Person | None) -> Answer:
    made.desk.bells.quiet.ring()
    shown_now = await screen(made.store, person or made.whose, made.reader)
    return Answer(text=made.reader.words.gettext("Saved."), show=shown_now)


def _action(do: Callable[[Press], Awaitable[Answer]]) -> Action:
    return Action(do, Role.EDITOR, of_place=True)


ACTIONS = {
    HOURS: _action(_setting(lambda schedule, number: replace(schedule, quiet=range_of(number)))),
    URGENT: _action(_setting(lambda schedule, number: replace(schedule, urgent=bool(number)))),
    DIGESTS: _action(
        _setting(lambda schedule, mask: replace(schedule, digest_at=tuple(h * 60 for h in _numbers(mask, 24))))
    ),
    DIGESTED: _action(_setting(lambda schedule, mask: replace(schedule, digested=_tiers_of(mask)))),
    SILENT: _action(_setting(lambda schedule, mask: replace(schedule, silent=_tiers_of(mask)))),
    BACK: _action(_back),
}
