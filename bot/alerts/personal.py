"""What concerns one person alone: what was skipped for them, what they took and did not write."""

from bot.alerts.facts import fact_count, fact_moment, fact_name, fact_text
from bot.alerts.post import Reader
from bot.message import cut
from storage.records import Notice

CHANNELS_UNITS = 500


def returned_text(notice: Notice, reader: Reader) -> str:
    """What was skipped while the bot could not write to somebody."""
    words = reader.words
    since, until = fact_moment(notice, "since"), fact_moment(notice, "until")
    told = [words.gettext("👋 The bot can write to you again.")]
    if since is not None and until is not None:
        told[0] += " " + words.gettext("It could not from {since} to {until}.").format(
            since=reader.clock(since), until=reader.clock(until)
        )
    if posts := fact_count(notice, "posts"):
        told.append(
            words.ngettext(
                "The newest posts of that time follow; {count} older one was skipped:",
                "The newest posts of that time follow; {count} older ones were skipped:",
                posts,
            ).format(count=posts)
        )
        told.append(cut(fact_text(notice, "channels"), CHANNELS_UNITS))
    if notices := fact_count(notice, "notices"):
        told.append(
            words.ngettext(
                "{count} older message about the bot itself was skipped too.",
                "{count} older messages about the bot itself were skipped too.",
                notices,
            ).format(count=notices)
        )
    told.append(words.gettext("/latest and /search show what was skipped."))
    return "\n".join(part for part in told if part)


def claim_lapsed_text(notice: Notice, reader: Reader) -> str:
    """Who took a post and has not written: it is free again."""
    _, sent, taken = reader.words.gettext, fact_moment(notice, "sent"), fact_moment(notice, "taken")
    told = _("⏳ You took a post, and no article of ours is there yet. Colleagues may take it now.")
    if taken is not None:
        told += " " + _("Taken: {time}.").format(time=reader.clock(taken))
    name = fact_name(notice, "channel") + (f" · {reader.clock(sent)}" if sent is not None else "")
    beginning = " ".join(fact_text(notice, "text").split())
    return "\n".join(part for part in (told, name, beginning, fact_text(notice, "link")) if part)
