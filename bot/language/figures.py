"""Numbers and dates as several words mean them: 38 тисяч, «двадцять одного», 3 вересня, "the 24th of May"."""

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal

from bot.language.clock import HOURS, PARTS, hour_at
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
_AT = frozenset(("о", "об", "к", "at"))
_FROM_TO = frozenset(
    ("до", "після", "после", "з", "із", "с", "від", "от", "около", "близько", "біля", "за", "на", "перед", "ко")
)
_FEMININE = ("ої", "гу", "му", "ту", "тю", "шу", "ой", "ую")  # as an hour is
_HOURS = HOURS | PARTS | {"година", "годиною", "hour"}
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
    """The number, ordinal, hour or date that begins at a word; nothing where none does."""
    return hour_at(words, at) or _ordinal_at(words, at) or plain_figure_at(words, at)


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
    values, last = _numerals_at(words, at)
    value = ordinal_of(fold(words[last]))
    if value is None or (values and (words[last].isascii() or not continues(values, value))):
        return None
    whole, following = joined(values) + value, words[last + 1] if last + 1 < len(words) else ""
    if words[last].endswith(_OF_DAYS) and (date := _date_key(following, str(whole))):
        return last + 1, date
    before = fold(words[at - 1]) if at else ""
    is_hour = whole <= 24 and _is_hour(before, words[last], fold(following))
    # The first and the second are everywhere, and the tenth is an hour or a part.
    if whole > 10 and not is_hour and not _is_part(before):
        return last, f"d:{whole}"
    return (last, None) if values else None


def _numerals_at(words: Sequence[str], at: int) -> tuple[list[Decimal], int]:
    """The numerals that begin at a word and go on with each other, and the place of what follows them."""
    values: list[Decimal] = []
    while at + 1 < len(words) and words[at] not in _NO_NUMERALS:
        value = value_of(fold(words[at]))
        if value is None or (values and not continues(values, value)):
            break
        values.append(value)
        at += 1
    return values, at


def _is_hour(before: str, word: str, following: str) -> bool:
    """«О двадцять другій», «до двадцятої», "at the eleventh hour"."""
    return following in _HOURS or before in _AT or (before in _FROM_TO and word.endswith(_FEMININE))


def _is_part(before: str) -> bool:
    """«П'ять сотих»."""
    return before in _A or value_of(before) is not None


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
