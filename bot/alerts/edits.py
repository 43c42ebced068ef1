"""What an edit of a post changed, for whoever may have written from it already."""

import textwrap
from collections.abc import Iterator, Sequence

from bot.alerts.post import Reader
from bot.matching.explain import shown
from bot.matching.revising import Difference, difference
from bot.message import Composer, cut
from storage.records import EntityKind, Standing

EDIT_UNITS = 240
SENTENCE_CHARACTERS = 90


def edit_line(standing: Standing, reader: Reader) -> Composer:
    """What reads otherwise than when the post was first seen; nothing where it was never edited."""
    post, composer, _ = standing.post, Composer(), reader.words.gettext
    if standing.first_text is None:
        return composer
    found = difference(standing.first_text, post.original, post.language)
    if not found.is_material:
        return composer.add("✏️ " + cut(_looks(found, reader), EDIT_UNITS), EntityKind.ITALIC)
    composer.add("⚠️ ").add(_("Changed in substance") + ":", EntityKind.BOLD)
    return composer.add(" " + cut(_said(found, reader), EDIT_UNITS))


def _said(found: Difference, reader: Reader) -> str:
    telling = [(edit.before, edit.after) for edit in found.edits if edit.matter is not None]
    parts = [shown(telling)] if telling else []
    return "; ".join((*parts, *_sentences(found.removed, found.added, reader)))


def _looks(found: Difference, reader: Reader) -> str:
    """What an edit without a change of substance changed; which claims hold is said, and no more."""
    _, looks = reader.words.gettext, found.looks
    reworded = [(edit.before, edit.after) for edit in found.edits if edit.is_reworded]
    parts = [_("other words: {changes}").format(changes=shown(reworded))] if reworded else []
    parts += _sentences((*found.removed, *looks.removed), (*found.added, *looks.added), reader)
    if looks.has_other_links:
        parts.append(_("other links or hashtags"))
    if looks.has_other_order:
        parts.append(_("another order"))
    if not parts:
        return _("Only looks were changed")
    # Thanks may name somebody: of them it is not said that names are the same.
    lead = _("Small edits") if looks.removed or looks.added else _("Numbers, names and negations are the same")
    return f"{lead}; {'; '.join(parts)}"


def _sentences(removed: Sequence[str], added: Sequence[str], reader: Reader) -> Iterator[str]:
    _ = reader.words.gettext
    if removed:
        yield _("taken out: {sentence}").format(sentence=_quoted(removed))
    if added:
        yield _("added: {sentence}").format(sentence=_quoted(added))


def _quoted(sentences: Sequence[str]) -> str:
    return "«" + textwrap.shorten(" ".join(sentences), SENTENCE_CHARACTERS, placeholder="…") + "»"
