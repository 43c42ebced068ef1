"""Texts as pieces of words, as an encoder of English knows them (BERT's, lower case): wordpieces.txt has them all."""

import unicodedata
from functools import lru_cache
from importlib.resources import files

_SYMBOLS = frozenset("$+<=>^`|~")  # marks too; others, an emoji among them, are part of their word
_LONGEST = 100  # letters: a longer word is unknown
_BEGIN, _END, _UNKNOWN, _INSIDE = "[CLS]", "[SEP]", "[UNK]", "##"


class Wordpieces:
    """Numbers of pieces, as the encoder has them."""

    def __init__(self) -> None:
        lines = files("bot.meaning").joinpath("wordpieces.txt").read_text(encoding="utf-8").splitlines()
        self._numbers = {piece: number for number, piece in enumerate(lines)}
        self._of_word = lru_cache(maxsize=16384)(self._cut)

    def numbers_of(self, text: str, *, most: int) -> list[int]:
        """The numbers of a text's pieces, with what begins and ends it; of a long text the first."""
        inner = [number for word in _words(text) for number in self._of_word(word)][: most - 2]
        return [self._numbers[_BEGIN], *inner, self._numbers[_END]]

    def _cut(self, word: str) -> tuple[int, ...]:
        """The longest piece that a word begins with, then the longest of what remains."""
        found, at = list[int](), 0
        while at < len(word) <= _LONGEST:
            start = _INSIDE if at else ""
            ends = range(len(word), at, -1)
            end = next((end for end in ends if start + word[at:end] in self._numbers), None)
            if end is None:
                break
            found.append(self._numbers[start + word[at:end]])
            at = end
        return tuple(found) if at == len(word) else (self._numbers[_UNKNOWN],)


def _words(text: str) -> list[str]:
    """Words in lower case without accents, and marks one by one."""
    return "".join(map(_plain, unicodedata.normalize("NFD", text.lower()))).split()


@lru_cache(maxsize=1024)
def _plain(letter: str) -> str:
    category = unicodedata.category(letter)
    if letter.isspace():
        return " "
    if category in ("Mn", "Cc", "Cf"):
        return ""
    return f" {letter} " if category[0] == "P" or letter in _SYMBOLS else letter
