"""The articles of a post as an alert lists them: the surest first, each with its reason in words."""

from collections.abc import Sequence
from gettext import NullTranslations

from bot.matching.explain import quotes, reason
from bot.message import Composer, cut, stack
from storage.records import Band, EntityKind, Mention, Relation

TITLE_UNITS = 140
REASON_UNITS = 220
SITE_UNITS = 40


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
    _ = words.gettext
    article, verdict = mention.article, mention.verdict
    composer = Composer().add(mark(mention) + " ").add(cut(article.site, SITE_UNITS), EntityKind.BOLD)
    composer.add(": ").link(cut(article.title.strip() or article.url, TITLE_UNITS), article.url).add("\n")
    if verdict.relation is Relation.REPORTS and verdict.band is Band.PROBABLE:
        composer.add(_("probably") + ": ", EntityKind.ITALIC)
    return composer.add(cut(reason(verdict, words, brief=True), REASON_UNITS))


def mark(mention: Mention) -> str:
    """What kind of article it is, at a glance: ours, quoting, recalling or retelling."""
    if mention.article.ours:
        return "✅"
    if mention.verdict.relation is Relation.BACKGROUND:
        return "↩️"
    return "💬" if quotes(mention.verdict.evidence) else "✏️"


def listing(mentions: Sequence[Mention], words: NullTranslations, *, limit: int) -> Composer:
    """As many of the articles as fit, then how many more there are."""

    def left_out(count: int) -> str:
        # no noun: articles and those that only recall the post may be among them
        return words.gettext("… and {count} more").format(count=count)

    return stack([line(mention, words) for mention in ordered(mentions)], left_out=left_out, limit=limit, gap="\n")
