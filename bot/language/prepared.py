"""What is told of a text once, when it is stored."""

from typing import NamedTuple

from bot.language.detection import detect
from bot.language.keys import keys_of_normalised
from bot.language.normal import normalise
from bot.language.statement import statement_of


class Prepared(NamedTuple):
    """A text as it is kept."""

    text: str  # normalised
    keys: str  # as in `search_keys`
    language: str | None
    statement: str | None  # as in `statement_of`


def prepare(text: str) -> Prepared:
    """Normalise a text, tell its language, its keys and which statement it is."""
    text = normalise(text)
    language = detect(text)
    return Prepared(text, keys_of_normalised(text, language), language, statement_of(text))
