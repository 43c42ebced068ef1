"""Whether a text names a source that is no post: an interview, a broadcast, a press conference, another network.

The same person says much the same in a studio an hour after the post; no word of it comes from the post.
"""

import re
from functools import lru_cache

_NAMED = (
    r"інтервʼю|ефір(?:і|у|ом)?|телемарафон\w*|на брифінгу|прес-?конференц\w*|у коментар\w+|телеканал\w*|радіо",
    r"подкаст\w*|репортаж\w*|журналіст\w*|кореспондент\w*|запитан\w*|виданн(?:ю|ям)|колонк\w+|колумніст\w*",
    r"експерт(?:и|а|у|ом|ів|ам|ами|ка|ки|ку|кою)?|аналітик\w*|форум(?:і|у)?|панельн\w+ дискусі\w+|на панелі",
    r"интервью|эфир(?:е|у|ом)?|на брифинге|пресс-?конференц\w*|в комментари\w+|радио|журналист\w*|корреспондент\w*",
    r"вопрос\w* журналист\w*|изданию|эксперт(?:ы|а|у|ом|ов|ам|ами)?|аналитик\w*|на панели",
    r"interview\w*|told (?:reporters|journalists|the (?:paper|channel|agency|broadcaster))|press conference",
    r"at a briefing|on air|television|podcast|reporters?|analysis|analysts?|experts?|answering|on a panel",
    r"facebook|фейсбу\w+|twitter|instagram|інстаграм\w*|tiktok|youtube",
)
_CUE = re.compile(rf"\b(?:{'|'.join(_NAMED)})\b", re.IGNORECASE)
_MOST = 3


@lru_cache(maxsize=4096)
def other_sources(text: str) -> float:
    """How often a text names a source of another kind; 1 at three times and more."""
    return min(len(_CUE.findall(text)) / _MOST, 1.0)
