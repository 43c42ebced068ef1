"""Labels as cards show them: buttons that say what an article has to do with a post, and what was rejected."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from bot.alerts.articles import SITE_UNITS, TITLE_UNITS
from bot.alerts.buttons import Rows
from bot.alerts.post import NAME_UNITS, Reader
from bot.desk.sources import statement_name
from bot.desk.statements import Told
from bot.message import Button, Composer, cut
from bot.texts.marking import N_
from storage.records import Label, LabelKind, Mention

LABELLED_PAIRS = 20  # on one card: three buttons each, and Telegram takes a hundred

WORDS = {
    LabelKind.REPORTS: N_("from this post"),
    LabelKind.BACKGROUND: N_("only recalls it"),
    LabelKind.UNRELATED: N_("not from this post"),
}
BUTTONS = {
    LabelKind.REPORTS: N_("✓ From it"),
    LabelKind.UNRELATED: N_("✗ Not from it"),
    LabelKind.BACKGROUND: N_("↩️ Recalls it"),
}


class Card(StrEnum):
    """On which card a button stands: it is shown anew when the button is pressed."""

    OF_POST = "a"
    OF_ARTICLE = "s"


UNDO = "undo"


def action(card: Card, kind: LabelKind | None) -> str:
    """The name of what a button asks for; without a kind, to take a label back."""
    return f"{card}_{kind or UNDO}"


@dataclass(frozen=True, slots=True)
class Pair:
    """What a row of buttons is about."""

    post: int
    article: int
    label: Label | None


def pair_of(shown: Mention | Told) -> Pair:
    """The pair of a line; a statement goes by its first post."""
    post = shown.first.post.id if isinstance(shown, Told) else shown.verdict.post_id
    return Pair(post, shown.verdict.article_id, shown.label)


def rows(pairs: Sequence[Pair], card: Card, reader: Reader) -> Rows:
    """A row for each pair, numbered where there are several."""
    _, several = reader.words.gettext, len(pairs) > 1

    def button(number: int, pair: Pair, kind: LabelKind | None, text: str) -> Button:
        numbered = f"{number}. {text}" if several else text
        return Button(text=numbered, data=f"{action(card, kind)}:{pair.post}.{pair.article}")

    def row(number: int, pair: Pair) -> tuple[Button, ...]:
        if pair.label is not None:
            told = _("Take back: {label}").format(label=_(WORDS[pair.label.kind]))
            return (button(number, pair, None, "🔄 " + told),)
        return tuple(button(number, pair, kind, _(text)) for kind, text in BUTTONS.items())

    return tuple(row(number, pair) for number, pair in enumerate(pairs[:LABELLED_PAIRS], start=1))


def numbered(lines: Sequence[Composer]) -> list[Composer]:
    """Lines with the numbers that their buttons bear; one alone needs none."""
    if len(lines) < 2:
        return list(lines)
    return [Composer().add(f"{number}. ").join(line) for number, line in enumerate(lines, start=1)]


def said(label: Label, reader: Reader) -> str:
    """«не з цього допису — Олена, 14:05»."""
    what = reader.words.gettext(WORDS[label.kind])
    return f"{what} — {cut(label.person_name, NAME_UNITS)}, {reader.clock(label.made_at)}"


def rejected_article(mention: Mention, reader: Reader) -> Composer:
    """An article that does not come from a post, and who says so."""
    article = mention.article
    composer = Composer().add("✗ " + cut(article.site, SITE_UNITS) + ": ")
    composer.link(cut(article.title.strip() or article.url, TITLE_UNITS), article.url)
    return composer.add("\n" + said(mention.label, reader)) if mention.label else composer


def rejected_post(told: Told, reader: Reader) -> Composer:
    """A statement that is not behind an article, and who says so."""
    composer = Composer().add("✗ ").join(statement_name(told, reader))
    return composer.add("\n" + said(told.label, reader)) if told.label else composer
