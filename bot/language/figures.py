"""Numbers and dates as several words mean them: 38 тисяч, «двадцять одного», 3 вересня, "the 24th of May"."""

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal

from bot.language.numerals import continues, is_plain, joined, ordinal_of, power_of, value_of, written_out
from bot.language.words import fold, is_number

Found = tuple[int, str | None]
"""The last word, and the key: `d:38000`, `t:09-03`, or none where the words are no figure after all."""

_THOUSANDS_MARK = re.compile(r"[ .,](?=\d{3}(?:\D|$))")
_HOUR = re.compile(r"\d:\d\d")
_MONTH_NAMES = (
    "січня января january jan",
    "лютого февраля february feb",
    "березня марта march mar",
    "квітня апреля april apr",
    "травня мая may",
    "червня июня june jun",
    "липня июля july jul",
    "серпня августа august aug",
    "вересня сентября september sep sept",
    "жовтня октября october oct",
    "листопада ноября november nov",
    "грудня декабря december dec",
)
_MONTHS = {form: number for number, forms in enumerate(_MONTH_NAMES, start=1) for form in forms.split()}
_LOWER_CASE = frozenset(("may", "march", "mar"))  # verbs, unless they have a capital
_DAY_ENDINGS = frozenset(("го", "е", "му", "th", "st", "nd", "rd"))  # 24-го лютого, "24th May"
_HALVES = frozenset((("з", "половиною"), ("із", "половиною"), ("с", "половиной"), ("and", "a", "half")))
_HALF_BEGINS = frozenset(half[0] for half in _HALVES)
_AT = frozenset(  # «до двадцятої»
    (
        *("о", "об", "до", "к", "ко", "після", "после", "з", "із", "с", "від", "от", "около", "близько", "біля", "за"),
        *("на", "at"),
    )
)
_HOURS = ("годин", "час", "ранку", "утра", "вечор", "вечера", "ноч", "дня", "хвилин", "минут")
_OF_DAYS = ("о", "е", "є")  # «третього травня», «перше мая»
_A = frozenset(("a", "one"))  # "a hundredth of it"
_NO_NUMERALS = frozenset(("СТО", "Сорока"))  # a garage, a surname


def number_key(text: str) -> str:
    """A number as it is compared: `2 400`, `2.400` and `2400` are one, and so are `9:00` and `09:00`."""
    key = _THOUSANDS_MARK.sub("", text).replace(",", ".")
    return f"0{key}" if _HOUR.fullmatch(key) else key


def begins_figure(folded: str) -> bool:
    """Whether a folded word without digits may begin one."""
    return folded in _MONTHS or value_of(folded) is not None or ordinal_of(folded) is not None


def read_figures(words: Sequence[str]) -> Iterator[tuple[int, int, str]]:
    """The numbers and dates among words, not ordinals: the first and the last word of each, and its key."""
    at = 0
    while at < len(words):
        last, key = plain_figure_at(words, at) or (at, None)
        if key:
            yield at, last, key
        at = last + 1


def figure_at(words: Sequence[str], at: int) -> Found | None:
    """The number, ordinal or date that begins at a word; nothing where none does."""
    return _ordinal_at(words, at) or plain_figure_at(words, at)


def plain_figure_at(words: Sequence[str], at: int) -> Found | None:
    """The same without ordinals, which are no numbers where texts are compared: the twentieth is not twenty."""
    word, following = words[at], words[at + 1] if at + 1 < len(words) else ""
    if is_number(word):
        return _number(words, at)
    if following and is_number(following) and (date := _date_key(word, following)):
        return at + 1, date
    value = None if word in _NO_NUMERALS else value_of(fold(word))
    return None if value is None else _spelt(words, at, value)


def is_ordinal(word: str) -> bool:
    """Whether a word is an ordinal."""
    return ordinal_of(fold(word)) is not None


def _ordinal_at(words: Sequence[str], at: int) -> Found | None:
    """«Дев'ятнадцятий», «сто двадцять п'ята», and the day of a month: «п'ятого лютого»."""
    values: list[Decimal] = []
    last = at
    while last + 1 < len(words) and (value := value_of(fold(words[last]))) is not None:
        if value in {10, 1000} or (values and not continues(values, value)):
            return None
        values.append(value)
        last += 1
    value = ordinal_of(fold(words[last]))
    if value is None or (values and (words[last].isascii() or not values[-1] >= 20 > 2 * value)):
        return None
    whole, following = joined(values) + value, words[last + 1] if last + 1 < len(words) else ""
    if words[last].endswith(_OF_DAYS) and (date := _date_key(following, str(whole))):
        return last + 1, date
    # The first and the second are everywhere.
    is_one = whole > 10 and not _is_other(fold(words[at - 1]) if at else "", fold(following), whole)
    return (last, f"d:{whole}") if is_one else (last, None) if values else None


def _is_other(before: str, following: str, whole: Decimal) -> bool:
    """An hour, «о двадцять другій годині», or a part of something, «п'ять сотих»."""
    is_hour = (whole < 30 and before in _AT) or following.startswith(_HOURS)
    return is_hour or before in _A or value_of(before) is not None


def _number(words: Sequence[str], at: int) -> Found:
    word, following = words[at], words[at + 1] if at + 1 < len(words) else ""
    if date := _numeric_date(word):
        return at, date
    month = at + 1
    if following in _DAY_ENDINGS:
        month += 2 if "of" in words[at + 2 : at + 3] else 1
    if month < len(words) and (date := _date_key(words[month], word)):
        return month, date
    key = number_key(word)
    if is_plain(key):
        last, half = _half(words, at)
        return _scaled(words, last, Decimal(key) + half if half else key)
    return at, f"d:{key}"


def _spelt(words: Sequence[str], at: int, first: Decimal) -> Found:
    values = [first]
    while (step := _next(words, at, values)) and (more := value_of(fold(words[at + step]))) is not None:
        values.append(more)
        at += step
    last, half = _half(words, at)
    whole = joined(values) + half
    scaled, key = _scaled(words, last, whole)
    # "one" is an article or a pronoun more often than a number, and a bare thousand is none at all
    return scaled, key if (whole > 1 and values != [1000]) or scaled > last else None


def _next(words: Sequence[str], at: int, values: list[Decimal]) -> int:
    """How many words further a numeral goes on: "a hundred and twenty"."""
    for step in (1, 2):
        if at + step < len(words) and not is_number(words[at + step]):
            more = value_of(fold(words[at + step]))
            if more is not None:
                return step if continues(values, more) else 0
            if fold(words[at + 1]) != "and" or values[-1] not in {100, 1000}:
                return 0
    return 0


def _half(words: Sequence[str], at: int) -> tuple[int, Decimal]:
    """A half that is added: «два з половиною», "two and a half"."""
    if at + 1 < len(words) and words[at + 1] not in _HALF_BEGINS:
        return at, Decimal()
    for length in (2, 3):
        if tuple(map(fold, words[at + 1 : at + 1 + length])) in _HALVES:
            return at + length, Decimal("0.5")
    return at, Decimal()


def _scaled(words: Sequence[str], at: int, value: Decimal | str) -> Found:
    """A number with the thousand or million that follows it."""
    power = power_of(fold(words[at + 1])) if at + 1 < len(words) and not is_number(words[at + 1]) else None
    if isinstance(value, str) and not power:
        return at, f"d:{value}"
    return at + bool(power), f"d:{written_out(str(value), power or 0)}"


def _date_key(word: str, day: str) -> str | None:
    month = None if word in _LOWER_CASE else _MONTHS.get(fold(word))
    if month is None or not day.isdecimal() or not 1 <= int(day) <= 31:
        return None
    return f"t:{month:02}-{int(day):02}"


def _numeric_date(text: str) -> str | None:
    parts = text.split(".")
    if len(parts) == 3 and all(part.isdecimal() for part in parts) and 1 <= int(parts[1]) <= 12 and len(parts[0]) <= 2:
        return f"t:{int(parts[1]):02}-{int(parts[0]):02}"
    return None
