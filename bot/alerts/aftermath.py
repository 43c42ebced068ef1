"""Words for what became of a post after we wrote it up."""

import json

from bot.alerts.corrections import deleted_draft, edited_draft
from bot.alerts.facts import fact_count, fact_moment, fact_name, fact_text
from bot.alerts.post import TIER_MARKS, Reader
from bot.matching.explain import shown
from bot.message import Composer, cut
from storage.records import EntityKind, Notice

SENTENCE_UNITS = 400
CHANGES_UNITS = 400
NAMED_CHANGES = 3


def post_edited_text(notice: Notice, reader: Reader) -> Composer:
    """The difference, the sentence that it breaks, and a correction."""
    _ = reader.words.gettext
    composer = _heading("✏️ " + _("A post that we wrote up was changed in substance"), notice, reader)
    composer.add("\n\n" + cut(_difference(notice, reader), CHANGES_UNITS))
    if sentence := fact_text(notice, "sentence"):
        composer.add("\n\n" + _("Our article says:") + " ").add(cut(sentence, SENTENCE_UNITS), EntityKind.ITALIC)
    return _with_correction(composer, _edited(notice), reader)


def post_deleted_text(notice: Notice, reader: Reader) -> Composer:
    """When it was noticed, and an update."""
    _, at = reader.words.gettext, fact_moment(notice, "deleted")
    composer = _heading("🗑 " + _("A post that we wrote up was deleted"), notice, reader)
    if at is not None:
        composer.add("\n" + _("Noticed: {time}. We keep its text: send me its link.").format(time=reader.clock(at)))
    draft = deleted_draft(fact_text(notice, "language"), fact_name(notice, "channel"))
    return _with_correction(composer, draft, reader)


def misquoted_text(notice: Notice, reader: Reader) -> Composer:
    """The words of the post beside those of our article."""
    _ = reader.words.gettext
    composer = _heading("🔎 " + _("Our article does not quote the post exactly"), notice, reader)
    composer.add("\n\n" + _("Our article says:") + " ")
    composer.add(cut(fact_text(notice, "sentence"), SENTENCE_UNITS), EntityKind.ITALIC)
    told = _("In the post → in our article: {changes}").format(changes=shown(_changes(notice)))
    return composer.add("\n" + cut(told, CHANGES_UNITS))


def _heading(told: str, notice: Notice, reader: Reader) -> Composer:
    composer = Composer().add(told, EntityKind.BOLD).add("\n" + TIER_MARKS.get(fact_count(notice, "tier"), "⚪️") + " ")
    composer.link(fact_name(notice, "channel") or reader.words.gettext("channel"), fact_text(notice, "link"))
    if (sent := fact_moment(notice, "sent")) is not None:
        composer.add(" · " + reader.clock(sent))
    composer.add("\n📰 ").link(fact_name(notice, "article") or fact_name(notice, "site"), fact_text(notice, "url"))
    return composer


def _difference(notice: Notice, reader: Reader) -> str:
    _, changes = reader.words.gettext, _changes(notice)
    parts = [_("It was → it is: {changes}").format(changes=shown(changes))] if changes else []
    if removed := fact_text(notice, "removed"):
        parts.append(_("taken out: {sentence}").format(sentence=f"«{removed}»"))
    if added := fact_text(notice, "added"):
        parts.append(_("added: {sentence}").format(sentence=f"«{added}»"))
    return "\n".join(parts)


def _with_correction(composer: Composer, draft: str, reader: Reader) -> Composer:
    composer.add("\n\n" + reader.words.gettext("A draft, to copy:") + "\n")
    return composer.add(draft, EntityKind.PRE)


def _edited(notice: Notice) -> str:
    changes = _changes(notice)[:NAMED_CHANGES] or [(fact_text(notice, "removed"), fact_text(notice, "added"))]
    language, channel = fact_text(notice, "language"), fact_name(notice, "channel")
    return edited_draft(language, channel, changes, fact_text(notice, "sentence"))


def _changes(notice: Notice) -> list[tuple[str, str]]:
    return [(str(before), str(after)) for before, after in json.loads(fact_text(notice, "changes") or "[]")]
