"""Articles that tell of several things: their title says so («the day in brief»), or each paragraph has a label.

«Небо. Ворог запустив…», «15:10. Міністерство…»: whoever writes so goes from one thing to the next.
"""

import re
from functools import lru_cache

from bot.language import fold

_DAYS = (
    "понеділ\\w+|вівтор\\w+|серед[аиу]|четвер\\w*|пʼ?ятниц\\w|субот\\w|неділ\\w"
    "|понедельник\\w*|вторник\\w*|сред[аыу]|четверг\\w*|пятниц\\w|суббот\\w|воскресень\\w"
)
_TIMES = f"д[еє]?нь|дня|доб[аиу]|сут\\w+|н[іо]ч[іиь]?|ранок|ранку|утр[ао]|веч[іе]р\\w?|тижд?е?н[ья]|недел\\w|{_DAYS}"
_BRIEFLY = "цифр\\w+|рядк\\w+|абзац\\w+|хвилин\\w+|новин\\w+|строк\\w+|минут\\w*|пункт\\w+"
_WEEKDAYS = "(?:mon|tues|wednes|thurs|fri|satur|sun)day"
_WORDS = re.compile(
    "|".join(
        (
            r"\b(?:головне|главное)\b(?! управл)",
            r"\b(?:головні|головних|главные|главных) (?:події|подій|новини|новин|события|событий|новости|новостей)\b",
            rf"\b(?:підсумки|итоги|новини|новости|хроніка|хроника|події|события) (?:{_TIMES}|\d+)\b",
            r"\b(?:дайджест|добірк|подборк)\w*",
            r"\b(?:коротко|стисло|кратко)\b|\bви проспали\b|\bвы проспали\b|\b(?:що|что) (?:сталося|произошло) за\b",
            rf"\b(?:{_TIMES}) (?:в|у|за) (?:\S+ )?(?:{_BRIEFLY})\b|\bу кількох (?:{_BRIEFLY})\b",
            # «Субота в Лебедині:», «Ніч на 7 березня:», «Ніч, ранок і вечір:», and not «День міста:»
            rf"^(?:{_DAYS})\b[^:]{{0,25}}:",
            rf"^(?:{_TIMES})\b(?:,?(?: на)? \d[^:]{{0,20}}|, (?:{_TIMES})\b[^:]{{0,20}})?:",
            rf"^(?:\w+ on )?{_WEEKDAYS}(?![ʼ’'])\b[^:]{{0,25}}:",
            r"\b(?:week|day|morning|evening|news) (?:in|at) (?:a )?(?:brief|review|figures|numbers|glance)\b",
            r"\b(?:briefing|round-?up|digest|recap|wrap-?up|key developments|(?:top|main) (?:news|stories))\b",
        )
    )
)

_LABEL = re.compile(
    r"\W*(?:\d{1,2}[:.]\d\d(?: [ap]\.m\.)?|[A-ZА-ЯІЇЄҐ\d][^\n.:!?,;«»\"“”]{0,30})[.:]\s",
)
_LABEL_WORDS = 4
_FEWEST_LABELS = 3
_LABELLED = 0.5  # of the paragraphs; the last ones are often of something else
_SHORTEST = 20  # characters of a paragraph: not a caption


@lru_cache(maxsize=1024)
def is_digest(title: str) -> bool:
    """Whether a title says so."""
    return _WORDS.search(fold(title)) is not None


def has_labels(text: str) -> bool:
    """Whether the paragraphs or lines of an article begin with labels or numbers."""
    paragraphs = [one for one in text.split("\n") if len(one) >= _SHORTEST]
    labels = [label for one in paragraphs if (label := _LABEL.match(one)) and len(label[0].split()) <= _LABEL_WORDS]
    return len(labels) >= max(_FEWEST_LABELS, _LABELLED * len(paragraphs))
