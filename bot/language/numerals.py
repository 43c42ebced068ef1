"""Numbers written as words in Ukrainian, Russian and English: двадцять один, одиннадцати, thirty-four."""

from functools import lru_cache

from bot.language.wordlists import WordList, word_list

_ENDING_LETTERS = 4  # of a case form: двадцять-ма, одинадцять-ом


@lru_cache(maxsize=1)
def _numerals() -> WordList:
    return word_list("numerals.txt")


@lru_cache(maxsize=16384)
def value_of(folded: str) -> int | None:
    """The number that one folded word means; hyphens add up: twenty-one."""
    head, hyphen, tail = folded.partition("-")
    if "-" in tail:
        return None
    if hyphen:
        tens, units = value_of(head), value_of(tail)
        return tens + units if tens and units and units < 10 <= tens else None
    found = _numerals().find(folded, _ENDING_LETTERS)
    return None if found is None else int(found)


def joined(values: list[int]) -> int:
    """The number that words side by side mean: 200, 40, 8 is 248; a hundred and a thousand multiply a smaller one."""
    total = 0
    for value in values:
        total = total * value if value in (100, 1000) and 0 < total < value else total + value
    return total


def continues(values: list[int], following: int) -> bool:
    """Whether a number word goes on with those before it: сорок вісім does, вісім сорок does not."""
    last = values[-1]
    if following in (100, 1000):
        return last < following
    return last > following and (last >= 100 or (last >= 20 and following < 10))
