"""The dictionary form of a word."""

from functools import lru_cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from simplemma import Lemmatizer


@lru_cache(maxsize=1)
def _lemmatizer() -> "Lemmatizer":
    from simplemma import Lemmatizer  # noqa: PLC0415 - two dozen milliseconds that most commands do not need
    from simplemma.strategies import DefaultStrategy  # noqa: PLC0415

    return Lemmatizer(lemmatization_strategy=DefaultStrategy(low_memory=True))


def lemma(word: str, language: str) -> str:
    """The dictionary form of a word, lower case; the word itself where the dictionary has none."""
    return _lemmatizer().lemmatize(word.replace("\u02bc", "'"), language).lower()
