"""Times too far for a post of these days to have told of them: «торік», "in March", «два роки тому».

Posts are held for a fortnight: what speaks of such a time alone recalls none of them, unless a post speaks of it too.
A time has a key, the same in all three languages: `y:2025`, `m:03`, `s:summer`; `y:` where nobody says which.
"""

import re
from collections.abc import Iterator
from datetime import date
from functools import lru_cache
from typing import NamedTuple, cast

from bot.language.normal import lowered
from bot.matching.counts import count
from bot.matching.dates import RECALL_WINDOW
from bot.matching.tenses import Tongue, tense

_MONTHS_EN = "January|February|March|April|May|June|July|August|September|October|November|December"
_AGO = r"(?:тому|назад|раніше|ранее|раньше|ago|earlier)"
_LAST_YEAR = (
    r"торік|торішн\w+|минулорічн\w+|прошлогодн\w+|минул(?:ого рок[уі]|ому році)|прошл(?:ого года|ом году)"
    rf"|(?:рік|роком|год|годом|a year|one year) {_AGO}|last year|the previous year"
)
_YEAR_BEFORE = r"позаторік|позаминулого року|позапрошл(?:ого года|ом году)|the year before last"
_SOME_YEAR = (
    r"(?:кілька|декілька|багато|несколько|много|several|many|some|few|\w+(?:дцят|десят|дцать|teen|ty)) "
    rf"(?:років|роки|лет|years) {_AGO}|(?:минул|прошл)\w+ (?:століт|десятиліт|век|десятилет)\w*"
    r"|last (?:century|decade)|того (?:ж )?року|в том (?:же )?году|that (?:same )?year"
)
_NO_COUNT = r"(?!(?:than|ніж|чем|як|за)\b)"
_YEARS_AGO = rf"{_NO_COUNT}(?P<years>\w+) (?:роки|років|роками|года|лет|годами|years) {_AGO}"
_MONTHS_AGO = rf"{_NO_COUNT}(?P<months>\w+) (?:місяц\w*|месяц\w*|months?) {_AGO}"
_LAST_MONTH = rf"минулого місяця|прошл(?:ого месяца|ом месяце)|last month|(?:місяць|месяц|a month) {_AGO}"
_FIGURES = r"(?:19|20)\d\d"
_YEAR = (
    rf"(?P<said>{_FIGURES})(?:-\w{{1,3}})? ?(?:рік|роц[іи]|рок[иуі]|р\.|году?|года|г\.)"
    r"(?! (?:народження|рождения|випуску|выпуска)\b)"
    rf"|(?:у|в|in|during) (?P<bare>{_FIGURES})(?![\w.,:–-]*\d|-| [а-яіїєґ])"
    rf"|(?P<ended>{_FIGURES})-(?:му|го|м|й|ому|ого|ом)"
    rf"|(?<=\d\.)(?P<dotted>{_FIGURES})|(?<=\d, )(?P<dated>{_FIGURES})"
    rf"|(?:{_MONTHS_EN.lower()}),? (?P<of_month>{_FIGURES})"
)
_YEAR_GROUPS = ("said", "bare", "ended", "dotted", "dated", "of_month")
_SEASON = (
    r"(?:минул|прошл|минувш|торішн)\w+ (?P<of>зим\w+|весн\w+|літ[аоу]|літку|лет[ао]м?|осен\w+|осін\w+)"
    r"|last (?P<en>winter|spring|summer|autumn|fall)"
)
_TIMES = {
    "year_before": _YEAR_BEFORE,
    "last_year": _LAST_YEAR,
    "some_year": _SOME_YEAR,
    "years_ago": _YEARS_AGO,
    "months_ago": _MONTHS_AGO,
    "last_month": _LAST_MONTH,
    "year": _YEAR,
    "season": _SEASON,
}
_TIME = re.compile(rf"\b(?:{'|'.join(f'(?P<{name}>{pattern})' for name, pattern in _TIMES.items())})(?:ʼs)?(?!\w)")
_SEASONS = {
    **dict.fromkeys(("зим", "win"), "winter"),
    **dict.fromkeys(("вес", "spr"), "spring"),
    **dict.fromkeys(("літ", "лет", "sum"), "summer"),
    **dict.fromkeys(("осе", "осі", "aut", "fal"), "autumn"),
}

# By tongue: how a month is named in which something was; and how a post may name one.
_IN_MONTH_UK = (
    r"(?:у|в) (січні|лютому|березні|квітні|травні|червні|липні|серпні|вересні|жовтні|листопаді|грудні)"
    r"|(?:на початку|наприкінці|(?:у|в) (?:кінці|середині)) (січня|лютого|березня|квітня|травня|червня|липня|серпня"
    r"|вересня|жовтня|листопада|грудня)"
)
_IN_MONTH_RU = (
    r"в (январе|феврале|марте|апреле|мае|июне|июле|августе|сентябре|октябре|ноябре|декабре)"
    r"|в (?:начале|конце|середине) (января|февраля|марта|апреля|мая|июня|июля|августа|сентября|октября|ноября|декабря)"
)
_IN_MONTH_EN = rf"(?:in|last)(?: early| mid| late)?[ -]({_MONTHS_EN.lower()})"
_IN_MONTH = tuple(re.compile(rf"\b(?:{pattern})(?:ʼs)?\b") for pattern in (_IN_MONTH_UK, _IN_MONTH_RU, _IN_MONTH_EN))
_MONTH = re.compile(
    r"\b(?:(?i:січ(?:ень|н[яіюе])|лют(?:ий|ого|ому)|(?:берез|квіт|трав|черв|лип|серп|верес|жовт|груд)(?:ень|н[яіюе])"
    r"|листопад|январ|феврал|март(?:а|е|у|ом)?\b|апрел|ма[йяе]\b|июн|июл|август|сентябр|октябр|ноябр|декабр)"
    rf"|(?:{_MONTHS_EN})\b)"
)
_BEGINNINGS = (
    *("січ янв jan", "лют фев feb", "бер мар mar", "кві апр apr", "тра май мая мае may", "чер июн jun"),
    *("лип июл jul", "сер авг aug", "вер сен sep", "жов окт oct", "лис ноя nov", "гру дек dec"),
)
_MONTH_OF = {letters: number for number, each in enumerate(_BEGINNINGS, start=1) for letters in each.split()}
_HALF_A_YEAR = 6  # months; one that is farther back is rather still to come

# «Дронів більше, ніж торік» and «з 2022 року» are of today; «більш ніж рік тому» is not.
_LEAD = 40  # characters before, in which that is said
_THAN = re.compile(
    r"\b(?:than|ніж|чем|як і|как и|(?:on|against|compared with|проти|против|порівняно з|по сравнению с)(?: [\d.,%$]+)?"
    r"|(?:біль|мен|вищ|нижч|дорожч|дешевш)\w+ за)(?: in| у| в)? $",
    re.IGNORECASE,
)
_MORE_THAN = re.compile(r"\b(?:more|less|біль\w+|мен\w+|бол\w+) (?:than|ніж|як|чем) $", re.IGNORECASE)
_AGO_AT_END = re.compile(rf" {_AGO}$", re.IGNORECASE)
_SINCE = re.compile(
    r"\b(?:з|із|зі|с|со|від|от|до|since|from|until)"
    r"(?: (?:\d+|середини|початку|кінця|літа|зими|весни|осені|конца|начала|середины|лета|зимы|весны|осени|early|late"
    r"|\w+(?:ня|ого|[дртл][яа]|ая)))* $",
    re.IGNORECASE,
)


class Far(NamedTuple):
    """A time that is too far, by characters of its text."""

    start: int
    end: int
    key: str
    is_told: bool  # something was then: it is neither compared with nor the beginning of what goes on


def far_times(text: str, start: int, end: int, today: date) -> Iterator[Far]:
    """The times before the last fortnight that a stretch of a text names."""
    since = today - RECALL_WINDOW
    near = {f"m:{since.month:02}", f"m:{today.month:02}", *(f"y:{year}" for year in range(since.year, today.year + 9))}
    for found, key in (*_times(text, start, end, today), *_past_months(text, start, end, today)):
        if key not in near:
            lead = text[max(start, found.start() - _LEAD) : found.start()]
            yield Far(found.start(), found.end(), key, is_told=not (_is_than(lead, found[0]) or _SINCE.search(lead)))


@lru_cache(maxsize=4096)
def times_of(text: str, today: date) -> frozenset[str]:
    """The years, months and seasons of which a post speaks, near and far."""
    named = (key for _, key in _times(text, 0, len(text), today))
    months = (f"m:{_month(found[0]):02}" for found in _MONTH.finditer(text))
    return frozenset((*named, *months)) - {"y:", "m:"}


def _is_than(lead: str, time: str) -> bool:
    return bool(_THAN.search(lead)) and not (_AGO_AT_END.search(time) and _MORE_THAN.search(lead))


def _times(text: str, start: int, end: int, today: date) -> Iterator[tuple[re.Match[str], str]]:
    return (
        (found, _key(found, today))
        for found in _TIME.finditer(lowered(text), start, end)
        if not found["of_month"] or text[found.start()].isupper()  # "march 2020" is a walk
    )


def _past_months(text: str, start: int, end: int, today: date) -> Iterator[tuple[re.Match[str], str]]:
    """Months in which something was: «у липні» of May is still to come, and so is what a verb says will be."""
    small = lowered(text)
    for tongue, months in enumerate(_IN_MONTH):
        for found in months.finditer(small, start, end):
            month, name = _month(found[found.lastindex or 0]), found.start(found.lastindex or 0)
            is_behind = (today.month - month) % 12 <= _HALF_A_YEAR
            is_month = not text[name].isascii() or text[name].isupper()  # "in may" is none
            if is_behind and is_month and not tense(text, found.start(), found.end(), cast(Tongue, tongue)):
                yield found, f"m:{month:02}"


def _month(word: str) -> int:
    return _MONTH_OF.get(word[:3].casefold(), 0)


def _key(found: re.Match[str], today: date) -> str:
    """Which time is named; a year, unless something else is."""
    kind = found.lastgroup
    if kind == "season":
        return f"s:{_SEASONS.get((found['of'] or found['en'])[:3], '')}"
    if kind in {"last_month", "months_ago"}:
        months = count(found["months"] or "") if kind == "months_ago" else 1
        return f"m:{(today.month - 1 - months) % 12 + 1:02}" if months else "m:"
    if kind == "year":
        return f"y:{next(found[name] for name in _YEAR_GROUPS if found[name])}"
    ago = {"last_year": 1, "year_before": 2, "years_ago": count(found["years"] or "")}.get(kind or "", 0)
    return f"y:{today.year - ago}" if ago else "y:"
