"""The same thing in other words and other languages: безпілотник, дрон, БпЛА, беспилотник and drone are one concept."""

from functools import lru_cache

from bot.language.wordlists import WordList, word_list

_PLACES = "places.txt"


@lru_cache(maxsize=1)
def _concepts() -> WordList:
    return word_list("concepts.txt", _PLACES)


@lru_cache(maxsize=1)
def _places() -> frozenset[str]:
    listed = word_list(_PLACES)
    return frozenset((*listed.whole.values(), *listed.beginnings.values()))


def is_place(name: str) -> bool:
    """Whether a concept is a certain place: a country or a city."""
    return name in _places()


def concept(folded: str, lemma: str) -> str | None:
    """The concept a word stands for: by the word itself, by its lemma, then by its longest known beginning."""
    known = _concepts()
    return known.whole.get(folded) or known.whole.get(lemma) or known.find(folded)
