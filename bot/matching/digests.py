"""Articles whose title says that they tell of several things: the day in brief, the week in figures."""

import re
from functools import lru_cache

from bot.language import fold

_DAYS = (
    "понеділ\\w+|вівтор\\w+|серед[аиу]|четвер\\w*|пʼ?ятниц\\w|субот\\w|неділ\\w"
    "|понедельник\\w*|вторник\\w*|сред[аыу]|четверг\\w*|пятниц\\w|суббот\\w|воскресень\\w"
)
_TIMES = f"д[еє]?нь|дня|доб[аиу]|сут\\w+|н[іо]ч[іиь]?|ранок|ранку|утр[ао]|веч[іе]р\\w?|тижд?е?н[ья]|недел\\w|{_DAYS}"
_BRIEFLY = "цифр\\w+|рядк\\w+|абзац\\w+|хвилин\\w+|новин\\w+|строк\\w+|минут\\w*"
_WORDS = re.compile(
    "|".join(
        (
            r"\b(?:головне|главное)\b(?! управл)",
            r"\b(?:головні|головних|главные|главных) (?:події|подій|новини|новин|события|событий|новости|новостей)\b",
            rf"\b(?:підсумки|итоги|новини|новости|хроніка|хроника|події|события) (?:{_TIMES}|\d+)\b",
            r"\b(?:дайджест|добірк|подборк)\w*",
            r"\b(?:коротко|стисло|кратко)\b|\bви проспали\b|\bвы проспали\b|\b(?:що|что) (?:сталося|произошло) за\b",
            rf"\b(?:{_TIMES}) (?:в|у|за) (?:\S+ )?(?:{_BRIEFLY})\b|\bу кількох (?:{_BRIEFLY})\b",
            rf"^(?:{_TIMES})\b[^:]{{0,25}}:",
            r"\b(?:week|day|morning|evening|news) (?:in|at) (?:a )?(?:brief|review|figures|numbers|glance)\b",
            r"\b(?:briefing|round-?up|digest|recap|wrap-?up|key developments|(?:top|main) (?:news|stories))\b",
        )
    )
)


@lru_cache(maxsize=1024)
def is_digest(title: str) -> bool:
    """Whether a title says so."""
    return _WORDS.search(fold(title)) is not None
