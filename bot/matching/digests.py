"""Articles that tell of several things: their title says so («the day in brief»), or each paragraph has a label.

«Небо. Ворог запустив…», «15:10. Міністерство…»: whoever writes so goes from one thing to the next.
"""

import re
from collections import Counter
from functools import lru_cache

from bot.language import fold
from bot.matching.tenses import has_verb

_DAYS = (
    "понеділ\\w+|вівтор\\w+|серед[аиу]|четвер\\w*|пʼ?ятниц\\w|субот\\w|неділ\\w"
    "|понедельник\\w*|вторник\\w*|сред[аыу]|четверг\\w*|пятниц\\w|суббот\\w|воскресень\\w"
)
_TIMES = f"д[еє]?нь|дня|доб[аиу]|сут\\w+|н[іо]ч[іиь]?|ранок|ранку|утр[ао]|веч[іе]р\\w?|тижд?е?н[ья]|недел\\w|{_DAYS}"
_BRIEFLY = (
    "цифр\\w+|рядк(?:ах|и|ів)|абзац(?:ах|и|ів|ев)|хвилин\\w*|новин\\w+|строк(?:ах|и)?|минут\\w*|пункт(?:ах|и|ів|ов)"
)
# «Головне за вівторок», «Главное к этому часу», «…: головне», and not «Головне слідче управління».
_MAIN = (
    rf"(?:за|на|до|к|станом на) (?:\w+ )?(?:{_TIMES}|ц\w+|эт(?:от|у|ому)|\d)"
    rf"|{_TIMES}|сьогодні|сегодня|вночі|ночью"
)
_WEEKDAYS = "(?:mon|tues|wednes|thurs|fri|satur|sun)day"
_WORDS = re.compile(
    "|".join(
        (
            rf"\b(?:головне|главное)(?: (?:{_MAIN})|\W*$|:)",
            r"\b(?:головні|головних|главные|главных) (?:події|подій|новини|новин|события|событий|новости|новостей)\b",
            rf"\b(?:підсумки|итоги|новини|новости|хроніка|хроника|події|события) (?:{_TIMES}|\d+)\b",
            r"\b(?:дайджест|добірк|подборк)\w*",
            r"\b(?:коротко|стисло|кратко)\b|\bви проспали\b|\bвы проспали\b|\b(?:що|что) (?:сталося|произошло) за\b",
            rf"\b(?:{_TIMES}) (?:в|у|за) (?:\S+ )?(?:{_BRIEFLY})\b|\bу кількох (?:{_BRIEFLY})\b",
            # «Субота в Лебедині:», «Ніч на 7 березня:», «Ніч, ранок і вечір:», and not «День міста:»
            rf"^(?:{_DAYS})\b[^:]{{0,25}}:",
            rf"^(?:{_TIMES})\b(?:, (?:{_TIMES})\b[^:]{{0,20}})?:",
            # «Ніч на 7 березня: два удари, обмін, погода», and not «Ніч на 7 березня: збито 83 дрони»
            rf"^(?:{_TIMES})\b,?(?: на)? \d[^:]{{0,20}}:(?=[^,]*,|.* (?:що|что)\b)",
            rf"^(?:\w+ on )?{_WEEKDAYS}(?![ʼ’'])\b[^:]{{0,25}}:",
            r"\b(?:week|day|morning|evening|news) (?:in|at) (?:a )?(?:brief|review|figures|numbers|glance)\b",
            rf"^(?:the )?(?:{_WEEKDAYS}|morning|midday|evening|night|nightly|daily|weekly|news)(?:ʼs)? briefing\b",
            r"\b(?:round-?up|digest|recap|wrap-?up|key developments|(?:top|main) (?:news|stories))\b",
        )
    )
)

_LABEL = re.compile(
    r"\W*(?P<label>\d{1,2}[:.]\d\d(?: [ap]\.m\.)?|[A-ZА-ЯІЇЄҐ\d][^\n.:!?,;«»\"“”]{0,30})(?P<mark>[.:])\s",
)
# «Танки: 11 800» is a table; «Джерело: …», «Деталі: …» are the parts of one piece of news.
_FIGURE = re.compile(r"\W*(?:\w+ )?\d")
_PARTS = re.compile(
    r"джерел[оа]|пряма мова|дослівно|деталі|передісторія|що передувало|нагадаємо|источник|прямая речь|дословно"
    r"|подробности|детали|предыстория|напомним|source|quote|details|background|фото|відео|видео|photo|video",
    re.IGNORECASE,
)
_ASKING = re.compile(r"(?:що|хто|кого|чи|де|як|чому|что|кто|где|как|почему|what|who|where|how|why)\b", re.IGNORECASE)
# «1. Вимкніть газ»: what to do is no news.
_ORDER = re.compile(
    r"(?:не )?\w+(?:іть|ите|[йь]те)(?:с[яь])?\b"
    r"|(?:do not|donʼt|turn|switch|call|keep|stay|close|open|leave|take|check|use"
    r"|avoid|move|go|put)\b",
    re.IGNORECASE,
)
_LABEL_WORDS = 3
_FEWEST_LABELS = 3
_LABELLED = 0.5  # of the paragraphs; the last ones are often of something else
_SHORTEST = 20  # characters of a paragraph: not a caption


@lru_cache(maxsize=1024)
def is_digest(title: str) -> bool:
    """Whether a title says so."""
    return _WORDS.search(fold(title)) is not None


def _label(paragraph: str) -> str | None:
    """The label or the number that a paragraph begins with."""
    found = _LABEL.match(paragraph)
    if found is None:
        return None
    label, follows = found["label"], paragraph[found.end() :]
    if len(label.split()) > _LABEL_WORDS or _PARTS.fullmatch(label):
        return None
    if label.isdecimal():
        return None if _ORDER.match(follows) else label
    if found["mark"] == ":" and _FIGURE.match(follows):
        return None
    is_sentence = " " in label and not _ASKING.match(label) and has_verb(label)  # «Рух відновили. Поліція…»
    return None if is_sentence else label


def has_labels(text: str) -> bool:
    """Whether the paragraphs or lines of an article begin with labels or numbers, each with its own.

    Whoever speaks twice is in an interview: «Мер: …».
    """
    paragraphs = [one for one in text.split("\n") if len(one) >= _SHORTEST]
    found = Counter(label for one in paragraphs if (label := _label(one)))
    return list(found.values()).count(1) >= max(_FEWEST_LABELS, _LABELLED * len(paragraphs))
