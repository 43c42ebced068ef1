"""The dictionary form of a word."""

from functools import lru_cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from simplemma import Lemmatizer
    from simplemma.strategies import DictionaryLookupStrategy


@lru_cache(maxsize=1)
def _dictionaries() -> "DictionaryLookupStrategy":
    from simplemma.strategies import DictionaryLookupStrategy  # noqa: PLC0415

    from bot.language.dictionaries import TrieDictionaries, folder  # noqa: PLC0415

    return DictionaryLookupStrategy(dictionary_factory=TrieDictionaries(folder()))


def is_known(word: str, language: str) -> bool:
    """Whether the dictionary of `uk`, `ru` or `en` has a word in this form: of the others the lemma is a guess."""
    return _dictionaries().get_lemma(word.replace("\u02bc", "'").lower(), language) is not None


def is_common_word(word: str) -> bool:
    """Whether a dictionary has a word as one that is written small: «лісова», "service", and not «Федорова»."""
    folded = word.replace("\u02bc", "'").lower()
    found = (_dictionaries().get_lemma(folded, language) for language in (("en",) if word.isascii() else ("uk", "ru")))
    return any(lemma is not None and lemma.islower() for lemma in found)


@lru_cache(maxsize=1)
def _lemmatizer() -> "Lemmatizer":
    # Imported when first asked: most commands need no dictionary.
    from simplemma import Lemmatizer  # noqa: PLC0415
    from simplemma.strategies import DefaultStrategy  # noqa: PLC0415

    from bot.language.dictionaries import TrieDictionaries, folder  # noqa: PLC0415

    return Lemmatizer(lemmatization_strategy=DefaultStrategy(dictionary_factory=TrieDictionaries(folder())))


def lemma(word: str, language: str) -> str:
    """The dictionary form of a word in `uk`, `ru` or `en`, lower case; the word itself where none is known.

    Wrong on some surnames (Сирського gives «сирсьхто»): whoever compares names keeps the stem beside it.
    """
    return _lemmatizer().lemmatize(word.removesuffix("\u02bcs").replace("\u02bc", "'"), language).lower()
