"""A shift in words: what was missed, who writes what, what is open, what was written. Long ones come in pages."""

from collections.abc import Sequence

from bot.alerts.facts import fact_count, fact_moment, fact_name
from bot.alerts.ours import no_sites
from bot.alerts.post import NAME_UNITS, TIER_MARKS, Reader
from bot.matching.explain import lag
from bot.message import Composer, cut
from storage.records import EntityKind, Handover, Notice, Shift, ShiftPost, Unseen

PAGE_UNITS = 2400  # a screen or two of a phone
CHANNEL_UNITS = 60
TEXT_UNITS = 100
SITE_UNITS = 40
PEOPLE_NAMED = 10
CHANNELS_NAMED = 3
SITES_NAMED = 2


def pages(handover: Handover, reader: Reader) -> list[Composer]:
    """The whole of it; each page begins with whose shift it is and when it was."""
    found: list[Composer] = [_heading(handover, reader)]
    for lines in _sections(handover.shift, reader):
        for number, line in enumerate(lines):
            gap = "\n\n" if number == 0 else "\n"
            if found[-1].length + len(gap) + line.length > PAGE_UNITS:
                found.append(_name(handover, reader))
                gap = "\n\n"
            found[-1].add(gap).join(line)
    return found


def handover_text(notice: Notice, reader: Reader) -> str:
    """Word of a handover to the desk; a button shows all of it."""
    words, since, until = reader.words, fact_moment(notice, "since"), fact_moment(notice, "until")
    told = "🔁 " + words.gettext("{name} has handed the shift over").format(name=fact_name(notice, "name"))
    if since is not None and until is not None:
        told += ", " + reader.stretch(since, until)
    counts = [fact_count(notice, name) for name in ("fired", "written", "writing", "open")]
    return told + "\n" + _counted(reader, *counts)


def _counted(reader: Reader, fired: int, written: int, writing: int, is_open: int) -> str:
    words = reader.words
    parts = [
        words.ngettext("{count} post alerted", "{count} posts alerted", fired).format(count=fired),
        words.gettext("written: {count}").format(count=written),
        words.gettext("being written: {count}").format(count=writing),
        words.gettext("open: {count}").format(count=is_open),
    ]
    return " · ".join(parts)


def _name(handover: Handover, reader: Reader) -> Composer:
    stretch = reader.stretch(handover.since, handover.until)
    return Composer().add("🔁 ").add(reader.words.gettext("Shift {time}").format(time=stretch), EntityKind.BOLD)


def _heading(handover: Handover, reader: Reader) -> Composer:
    _, shift = reader.words.gettext, handover.shift
    composer = _name(handover, reader)
    if handover.given_at is not None:
        told = _("Handed over by {name}, {time}")
        name = cut(handover.person_name, NAME_UNITS)
        composer.add("\n" + told.format(name=name, time=reader.clock(handover.given_at)))
    is_open, written = len(shift.open) + shift.more_open, len(shift.written) + shift.more_written
    composer.add("\n" + _counted(reader, shift.fired, written, len(shift.writing), is_open))
    if shift.not_news:
        composer.add(" · " + _("not news: {count}").format(count=shift.not_news))
    if not shift.knows_ours:
        composer.add("\n⚠️ " + no_sites(reader.words))
    return composer


def _sections(shift: Shift, reader: Reader) -> list[list[Composer]]:
    _ = reader.words.gettext
    found = [
        _section("⚠️ " + _("Missed"), _missed(shift, reader)),
        _section("✍️ " + _("Being written"), [_line(post, reader) for post in shift.writing]),
        _section("📭 " + _("Open"), _posts(shift.open, shift.more_open, reader)),
        _section("📰 " + _("Written"), _posts(shift.written, shift.more_written, reader)),
    ]
    return [section for section in found if section]


def _section(title: str, lines: list[Composer]) -> list[Composer]:
    return [Composer().add(title, EntityKind.BOLD), *lines] if lines else []


def _posts(posts: Sequence[ShiftPost], more: int, reader: Reader) -> list[Composer]:
    lines = [_line(post, reader) for post in posts]
    if more:
        told = reader.words.ngettext("… and {count} more post", "… and {count} more posts", more)
        lines.append(Composer().add(told.format(count=more)))
    return lines


def _line(post: ShiftPost, reader: Reader) -> Composer:
    composer = Composer().add(TIER_MARKS.get(post.tier, "⚪️") + " ")
    composer.link(cut(post.channel, CHANNEL_UNITS) or reader.words.gettext("channel"), post.link)
    composer.add(f" {reader.clock(post.sent_at)}")
    if text := " ".join(post.beginning.split()):
        composer.add(" — " + cut(text, TEXT_UNITS))
    if end := _end(post, reader):
        composer.add("\n   " + end)
    return composer


def _end(post: ShiftPost, reader: Reader) -> str:
    """Who has it, or where we wrote it up and how soon; then, apart from that, where others did."""
    _, parts = reader.words.gettext, []
    if post.who and post.said_at:
        name, time = cut(post.who, NAME_UNITS), reader.clock(post.said_at)
        told = _("written — {name}, {time}") if post.is_done else _("{name} is writing, since {time}")
        parts.append(told.format(name=name, time=time) if post.site is None else name)
    if post.site is not None:
        probably = _("probably") + ": " if post.is_probable else ""
        parts.append(f"{probably}{cut(post.site, SITE_UNITS)}, {lag((post.minutes or 0) * 60, reader.words)}")
    if post.others:
        named = ", ".join(cut(site, SITE_UNITS) for site in post.others[:SITES_NAMED])
        if more := len(post.others[SITES_NAMED:]):
            named += f" +{more}"
        parts.append(_("elsewhere: {sites}").format(sites=named))
    return " · ".join(parts)


def _missed(shift: Shift, reader: Reader) -> list[Composer]:
    words = reader.words
    together: dict[str, list[Unseen]] = {}  # a lost connection blinds all channels at once
    for unseen in shift.unseen:
        together.setdefault(_when(unseen, reader), []).append(unseen)
    lines = [_unseen(time, group, reader) for time, group in together.items()]
    if shift.undelivered:
        named = ", ".join(f"{cut(name, NAME_UNITS)} — {count}" for name, count in shift.undelivered[:PEOPLE_NAMED])
        lines.append(words.gettext("Alerts not delivered: {people}").format(people=named))
    if shift.late:
        told = words.ngettext("{count} post was seen late", "{count} posts were seen late", shift.late)
        lines.append(told.format(count=shift.late))
    if shift.lapsed:
        told = words.ngettext(
            "{count} post was taken and not written in time",
            "{count} posts were taken and not written in time",
            shift.lapsed,
        )
        lines.append(told.format(count=shift.lapsed))
    return [Composer().add("• " + line) for line in lines]


def _when(unseen: Unseen, reader: Reader) -> str:
    if unseen.until is not None:
        return reader.stretch(unseen.since, unseen.until)
    return reader.words.gettext("since {time}").format(time=reader.clock(unseen.since))


def _unseen(time: str, group: Sequence[Unseen], reader: Reader) -> str:
    named = ", ".join(cut(unseen.channel, CHANNEL_UNITS) for unseen in group[:CHANNELS_NAMED])
    if more := len(group[CHANNELS_NAMED:]):
        named += f" +{more}"
    told = reader.words.gettext("{channels}: not seen {time}").format(channels=named, time=time)
    recovered = sum(unseen.recovered for unseen in group)
    if not recovered:
        return told
    count = reader.words.ngettext("{count} post recovered", "{count} posts recovered", recovered)
    return told + ", " + count.format(count=recovered)
