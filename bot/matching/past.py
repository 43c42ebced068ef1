"""Words that point back: «раніше», «на днях», "last week". Days that are named have a room of their own, `days.py`."""

import re
from collections.abc import Iterator
from typing import NamedTuple, cast

from bot.language.normal import lowered
from bot.matching.eves import EVE, is_yesterday
from bot.matching.tenses import Tongue, tense

UNTIL_NOW = (
    r"перед (?:цим|этим)(?! \w+[оеє]м\b)"
    r"|до цього(?! (?!йому\b)(?:\w{3,}[ую]|дня|тижня|місяця|міста|місця|числа|рівня)\b)"
    r"|до этого(?! (?:времени|часа|дня|момента|списка|перечня|года|месяца|города|места|числа|уровня|возраста|срока)\b)"
)
"""«До цього» alone; «до цього переліку» is of no time."""
AS_REPORTED = r"as (?:we )?(?:(?:previously|earlier|already) reported|reported(?! (?:by|in|on)\b))"
"""In "as reported by the police" the news is told."""
_USED_TO = (
    r"(?! (?:тут|там|здесь|так\w+|такого|ніколи|никогда|завжди|всегда|часто|зазвичай|обычно|(?:не )?(?:було|было)"
    r"|доводилося|приходилось|люди|ніхто|никто|усі|всі|все|с высоты)\b)"
)
SOONER = (
    rf"(?:раніше(?! за (?:графік|план|строк|термін|розклад)\b)(?! (?:строку|терміну)\b|,? ніж\b)"
    rf"|(?:ранее|раньше)(?! (?:срока|графика|плана|времени|обычного)\b|,? чем\b)){_USED_TO}"
)
"""«Раніше» that is neither a comparison («раньше срока») nor of what used to be («раньше тут была школа»)."""
_LATER = re.compile(  # «не раньше июня», «на чотири дні раніше», «як і раніше»
    r"\b(?:(?:не|ні|ни|як|как|чим|чем|й|і|и|ніколи|никогда)|на (?:[\w-]+ )?(?:день|д(?:ні|нів|ня|ней)|доб[уи]|сут\w+"
    r"|годину?|години|час\w*|хвилин\w*|минут\w*|тиждень|тижн[іи]\w?|недел\w+|місяц\w+|месяц\w*|рік|рок\w+|год\w?)) $",
    re.IGNORECASE,
)
_LEAD = 24  # characters before «раніше», in which that stands
_WEEK = r"(?:понеділ|вівтор|серед|четвер|пʼятниц|субот|неділ|понедельник|вторник|сред|пятниц|суббот|воскресень)\w*"

# Of these days.
_RECENT_UK = (
    r"(?:поза)?[ву]чора(?:шн\w+)?|(?:перед|до)учора|нещодавн\w+|цього (?:тижня|місяця)|цьоготижнев\w+"
    r"|(?:поза)?минул\w+ (?:тижн\w+|тиждень|ноч\w+|ніч|доб\w+|вихідн\w+)|на початку (?:цього )?(?:тижня|місяця)"
    r"|(?:годин\w*|хвилин\w*|дн(?:і|ів)|добу|доби|діб) (?:тому|до того)"
)
_RECENT_RU = (
    r"(?:поза)?вчера(?:шн\w+)?|(?<!\bдо )(?<!\bз )(?<!\bс )недавн\w+|(?:на|с) этой недел[еи]|в этом месяце"
    r"|(?:поза)?прошл\w+ (?:недел\w+|ноч\w+|сут\w+|выходн\w+)|минувш\w+(?! (?:год|лет|век|зим)\w*)"
    r"|в начале (?:этой )?(?:недели|месяца)|(?:час\w*|минут\w*|дн(?:я|ей)|сутки|суток) (?:назад|до того)"
)
_RECENT_EN = (
    r"yesterday|last (?:week|night)|this week|recently|recent(?! (?:years|months|decades|times|history)\b)"
    r"|at the (?:start|beginning) of (?:the|this) week|(?:hours?|days?) ago|the (?:evening|night) before(?! the\b)"
)
_RECENT = rf"{_RECENT_UK}|{_RECENT_RU}|{_RECENT_EN}|(?:минул|прошл)\w+ {_WEEK}"
# Before something else, or at a time that another sentence names.
_BEFORE_UK = (
    r"минул\w+|торік|доти|донедавна|попередн\w+(?! (?:дан|оцін|підрах|інформ|виснов|версі|змов))|вже тоді|тоді(?! як\b)"
    r"|перед тим|до того(?! ж\b)|(?:того|цього) ж (?:дня|вечора|ранку)|(?:того|цього) ранку"
    r"|тієї (?:ж |самої )?(?:ночі|доби)|день до|спершу|спочатку|після (?:того|цього)|відтоді"
    r"|за (?:\w+ )?(?:доб[уи]|день|дні|днів|тиждень|годин\w*) до"
)
_BEFORE_RU = (
    r"прошл\w+|предыдущ\w+|тогда(?! как\b)|прежде|перед тем|в этот же день|в тот день"
    r"|(?:в тот(?: же)?|тем же) (?:день|вечер(?:ом)?)|сначала|поначалу|(?:того|этого) утра|той ночью"
    r"|за (?:\w+ )?(?:сут\w+|день|дня|дней|неделю|час\w*) до|после (?:того|этого)|с тех пор"
)
_BEFORE_EN = (
    r"earlier|previous\w*|last (?:month|year)|the day before|the same (?:day|morning|evening)"
    r"|that (?:same )?(?:day|morning|afternoon|evening)|at first|initially"
    r"|weeks? ago|(?:hours?|days?|weeks?) (?:before|after|earlier)"
    r"|had (?:already |also |once )?(?:said|told|announced|promised|reported|called|ordered|signed|warned|confirmed"
    r"|visited|spoken|met|pledged|written|posted|put|asked|described|named|killed|wounded|injured|hit|struck|planned"
    r"|scheduled|forecast)"
)
_COMPARED = r"для (?:порівняння|сравнения)(?=[,:]| [–—-])|(?:for|by) comparison(?=[,:])"  # and not «для порівняння ДНК»
# «Мер писав про трьох» was told before, «мер написав» is the news, and so is who is quoted: «…», – писав мер.
_TELLING_UK = r"(?:повідомля|інформува|заявля|писа|попереджа|каза|говори|обіця)(?:в|ла|ло|ли)|звітува(?:в|ла|ло|ли)"
_TELLING_RU = r"(?:сообща|информирова|заявля|предупрежда|писа|докладыва|говори|обеща)(?:л|ла|ло|ли)"
_TELLING = rf"(?<!\bне )(?<!\bніколи )(?<!\bникогда )(?<![–—-] )(?:{_TELLING_UK}|{_TELLING_RU})(?= про\b| об?\b|,)"
_SAID = re.compile(r"[»”\"] ?, ?[–—-][^,.!?]*$")  # «…», – з гордістю казала вона
_REMINDING = rf"нагада\w+|нагаду\w+|напомн\w+|напомин\w+|як (?:вже |уже )?відомо|как (?:уже )?известно|{AS_REPORTED}"
_BEFORE = rf"{_REMINDING}|{_COMPARED}|{UNTIL_NOW}|{_BEFORE_UK}|{_BEFORE_RU}|{_BEFORE_EN}"
# By tongue. These point ahead too: they point back unless the verb beside them says that it is still to come,
_OPEN_UK = (
    r"(?<!від )(?<!з )того (?:дня|вечора)|(?<!цілими )(?<!робочими )(?<!вихідними )днями"
    r"|на (?:другий|третій) день після|через (?:\w+ )?(?:день|дні|днів|добу|тиждень|годин\w*) після"
)
_OPEN_RU = r"на днях|на (?:второй|третий) день после|через (?:\w+ )?(?:день|дня|дней|сутки|неделю|час\w*) после"
_OPEN = (_OPEN_UK, _OPEN_RU)
# and these only beside a verb that tells.
_TOLD = ("щойно|на вихідних", "(?:в|на) выходны(?:е|х)|только что", "(?:over|at) the weekend")


def _any_of(name: str, patterns: tuple[str, ...]) -> str:
    """Alternatives, each in a group named after its tongue."""
    return "|".join(f"(?P<{name}{tongue}>{pattern})" for tongue, pattern in enumerate(patterns))


_PAST = re.compile(
    rf"\b(?:(?P<eve>{EVE})|(?P<sooner>{SOONER})|(?P<recent>{_RECENT})|{_any_of('open', _OPEN)}"
    rf"|{_any_of('told', _TOLD)}|(?P<before>{_BEFORE})|(?P<telling>{_TELLING}))(?:ʼs)?\b"
)


class PastWord(NamedTuple):
    """Where a word points back, and whether to these days: «на днях», and not «раніше»."""

    at: int
    is_recent: bool


def past_words(text: str, start: int, end: int) -> Iterator[PastWord]:
    """The words of a stretch of a text that point back."""
    for found in _PAST.finditer(lowered(text), start, end):
        kind = found.lastgroup or ""
        if _points_back(text, found, kind):
            yield PastWord(found.start(), kind not in {"sooner", "before", "telling"})


def _points_back(text: str, found: re.Match[str], kind: str) -> bool:
    start, end = found.start(), found.end()
    if kind == "eve":
        return is_yesterday(text, end)
    if kind == "sooner":
        return not _LATER.search(text[max(0, start - _LEAD) : start])
    if kind == "telling":
        return _SAID.search(text, max(0, start - _LEAD), start) is None and not _is_quoted(text, start)
    if kind.startswith(("open", "told")):
        coming = tense(text, start, end, cast(Tongue, int(kind[-1])))
        return coming is False or (coming is None and kind.startswith("open"))
    return True


def _is_quoted(text: str, at: int) -> bool:
    """Whether a quotation of its paragraph is open there."""
    start = text.rfind("\n", 0, at) + 1
    return text.count("«", start, at) > text.count("»", start, at) or text.count('"', start, at) % 2 == 1
