"""`/stats`: what came in a week or a month and how soon it was written up, as a picture or as a table."""

from collections.abc import Iterable, Sequence
from datetime import timedelta
from statistics import median, quantiles

from bot.alerts.ours import no_sites
from bot.alerts.post import Reader
from bot.charts.drawer import Chart, Line, Row
from bot.desk.presses import Action, Press
from bot.desk.requests import Answer, Asked, Desk
from bot.message import Button, Composer, Message, cut
from bot.texts.dates import duration, zone
from storage.api import Store
from storage.records import ChannelPosts, EntityKind, Role, Stats

PICTURE = "stats"
TABLE = "stats_table"
ANOTHER_TABLE = "stats_other"  # pressed under one
WEEK, MONTH = 7, 30  # days
CHANNELS = 10  # the others stand together
TABLED = 20
NAME_CHARACTERS = 13
STRETCH = 4  # hours of a column
TICKS = (1, 5, 15, 30, 60, 120, 360, 1440)  # minutes


async def stats(asked: Asked) -> Message:
    """`/stats`: the last week."""
    return await _picture(asked.store, asked.desk, asked.reader, WEEK)


async def _picture(store: Store, desk: Desk, reader: Reader, days: int) -> Message:
    found = await _counted(store, reader, days)
    picture = await desk.drawer.draw(chart(found, reader)) if desk.drawer is not None else None
    if picture is None:
        return table(found, reader, days)
    return Message(text=_summary(found, reader), buttons=_buttons(reader, days, other=TABLE), picture=picture)


async def _counted(store: Store, reader: Reader, days: int) -> Stats:
    return await store.statistics.between(reader.now - timedelta(days=days), reader.now)


def chart(found: Stats, reader: Reader) -> Chart:
    """The numbers with the words of a reader."""
    _, rows = reader.words.gettext, [Row(name=one.title, counts=_by_hour(one, reader)) for one in found.channels]
    others = rows[CHANNELS:]
    if others:
        added = tuple(map(sum, zip(*(row.counts for row in others), strict=True)))
        name = reader.words.ngettext("{count} other", "{count} others", len(others)).format(count=len(others))
        rows = [*rows[:CHANNELS], Row(name=name, counts=added)]
    lines = [(_("others"), [each.others for each in found.firsts if each.others is not None])]
    if found.knows_ours:
        lines.insert(0, (_("we"), [each.ours for each in found.firsts if each.ours is not None]))
    return Chart(
        title=_title(found, reader),
        hours_title=_("Posts by hour"),
        rows=rows,
        curves_title=_("Share of posts written up within …"),
        lines=[Line(label=_of_line(name, minutes, reader), minutes=minutes) for name, minutes in lines],
        of=max(found.posts, 1),
        ticks=[duration(minutes * 60, reader.language) for minutes in TICKS],
        nothing=_("nothing yet"),
    )


def _title(found: Stats, reader: Reader) -> str:
    first, last = (at.astimezone(zone(reader.timezone)) for at in (found.since, found.until))
    return reader.words.gettext("{first:%d.%m} – {last:%d.%m}").format(first=first, last=last)


def _of_line(name: str, minutes: Sequence[float], reader: Reader) -> str:
    if not minutes:
        return name
    _, middle = reader.words.gettext, median(minutes)
    if middle < 1:
        return _("{who}: {count}, the middle one in less than a minute").format(who=name, count=len(minutes))
    told = _("{who}: {count}, the middle one after {time}")
    return told.format(who=name, count=len(minutes), time=duration(middle * 60, reader.language))


def _summary(found: Stats, reader: Reader) -> str:
    words = reader.words
    total = sum(count for one in found.channels for _, count in one.hours)
    told = words.ngettext("{count} post", "{count} posts", total).format(count=total)
    lines = [f"📊 {_title(found, reader)}: {told}"]
    named = [(words.gettext("we"), [each.ours for each in found.firsts])] if found.knows_ours else []
    for name, minutes in (*named, (words.gettext("others"), [each.others for each in found.firsts])):
        known = [each for each in minutes if each is not None]
        lines.append("📰 " + (_of_line(name, known, reader) if known else f"{name}: 0"))
    if not found.knows_ours:
        lines.append(no_sites(words))
    return "\n".join(lines)


def table(found: Stats, reader: Reader, days: int) -> Message:
    """The same in numbers: posts by channel and stretch of the day, minutes to the first article."""
    _, composer = reader.words.gettext, Composer().add(_summary(found, reader))
    firsts = range(0, 24, STRETCH)
    lines = [f"{'':{NAME_CHARACTERS}}{''.join(f'{hour:>4}' for hour in firsts)}"]
    for one in found.channels[:TABLED]:
        counts = _by_hour(one, reader)
        sums = (sum(counts[hour : hour + STRETCH]) for hour in firsts)
        lines.append(f"{_name(one.title)}{''.join(f'{count:>4}' for count in sums)}")
    if found.channels:
        composer.add("\n\n" + _("Posts from {hours} hours on").format(hours=", ".join(map(str, firsts))) + "\n")
        composer.add("\n".join(lines), EntityKind.PRE)
    if more := len(found.channels[TABLED:]):
        told = reader.words.ngettext("… and {count} more channel", "… and {count} more channels", more)
        composer.add("\n" + told.format(count=more))
    if found.firsts:
        composer.add(
            "\n\n" + _("Minutes to the first article: a quarter within, half within, three quarters within") + "\n"
        )
        composer.add("\n".join(_quarters(found, reader)), EntityKind.PRE)
    return composer.build(_buttons(reader, days, other=PICTURE))


def _quarters(found: Stats, reader: Reader) -> Iterable[str]:
    _ = reader.words.gettext
    sides = [(_("we"), [each.ours for each in found.firsts])] if found.knows_ours else []
    for name, minutes in (*sides, (_("others"), [each.others for each in found.firsts])):
        known = [each for each in minutes if each is not None]
        marks = quantiles(known, n=4, method="inclusive") if len(known) > 1 else known * 3
        yield f"{_name(name)}{''.join(f'{round(mark):>7}' for mark in marks) or '      –'}"


def _name(text: str) -> str:
    return f"{cut(' '.join(text.split()), NAME_CHARACTERS - 1):{NAME_CHARACTERS}}"


def _by_hour(one: ChannelPosts, reader: Reader) -> tuple[int, ...]:
    counts = [0] * 24
    here = zone(reader.timezone)
    for at, count in one.hours:
        counts[at.astimezone(here).hour] += count
    return tuple(counts)


def _buttons(reader: Reader, days: int, *, other: str) -> tuple[tuple[Button, ...], ...]:
    _, here = reader.words.gettext, ANOTHER_TABLE if other == PICTURE else PICTURE
    spans = ((WEEK, _("Week")), (MONTH, _("Month")))
    chosen = tuple(Button(text=f"✅ {name}" if span == days else name, data=f"{here}:{span}") for span, name in spans)
    turned = _("🔢 Table") if other == TABLE else _("📊 Picture")
    return (chosen, (Button(text=turned, data=f"{other}:{days}"),))


async def _show_picture(made: Press) -> Answer:
    """In the same message: a text gets its picture by an edit."""
    shown = await _picture(made.store, made.desk, made.reader, _days(made))
    return Answer(text="", show=shown)


async def _show_table(made: Press) -> Answer:
    """A message of its own: a caption has no room for it."""
    return Answer(text="", reply=table(await _counted(made.store, made.reader, _days(made)), made.reader, _days(made)))


async def _show_another(made: Press) -> Answer:
    return Answer(text="", show=table(await _counted(made.store, made.reader, _days(made)), made.reader, _days(made)))


def _days(made: Press) -> int:
    return MONTH if made.item == MONTH else WEEK


ACTIONS = {
    PICTURE: Action(_show_picture, Role.REPORTER),
    TABLE: Action(_show_table, Role.REPORTER),
    ANOTHER_TABLE: Action(_show_another, Role.REPORTER),
}
