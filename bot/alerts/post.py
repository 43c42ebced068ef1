"""A post as people see it: where it comes from, when, and its own words as they were written."""

from dataclasses import dataclass
from datetime import datetime
from gettext import NullTranslations

from bot.alerts.media import media_line
from bot.message import Composer, cut
from bot.texts.catalogues import words as words_of
from bot.texts.dates import clock, stretch, when
from storage.records import BULK, Cause, Channel, Claim, ClaimState, EntityKind, Late, Person, Post

TIER_MARKS = {1: "🔴", 2: "🟠", 3: "⚪️", BULK: "🔕"}
TITLE_UNITS = 120
NAME_UNITS = 60


@dataclass(frozen=True, slots=True, kw_only=True)
class Reader:
    """For whom something is written, and at what moment."""

    language: str
    timezone: str
    now: datetime

    @property
    def words(self) -> NullTranslations:
        """The catalogue of their language."""
        return words_of(self.language)

    def clock(self, at: datetime) -> str:
        """A time of day, with its day where that is not today."""
        return clock(at, now=self.now, timezone=self.timezone, language=self.language)

    def stretch(self, since: datetime, until: datetime) -> str:
        """From when to when, as times of day."""
        return stretch(since, until, now=self.now, timezone=self.timezone, language=self.language)

    def when(self, at: datetime) -> str:
        """A time as people say it, for an answer that is read at once."""
        return when(at, now=self.now, timezone=self.timezone, language=self.language)


def reader_of(person: Person, now: datetime) -> Reader:
    """A person as a reader."""
    return Reader(language=person.language, timezone=person.timezone, now=now)


def heading(post: Post, channel: Channel, reader: Reader) -> Composer:
    """Tier, channel and time; then origin, attachment, and what became of the post."""
    _ = reader.words.gettext
    composer = Composer().add(TIER_MARKS.get(channel.spec.tier, "⚪️") + " ")
    composer.link(cut(channel.title.strip() or _("channel"), TITLE_UNITS), post.link)
    composer.add(" · " + reader.clock(post.sent_at))
    if told := became(post, reader):
        composer.add(" · ").add(told, EntityKind.BOLD)
    if post.late is not None:
        composer.add("\n⏰ " + _late(post.late, post.received_at, reader))
    _add_origin(composer, post, reader.words)
    if media := media_line(post, reader.words):
        composer.add("\n" + media)
    return composer


def became(post: Post, reader: Reader) -> str:
    """That a post was deleted or edited, and when; empty where it stands as it was written."""
    _ = reader.words.gettext
    if post.deleted_at is not None:
        return _deleted(post.deleted_at, post.deleted_after, reader)
    if post.revision == 0:
        return ""
    return _("edited {time}").format(time=reader.clock(post.edited_at)) if post.edited_at else _("edited")


def _deleted(noticed_at: datetime, after: datetime | None, reader: Reader) -> str:
    """When a post was deleted; no push told of it where only two times are known between which it was."""
    _ = reader.words.gettext
    if after is None or after >= noticed_at:
        return _("deleted {time}").format(time=reader.clock(noticed_at))
    return _("deleted between {since} and {until}").format(since=reader.clock(after), until=reader.clock(noticed_at))


def _late(late: Late, received_at: datetime, reader: Reader) -> str:
    """That a post was seen late, and why."""
    _ = reader.words.gettext
    why = {
        Cause.STOPPED: _("Dzherelo was not running"),
        Cause.AWAY: _("there was no connection to Telegram"),
        Cause.FAILED: _("the channel could not be read"),
        Cause.MISSED: _("Telegram did not tell of it"),
        Cause.POLLED: _("the channel is only asked now and then"),
        Cause.SLOW: _("Telegram told of it late"),
    }[late.cause]
    if late.since is not None:
        why = _("{why} since {time}").format(why=why, time=reader.clock(late.since))
    return _("Seen late, {time}: {why}").format(time=reader.clock(received_at), why=why)


def _add_origin(composer: Composer, post: Post, words: NullTranslations) -> None:
    _, forward = words.gettext, post.forward
    if forward is not None:
        composer.add("\n↪️ " + _("forwarded from") + ": ")
        name = cut(forward.name or _("another channel"), NAME_UNITS)
        if forward.telegram_id and forward.message_id:
            composer.link(name, f"https://t.me/c/{forward.telegram_id}/{forward.message_id}")
        else:
            composer.add(name)
    if post.reply_to is not None:
        place = post.link.rsplit("/", 1)[0]
        composer.add("\n↩️ ").link(_("answers an earlier post"), f"{place}/{post.reply_to}")


def claim_mark(claim: Claim) -> str:
    """At a glance: taken, or not news."""
    return {ClaimState.TAKEN: "✍️", ClaimState.WRITTEN: "✅", ClaimState.NOT_NEWS: "🚫"}[claim.state]


def claim_line(claim: Claim, reader: Reader) -> str:
    """«пише Олена, з 14:05», «написано — Олена, 14:20», «не новина — Олена»."""
    _, name = reader.words.gettext, cut(claim.person_name, NAME_UNITS)
    if claim.state is ClaimState.TAKEN:
        return _("{name} is writing, since {time}").format(name=name, time=reader.clock(claim.made_at))
    if claim.state is ClaimState.WRITTEN:
        return _("written — {name}, {time}").format(name=name, time=reader.clock(claim.made_at))
    return _("not news — {name}").format(name=name)
