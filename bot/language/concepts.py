"""The same thing in other words and other languages: безпілотник, дрон, БпЛА, беспилотник and drone are one concept."""

from functools import lru_cache

from bot.language.wordlists import WordList, word_list


@lru_cache(maxsize=1)
def _concepts() -> WordList:
    return word_list("concepts.txt")


def concept(folded: str, lemma: str) -> str | None:
    """The concept a word stands for: by the word itself, by its lemma, then by its longest known beginning."""
    known = _concepts()
    return known.whole.get(folded) or known.whole.get(lemma) or known.find(folded)
