"""One statement behind an article: why it is held to be, how the article quotes it, and what it adds or leaves out."""

from collections.abc import Sequence

from bot.alerts.articles import REASON_UNITS, confirmed, doubt
from bot.alerts.edits import edit_line
from bot.alerts.post import TIER_MARKS, Reader, became
from bot.desk.statements import CHANNEL_UNITS, Told, same_as
from bot.matching.background import article_text
from bot.matching.contrast import contrast
from bot.matching.explain import reason, shown
from bot.matching.quotes import quotes
from bot.matching.wordings import as_read_by
from bot.message import Composer, cut
from storage.records import (
    Article,
    ArticleAccess,
    Channel,
    EntityKind,
    Fidelity,
    Post,
    Quotation,
    Relation,
    Source,
    Standing,
)

POST_UNITS = 700
QUOTED = 4  # quotations
QUOTATION_UNITS = 80
WORDS_UNITS = 160


def post_name(post: Post, channel: Channel, reader: Reader) -> Composer:
    """Where a post stands, linked, and when it was published."""
    composer = Composer().add(TIER_MARKS.get(channel.spec.tier, "⚪️") + " ")
    return composer.link(cut(channel.title or post.link, 120), post.link).add(" · " + reader.when(post.sent_at))


def source_part(article: Article, told: Told, reader: Reader, *, others: Sequence[Source] = ()) -> Composer:
    """The part of a source card that is about one statement; what the card's others have, nobody has added to it."""
    verdict, closest = told.verdict, told.closest
    composer = statement_name(told, reader)
    if closest is not told.first:
        named = cut(closest.channel.title, CHANNEL_UNITS)
        composer.add("\n" + reader.words.gettext("closest to the text of “{channel}”").format(channel=named))
    _add_edit(composer, closest, reader)
    composer.add("\n")
    if unsure := doubt(verdict, told.label, reader.words):
        composer.add(unsure + ": ", EntityKind.ITALIC)
    composer.add(confirmed(told.label, reader.words))
    composer.add(cut(reason(verdict, reader.words), REASON_UNITS))
    if verdict.article_id == article.id:  # of a copy the places in the text are not known
        _add_quotations(composer, article, closest, reader)
    if verdict.relation is Relation.REPORTS:
        _add_contrast(composer, article, closest, others, reader)
    if closest.post.original.strip():
        composer.add("\n").quote(closest.post.original, closest.post.entities, limit=POST_UNITS)
    return composer


def statement_name(told: Told, reader: Reader) -> Composer:
    """The post that said it first, with what became of that, and below it those that say the same."""
    first, *others = told.sources
    composer = post_name(first.post, first.channel, reader)
    if fate := became(first.post, reader):
        composer.add(" · ").add(fate, EntityKind.BOLD)
    if others:
        composer.add("\n").join(same_as(first.post, [(one.post, one.channel) for one in others], reader))
    return composer


def _add_edit(composer: Composer, source: Source, reader: Reader) -> None:
    """What an edit of the post changed, as an alert says it."""
    if source.post.earlier:
        first = source.post.earlier[0].original
        standing = Standing(post=source.post, channel=source.channel, mentions=(), claim=None, first_text=first)
        composer.add("\n").join(edit_line(standing, reader))


def _add_quotations(composer: Composer, article: Article, source: Source, reader: Reader) -> None:
    _, text = reader.words.gettext, article_text(article)
    quotations = sorted(source.verdict.evidence.quotations, key=_rank)
    for quotation in quotations[:QUOTED]:
        quoted = " ".join(text[quotation.article_start : quotation.article_end].split())
        if quoted:  # else the article has changed since
            marked = _("“{words}”").format(words=cut(quoted, QUOTATION_UNITS))
            composer.add(f"\n{_state(quotation, text, reader)}: {marked}")
    if more := len(quotations[QUOTED:]):
        told = reader.words.ngettext("… and {count} more quotation", "… and {count} more quotations", more)
        composer.add("\n" + told.format(count=more))


def _rank(quotation: Quotation) -> int:
    """What an editor must see comes first, and last what is not of the post; sorting keeps the order of the text."""
    if quotation.fidelity is Fidelity.ALTERED:
        return 0 if any(change.telling for change in quotation.changes) else 1
    return {Fidelity.UNCOMPARED: 3, Fidelity.MISSING: 4}.get(quotation.fidelity, 2)


def _state(quotation: Quotation, text: str, reader: Reader) -> str:
    """Whether somebody's words were kept."""
    _ = reader.words.gettext
    if quotation.fidelity is Fidelity.ALTERED:
        changes = shown([(change.post, change.article) for change in quotation.changes])
        mark = "⚠️" if any(change.telling for change in quotation.changes) else "✏️"
        return f"{mark} " + _("altered ({changes})").format(changes=changes)
    if quotation.fidelity is Fidelity.EXACT:
        return "✅ " + (_("word for word") if _is_marked(quotation, text) else _("word for word, no quotation marks"))
    return {
        Fidelity.TRANSLATED: "🌐 " + _("translated"),
        Fidelity.UNCOMPARED: "🌐 " + _("in another language, not compared"),
        Fidelity.MISSING: "❔ " + _("not in the post"),
    }[quotation.fidelity]


def _is_marked(quotation: Quotation, text: str) -> bool:
    """Whether it stands in quotation marks in the article."""
    return any(start <= quotation.article_start < end for start, end in quotes(text))


def _add_contrast(
    composer: Composer, article: Article, source: Source, others: Sequence[Source], reader: Reader
) -> None:
    """What the article has beside the wording it was written from; of a text nobody has read, not what it lacks."""
    _, post = reader.words.gettext, as_read_by(article, source.post)
    beside = [(as_read_by(article, other.post), other.channel) for other in others]
    found = contrast(article, post, source.channel, others=beside)
    if found.added:
        composer.add("\n➕ " + cut(_("Adds: {words}").format(words=_listed(found.added, reader)), WORDS_UNITS))
    if found.left_out and article.access is ArticleAccess.FULL:
        composer.add("\n➖ " + cut(_("Leaves out: {words}").format(words=_listed(found.left_out, reader)), WORDS_UNITS))


def _listed(found: Sequence[str], reader: Reader) -> str:
    """Numbers as they are; names in quotation marks, since they stand in whatever case their sentence has them in."""
    quoted = reader.words.gettext("“{words}”")
    return ", ".join(quoted.format(words=words) if _is_name(words) else words for words in found)


def _is_name(words: str) -> bool:
    """Whether it is no number: «семеро людей», "25 млн €", «Shahed-136»."""
    return any(map(str.isupper, words)) and not any(map(str.isdecimal, words))
