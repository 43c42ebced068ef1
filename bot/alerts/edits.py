"""What an edit of a post changed, for whoever may have written from it already."""

import textwrap

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
        return composer.add("✏️ " + _("Edited without a change of substance"), EntityKind.ITALIC)
    composer.add("⚠️ ").add(_("Changed in substance") + ":", EntityKind.BOLD)
    return composer.add(" " + cut(_said(found, reader), EDIT_UNITS))


def _said(found: Difference, reader: Reader) -> str:
    _ = reader.words.gettext
    telling = [(edit.before, edit.after) for edit in found.edits if edit.matter is not None]
    parts = [shown(telling)] if telling else []
    if found.removed:
        parts.append(_("taken out: {sentence}").format(sentence=_quoted(found.removed)))
    if found.added and not telling:
        parts.append(_("added: {sentence}").format(sentence=_quoted(found.added)))
    return "; ".join(parts)


def _quoted(sentences: tuple[str, ...]) -> str:
    return "«" + textwrap.shorten(" ".join(sentences), SENTENCE_CHARACTERS, placeholder="…") + "»"
