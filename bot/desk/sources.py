"""One post behind an article: why it is held to be, how the article quotes it, and what it adds or leaves out."""

from bot.alerts.articles import REASON_UNITS, confirmed
from bot.alerts.post import TIER_MARKS, Reader
from bot.matching.background import article_text
from bot.matching.contrast import contrast
from bot.matching.explain import reason, shown
from bot.message import Composer, cut
from storage.records import Article, Band, Channel, EntityKind, Fidelity, Post, Quotation, Relation, Source

POST_UNITS = 700
QUOTED = 4  # quotations
QUOTATION_UNITS = 80
WORDS_UNITS = 160


def post_name(post: Post, channel: Channel, reader: Reader) -> Composer:
    """Where a post stands, linked, and when it was published."""
    composer = Composer().add(TIER_MARKS.get(channel.spec.tier, "⚪️") + " ")
    return composer.link(cut(channel.title or post.link, 120), post.link).add(" · " + reader.when(post.sent_at))


def source_part(article: Article, source: Source, reader: Reader) -> Composer:
    """The part of a source card that is about one post."""
    _, verdict = reader.words.gettext, source.verdict
    composer = post_name(source.post, source.channel, reader).add("\n")
    if verdict.relation is Relation.REPORTS and verdict.band is Band.PROBABLE:
        composer.add(_("probably") + ": ", EntityKind.ITALIC)
    composer.add(confirmed(source.label, reader.words))
    composer.add(cut(reason(verdict, reader.words), REASON_UNITS))
    if verdict.article_id == article.id:  # of a copy the places in the text are not known
        _add_quotations(composer, article, source, reader)
    if verdict.relation is Relation.REPORTS:
        _add_contrast(composer, article, source, reader)
    if source.post.original.strip():
        composer.add("\n").quote(source.post.original, source.post.entities, limit=POST_UNITS)
    return composer


def _add_quotations(composer: Composer, article: Article, source: Source, reader: Reader) -> None:
    text, quotations = article_text(article), source.verdict.evidence.quotations
    for quotation in quotations[:QUOTED]:
        quoted = " ".join(text[quotation.article_start : quotation.article_end].split())
        if quoted:  # else the article has changed since
            composer.add(f"\n{_state(quotation, reader)}: «{cut(quoted, QUOTATION_UNITS)}»")
    if more := len(quotations[QUOTED:]):
        told = reader.words.ngettext("… and {count} more quotation", "… and {count} more quotations", more)
        composer.add("\n" + told.format(count=more))


def _state(quotation: Quotation, reader: Reader) -> str:
    """Whether somebody's words were kept."""
    _ = reader.words.gettext
    if quotation.fidelity is Fidelity.ALTERED:
        changes = shown([(change.post, change.article) for change in quotation.changes])
        mark = "⚠️" if any(change.telling for change in quotation.changes) else "✏️"
        return f"{mark} " + _("altered ({changes})").format(changes=changes)
    return {
        Fidelity.EXACT: "✅ " + _("word for word"),
        Fidelity.TRANSLATED: "🌐 " + _("translated"),
        Fidelity.MISSING: "❔ " + _("not in the post"),
    }[quotation.fidelity]


def _add_contrast(composer: Composer, article: Article, source: Source, reader: Reader) -> None:
    _, found = reader.words.gettext, contrast(article, source.post, source.channel)
    if found.added:
        composer.add("\n➕ " + cut(_("Adds: {words}").format(words=", ".join(found.added)), WORDS_UNITS))
    if found.left_out:
        composer.add("\n➖ " + cut(_("Leaves out: {words}").format(words=", ".join(found.left_out)), WORDS_UNITS))
