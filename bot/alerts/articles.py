"""The articles of a post as an alert lists them: the surest first, each with its reason in words."""

from collections.abc import Sequence
from gettext import NullTranslations

from bot.matching.explain import quotes, reason
from bot.message import Composer, cut, stack
from storage.records import Band, EntityKind, Label, Mention, Relation, Verdict

TITLE_UNITS = 140
REASON_UNITS = 220
SITE_UNITS = 40
NAME_UNITS = 40


def ordered(mentions: Sequence[Mention]) -> list[Mention]:
    """Matched ones, then probable ones, then those that only recall the post; each kind in order of publication."""
    return sorted((mention for mention in mentions if mention.verdict.band is not Band.NONE), key=_rank)


def reports(mentions: Sequence[Mention]) -> list[Mention]:
    """Those written from the post, surely or probably."""
    return [mention for mention in ordered(mentions) if mention.verdict.relation is Relation.REPORTS]


def _rank(mention: Mention) -> int:
    if mention.verdict.relation is Relation.BACKGROUND:
        return 2
    return 0 if mention.verdict.band is Band.MATCHED else 1


def line(mention: Mention, words: NullTranslations) -> Composer:
    """Site, title with its address, and below why it is held to come from the post."""
    article, verdict = mention.article, mention.verdict
    composer = Composer().add(mark(mention) + " ").add(cut(article.site, SITE_UNITS), EntityKind.BOLD)
    composer.add(": ").link(cut(article.title.strip() or article.url, TITLE_UNITS), article.url).add("\n")
    if unsure := doubt(verdict, mention.label, words):
        composer.add(unsure + ": ", EntityKind.ITALIC)
    composer.add(confirmed(mention.label, words))
    return composer.add(cut(reason(verdict, words, brief=True), REASON_UNITS))


def doubt(verdict: Verdict, label: Label | None, words: NullTranslations) -> str:
    """Before the reasons: that it is not sure; empty where it is, or where somebody has looked at it."""
    if label is not None:
        return ""
    if verdict.band is Band.PROBABLE:
        return words.gettext("probably")
    return words.gettext("looks like it") if verdict.is_narrow else ""


def confirmed(label: Label | None, words: NullTranslations) -> str:
    """Before the reasons: that somebody has looked at it, and who."""
    if label is None:
        return ""
    return "☑️ " + words.gettext("confirmed by {name}").format(name=cut(label.person_name, NAME_UNITS)) + " · "


def mark(mention: Mention) -> str:
    """What kind of article it is, at a glance: ours, quoting, recalling or retelling."""
    if mention.article.ours:
        return "✅"
    if mention.verdict.relation is Relation.BACKGROUND:
        return "↩️"
    return "💬" if quotes(mention.verdict.evidence) else "✏️"


def in_order_of_publication(mentions: Sequence[Mention]) -> list[Mention]:
    """Those written from the post as they came out, then those that only recall it."""
    told = [mention for mention in mentions if mention.verdict.band is not Band.NONE]  # stand in that order
    return sorted(told, key=lambda mention: mention.verdict.relation is Relation.BACKGROUND)


def surest_first(mentions: Sequence[Mention], words: NullTranslations) -> list[Composer]:
    """A line for each article, as `ordered` has them."""
    return [line(mention, words) for mention in ordered(mentions)]


def listing(lines: Sequence[Composer], words: NullTranslations, *, limit: int) -> Composer:
    """As many of the articles as fit, then how many more there are."""
    return stack(lines, left_out=lambda count: left_out(count, words), limit=limit, gap="\n")


def left_out(count: int, words: NullTranslations) -> str:
    """That there are more; no noun, for articles and those that only recall the post may be among them."""
    return words.gettext("… and {count} more").format(count=count)


def in_time(mentions: Sequence[Mention], words: NullTranslations) -> list[Composer]:
    """A line for each article, the earliest first."""
    told = in_order_of_publication(mentions)
    first = next((one for one in told if one.verdict.band is Band.MATCHED), None)
    return [_ranked(mention, words, is_first=mention is first) for mention in told]


def _ranked(mention: Mention, words: NullTranslations, *, is_first: bool) -> Composer:
    """A line that says who was first, where somebody surely was."""
    if not is_first or mention.verdict.relation is Relation.BACKGROUND:
        return line(mention, words)
    return Composer().add("🥇 " + words.gettext("first") + " ").join(line(mention, words))
