"""Words that say which one or how much without being a number: третя, вдвічі, сотня, семирічний."""

import re
from functools import lru_cache

from bot.language.numerals import ordinal_of
from bot.language.wordlists import WordList, word_list
from bot.language.words import WORDS_KEPT

_COUNTED = "річн|літн|летн|денн|дневн|місячн|месячн|тижнев|недельн|годинн|часов|поверхов|этажн|разов"
_COMPOUND = re.compile(
    r"(одно|дво|дв[ау]х|тр(?:и|[ьё]х|ех)|чотири|чотирьох|четыр[её]х|пяти|шести|семи|восьми|девяти|десяти)"
    rf"(?:{_COUNTED})\w{{1,4}}"
)


@lru_cache(maxsize=1)
def _quantities() -> WordList:
    return word_list("quantities.txt")


@lru_cache(maxsize=WORDS_KEPT)
def quantity(folded: str) -> str | None:
    """What quantity a folded word is, the same in all its forms; nothing where it is none."""
    if compound := _COMPOUND.fullmatch(folded):
        return f"c:{compound[1]}"
    if found := _quantities().find(folded, 6):
        return f"q:{found}"
    ordinal = ordinal_of(folded)
    return f"q:o{ordinal}" if ordinal else None
