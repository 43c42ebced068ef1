"""Whether a text names a source that is no post: an interview, a broadcast, a press conference, another network.

The same person says much the same in a studio an hour after the post; no word of it comes from the post.
"""

import re
from functools import lru_cache

_NAMED = (
    r"інтервʼю|ефір\w*|телемарафон\w*|на брифінгу|прес-?конференц\w*|у коментар\w+|телеканал\w*|радіо|подкаст\w*",
    r"репортаж\w*|журналіст\w*|кореспондент\w*|запитан\w*|видання|колон\w+|експерт\w*|аналітик\w*|форум\w*|панел\w+",
    r"интервью|эфир\w*|на брифинге|пресс-?конференц\w*|в комментари\w+|радио|журналист\w*|корреспондент\w*",
    r"вопрос\w* журналист\w*|изданию|эксперт\w*|аналитик\w*",
    r"interview\w*|told (?:reporters|journalists|the)|press conference|briefing|on air|television|podcast|reporters?",
    r"analysis|analysts?|experts?|answering|panel|facebook|фейсбу\w+|twitter|instagram|інстаграм\w*|tiktok|youtube",
)
_CUE = re.compile(rf"\b(?:{'|'.join(_NAMED)})\b", re.IGNORECASE)
_MOST = 3


@lru_cache(maxsize=4096)
def other_sources(text: str) -> float:
    """How often a text names a source of another kind; 1 at three times and more."""
    return min(len(_CUE.findall(text)) / _MOST, 1.0)
