"""Why a verdict stands, in words: strongest first, in the reader's language."""

import textwrap
from gettext import NullTranslations

from storage.records import Band, Evidence, Relation, Verdict

_LONG_RUN_WORDS = 8  # measured: an article of another post shares at most seven
_REASONS = 3  # an alert has one line for them
_NAMED = 3
_ATTRIBUTION = 48  # characters
_NUMBERED = 4


def _quoting(evidence: Evidence, words: NullTranslations) -> str | None:
    ngettext = words.ngettext
    count = evidence.sentences
    if count:
        return ngettext(
            "quotes %(count)d sentence word for word", "quotes %(count)d sentences word for word", count
        ) % {"count": count}
    longest = max((span.words for span in evidence.spans), default=0)
    if longest >= _LONG_RUN_WORDS:
        return ngettext("repeats %(count)d word in a row", "repeats %(count)d words in a row", longest) % {
            "count": longest
        }
    return None


def _naming(evidence: Evidence, words: NullTranslations, *, brief: bool) -> list[str]:
    _ = words.gettext
    if evidence.attribution is None:
        return []
    if brief:
        return [_("names the source")]
    named = textwrap.shorten(evidence.attribution, _ATTRIBUTION, placeholder="…")
    return [_("names the source (%(words)s)") % {"words": named}]


def _agreeing(evidence: Evidence, words: NullTranslations) -> list[str]:
    _ = words.gettext
    found = []
    if evidence.numbers:
        found.append(_("same numbers: %(numbers)s") % {"numbers": ", ".join(evidence.numbers[:_NUMBERED])})
    if evidence.names:
        found.append(_("same names: %(names)s") % {"names": ", ".join(evidence.names[:_NAMED])})
    return found


def _differing(evidence: Evidence, words: NullTranslations) -> list[str]:
    _ = words.gettext
    found = []
    if evidence.numbers_clash:
        found.append(_("other numbers: %(numbers)s") % {"numbers": ", ".join(evidence.numbers_clash[:_NUMBERED])})
    if evidence.names_clash:
        found.append(_("other names: %(names)s") % {"names": ", ".join(evidence.names_clash[:_NAMED])})
    return found


def lag(seconds: int, words: NullTranslations) -> str:
    """How long after the post an article came, rounded down: minutes, then hours and minutes, then days."""
    _, ngettext = words.gettext, words.ngettext
    minutes = seconds // 60
    if minutes < 0:
        return _("before the post")
    if minutes == 0:
        return _("less than a minute later")
    if minutes < 60:
        return ngettext("%(count)d minute later", "%(count)d minutes later", minutes) % {"count": minutes}
    hours, rest = divmod(minutes, 60)
    if hours < 48:
        whole = ngettext("%(count)d hour later", "%(count)d hours later", hours) % {"count": hours}
        return whole if not rest else _("%(hours)d h %(minutes)d min later") % {"hours": hours, "minutes": rest}
    days = hours // 24
    return ngettext("%(count)d day later", "%(count)d days later", days) % {"count": days}


def reason(verdict: Verdict, words: NullTranslations, *, brief: bool = False) -> str:
    """The reasons for a verdict, the strongest first, and the lag; where unsure, what speaks against it.

    A brief one, for a line of an alert, names no words, names and numbers.
    """
    _ = words.gettext
    evidence = verdict.evidence
    link = _("links to the post") if evidence.link else None
    strong = [part for part in (link, _quoting(evidence, words)) if part] or [_("retells it")]
    if verdict.relation is Relation.BACKGROUND:
        strong = [_("only recalls it in the background"), *([link] if link else [])]
    parts = [*strong, *_naming(evidence, words, brief=brief)]
    if not brief:
        parts += _agreeing(evidence, words)
    parts = parts[:_REASONS]
    if verdict.band is not Band.MATCHED:
        parts += _differing(evidence, words)
    if evidence.lag_seconds is not None:
        parts.append(lag(evidence.lag_seconds, words))
    return ", ".join(parts)
