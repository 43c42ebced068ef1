"""A rule in words."""

from collections.abc import Mapping, Sequence
from gettext import NullTranslations

from bot.alerts.post import TIER_MARKS
from bot.message import Composer, cut
from bot.rules.reading import shown
from bot.texts.marking import N_
from storage.records import Channel, ChannelId, Criteria, EntityKind, Pattern

LANGUAGES = {"uk": N_("Ukrainian"), "ru": N_("Russian"), "en": N_("English")}
NAMED = 5  # channels
WORDS_UNITS = 500
TITLE_UNITS = 56

Channels = Mapping[ChannelId, Channel]


def title(criteria: Criteria, channels: Channels, words: NullTranslations) -> str:
    """A rule in one line, for a list or a button."""
    parts = [joined(criteria.wanted, TITLE_UNITS)] if criteria.wanted else []
    if criteria.channels:
        parts.append(names(criteria.channels, channels, words, most=2))
    if criteria.tiers:
        parts.append(marks(criteria.tiers))
    if criteria.languages:
        parts.append(spoken(criteria.languages, words))
    if not parts:
        parts = [words.gettext("everything")]
    if criteria.unwanted:
        parts.append("🚫 " + joined(criteria.unwanted, TITLE_UNITS // 2))
    if criteria.unwritten_minutes is not None:
        parts.append("⏳ " + words.gettext("{count} min").format(count=criteria.unwritten_minutes))
    return cut(" · ".join(parts), TITLE_UNITS)


def described(criteria: Criteria, channels: Channels, words: NullTranslations) -> Composer:
    """All that a rule asks for, a line each."""
    _, composer = words.gettext, Composer()
    lines = {
        "📝 " + _("Words"): joined(criteria.wanted, WORDS_UNITS),
        "🚫 " + _("Except"): joined(criteria.unwanted, WORDS_UNITS),
        "📡 " + _("Channels"): names(criteria.channels, channels, words, most=NAMED),
        "🚦 " + _("Tiers"): marks(criteria.tiers),
        "🌐 " + _("Languages"): spoken(criteria.languages, words),
    }
    if not any(lines.values()):
        lines["📬 " + _("Everything")] = _("every post but those of channels that post by the dozen")
    if criteria.unwritten_minutes is not None:
        told = _("only if nobody has written it after {count} min").format(count=criteria.unwritten_minutes)
        lines["⏳ " + _("When")] = told
    for name, value in lines.items():
        if value:
            composer.add("\n" if composer.length else "").add(name, EntityKind.BOLD).add(": " + value)
    return composer


def joined(patterns: Sequence[Pattern], limit: int) -> str:
    """Patterns as they may be written."""
    return cut(", ".join(shown(pattern) for pattern in patterns), limit)


def names(chosen: frozenset[ChannelId], channels: Channels, words: NullTranslations, *, most: int) -> str:
    """Channels by title; those that are watched no more last, as a number."""
    titles = [cut(channel.title, 40) for channel_id, channel in channels.items() if channel_id in chosen]
    more = len(chosen) - len(titles[:most])
    named = ", ".join(titles[:most])
    if not more:
        return named
    return (named + " " if named else "") + words.gettext("and {count} more").format(count=more)


def marks(tiers: frozenset[int]) -> str:
    """Tiers by their marks."""
    return " ".join(TIER_MARKS.get(tier, "") + str(tier) for tier in sorted(tiers))


def spoken(languages: frozenset[str], words: NullTranslations) -> str:
    """Languages by name."""
    return ", ".join(words.gettext(LANGUAGES[code]) for code in LANGUAGES if code in languages)
