"""Why a verdict stands, in words: strongest first, in the reader's language."""

import textwrap
from collections.abc import Sequence
from gettext import NullTranslations

from storage.records import Band, Evidence, Fidelity, Relation, Verdict

_LONG_RUN_WORDS = 8  # measured: an article of another post shares at most seven
_REASONS = 3  # an alert has one line for them
_NAMED = 3
_ATTRIBUTION = 48  # characters
_NUMBERED = 4
_CHANGES = 2
_NEAR = 0.43  # to the encoder: one in a hundred of an article and a post of other news is so near
_CHANGE = 40  # characters on each side


def quotes(evidence: Evidence) -> bool:
    """Whether words of the post stand in quotation marks, be it altered or in translation."""
    altered = (Fidelity.ALTERED, Fidelity.TRANSLATED)
    in_marks = evidence.sentences > 0 or _quotes_part(evidence)
    return in_marks or any(quotation.fidelity in altered for quotation in evidence.quotations)


def _quotes_part(evidence: Evidence) -> bool:
    """Whether a few words stand in quotation marks as the post has them."""
    exact = [one for one in evidence.quotations if one.fidelity is Fidelity.EXACT]
    runs = [span for span in evidence.spans if span.quoted]
    return any(one.article_start <= run.article_start < one.article_end for one in exact for run in runs)


def _quoting(evidence: Evidence, words: NullTranslations) -> str | None:
    ngettext = words.ngettext
    count = evidence.sentences
    if count:
        return ngettext(
            "quotes %(count)d sentence word for word", "quotes %(count)d sentences word for word", count
        ) % {"count": count}
    if _quotes_part(evidence):
        return words.gettext("quotes part of a sentence word for word")
    if any(quotation.fidelity is Fidelity.TRANSLATED for quotation in evidence.quotations):
        return words.gettext("quotes it in translation")
    longest = max((span.words for span in evidence.spans), default=0)
    if longest >= _LONG_RUN_WORDS:
        return ngettext("repeats %(count)d word in a row", "repeats %(count)d words in a row", longest) % {
            "count": longest
        }
    return None


def _altering(evidence: Evidence, words: NullTranslations) -> list[str]:
    """Words of the post that read otherwise in a quotation; loudly where they are numbers, names or negations."""
    _ = words.gettext
    changes = [change for quotation in evidence.quotations for change in quotation.changes]
    if telling := [(change.post, change.article) for change in changes if change.telling]:
        return ["⚠️ " + _("quote altered: %(changes)s") % {"changes": shown(telling)}]
    reworded = [(change.post, change.article) for change in changes]
    return [_("reworded in a quote: %(changes)s") % {"changes": shown(reworded)}] if reworded else []


def shown(changes: Sequence[tuple[str, str]]) -> str:
    """The first of some changed words, as they were and as they are: «117 → 171; …»."""
    pairs = (f"{_short(before) or '∅'} → {_short(after) or '∅'}" for before, after in changes[:_CHANGES])
    return "; ".join(pairs) + ("; …" if len(changes) > _CHANGES else "")


def _short(text: str) -> str:
    return textwrap.shorten(text, _CHANGE, placeholder="…")


def _elsewhere(evidence: Evidence, words: NullTranslations) -> list[str]:
    missing = sum(quotation.fidelity is Fidelity.MISSING for quotation in evidence.quotations)
    if not missing:
        return []
    return [
        words.ngettext("%(count)d quotation is not in the post", "%(count)d quotations are not in the post", missing)
        % {"count": missing}
    ]


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
    if evidence.meaning is not None and evidence.meaning >= _NEAR:
        found.append(_("the texts are near in meaning"))
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
    altered = _altering(evidence, words)
    strong = [*altered, *(part for part in (link, _quoting(evidence, words)) if part)] or [_("retells it")]
    if verdict.relation is Relation.BACKGROUND:
        strong = [*altered, _("only recalls it in the background"), *([link] if link else [])]
    if evidence.superseded:
        strong[-1] = _("%(reason)s (as the post read before its edit)") % {"reason": strong[-1]}
    parts = [*strong, *_naming(evidence, words, brief=brief)]
    if not brief:
        parts += _agreeing(evidence, words)
    parts = parts[:_REASONS]
    if verdict.band is not Band.MATCHED:
        parts += _differing(evidence, words)
    if not brief and verdict.relation is Relation.REPORTS:
        parts += _elsewhere(evidence, words)
    if evidence.lag_seconds is not None:
        parts.append(lag(evidence.lag_seconds, words))
    return ", ".join(parts)
