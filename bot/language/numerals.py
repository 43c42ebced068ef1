"""Numbers written as words in Ukrainian, Russian and English: двадцять один, одиннадцати, thirty-four."""

import re
from decimal import Decimal
from functools import lru_cache

from bot.language.wordlists import WordList, word_list

_PLAIN = re.compile(r"\d+(?:\.\d+)?")
POWERS = {"*thousand": 3, "*million": 6, "*billion": 9, "*trillion": 12}
"""Of ten, by the name of a scale among units."""
_ENDING_LETTERS = 4  # of a case form: двадцять-ма, одинадцять-ом
# Of one thing: «двадцять перших глядачів» are twenty.
_ADJECTIVE_ENDINGS = (
    "ий ій а я е є ого ього ої ьої ому ьому у ю им ім ою ьою ый ой ая ья ое ье ьего ьему ьей ую ью ым ьим ом ьем"
)


@lru_cache(maxsize=1)
def _numerals() -> WordList:
    return word_list("numerals.txt")


@lru_cache(maxsize=1)
def _ordinals() -> dict[str, Decimal]:
    """In all their forms."""
    endings = _ADJECTIVE_ENDINGS.split()
    return {
        form: Decimal(value)
        for stem, value in word_list("ordinals.txt").whole.items()
        for form in ((stem,) if stem.isascii() else (stem + ending for ending in endings))
    }


@lru_cache(maxsize=1)
def units() -> WordList:
    """What is counted, and the scales that multiply: each begins with a star."""
    return word_list("units.txt")


@lru_cache(maxsize=16384)
def power_of(folded: str) -> int | None:
    """How many powers of ten a folded word after a number is: six for a million."""
    return POWERS.get(units().find(folded) or "")


@lru_cache(maxsize=16384)
def value_of(folded: str) -> Decimal | None:
    """The number that one folded word means; hyphens add up: twenty-one."""
    head, hyphen, tail = folded.partition("-")
    if "-" in tail:
        return None
    if hyphen:
        tens, units = value_of(head), value_of(tail)
        return tens + units if tens and units and units < 10 <= tens else None
    found = _numerals().find(folded, _ENDING_LETTERS)
    return None if found is None else Decimal(found)


def ordinal_of(folded: str) -> Decimal | None:
    """The number of which one folded word is the ordinal: двадцята, twenty-fifth. Of one thing, not of several."""
    head, hyphen, tail = folded.partition("-")
    if not hyphen:
        return _ordinals().get(folded)
    tens, units = value_of(head), _ordinals().get(tail)
    return tens + units if tens and units and units < 10 <= tens else None


def joined(values: list[Decimal]) -> Decimal:
    """The number that words side by side mean: 200, 40, 8 is 248; a hundred and a thousand multiply a smaller one."""
    total = Decimal()
    for value in values:
        total = total * value if value in (100, 1000) and 0 < total < value else total + value
    return total


def continues(values: list[Decimal], following: Decimal) -> bool:
    """Whether a number word goes on with those before it: сорок вісім does, вісім сорок does not."""
    last = values[-1]
    if following in (100, 1000):
        return last < following
    return last > following and (last >= 100 or (last >= 20 and following < 10))


def is_plain(value: str) -> bool:
    """Whether a number is written with digits and at most one decimal point."""
    return _PLAIN.fullmatch(value) is not None


def written_out(value: str, power: int = 0) -> str:
    """A number without zeros at its end, so many powers of ten more: 41.50 is 41.5."""
    if not is_plain(value):
        return value
    whole = f"{Decimal(value).scaleb(power):f}"
    return whole.rstrip("0").rstrip(".") if "." in whole else whole
