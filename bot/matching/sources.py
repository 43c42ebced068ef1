"""Whether a text names a source that is no post: an interview, a broadcast, a press conference, another network.

The same person says much the same in a studio an hour after the post; no word of it comes from the post.
"""

import re
from functools import lru_cache

from bot.language.normal import lowered

# «На запитання про ракети відповів» is said of an interview, «відповів на запитання депутатів» of a parliament.
_ASKED = (
    r"(?<!відповів )(?<!відповіла )(?<!відповіли )(?<!відповідав )(?<!відповідає )на запитан\w*|запитан\w* (?:про|чи)"
)
_NEWSROOMS = "reuters|afp|bloomberg|cnn|the (?:bbc|associated press|guardian|financial times|new york times)"
_NAMED = (
    r"інтервʼю|ефір(?:і|у|ом)?|телемарафон\w*|(?:на|під час) брифінгу|прес-?конференц\w*|у коментар\w+|радіо",
    r"телеканал\w*|подкаст\w*|репортаж\w*|журналіст\w*|кореспондент\w*|виданн(?:ю|ям)|колонк\w+|колумніст\w*",
    _ASKED,
    r"експерт(?:и|а|у|ом|ів|ам|ами|ка|ки|ку|кою)?|аналітик\w*|форум(?:і|у)?|панельн\w+ дискусі\w+|на панелі",
    r"интервью|эфир(?:е|у|ом)?|(?:на|в ходе|во время) брифинг[еа]|пресс-?конференц\w*|в комментари\w+|радио",
    r"журналист\w*|корреспондент\w*|изданию|эксперт(?:ы|а|у|ом|ов|ам|ами)?|аналитик\w*|на панели",
    rf"interview\w*|told (?:reporters|journalists|the (?:paper|channel|agency|broadcaster)|{_NEWSROOMS})",
    r"press conference|(?:at|during) (?:a|the) (?:\w+ )?briefing|on air|television(?! tower)|podcast|reporters?",
    r"(?<!forensic )analysis|analysts?|experts?|answering|on a panel|facebook|фейсбу\w+|twitter|тв[іи]ттер\w*",
    r"(?:написа\w+|допис\w*|пост\w*) [ву] [xх]|(?:posted|wrote) on x",
    r"instagram|інстаграм\w*|tiktok|youtube",
)
_CUE = re.compile(rf"\b(?:{'|'.join(_NAMED)})\b")
_MOST = 3


@lru_cache(maxsize=4096)
def other_sources(text: str) -> float:
    """How often a text names a source of another kind; 1 at three times and more."""
    return min(len(_CUE.findall(lowered(text))) / _MOST, 1.0)
