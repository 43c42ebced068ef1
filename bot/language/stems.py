"""Words without their case endings, for names, on which dictionaries err."""

import re
from functools import lru_cache

from bot.language.words import WORDS_KEPT

_ADJECTIVE = re.compile("(?:ськ|ск)(?:ого|ому|ими|им|их|ом|ої|ій|ою|ой|ий|ий|ую|ая|ие|ую|а|у|і|е)?$")
_CASE = re.compile(
    "(?:ого|ому|ими|ий|ій|їй|их|їх|им|їм|ої|ою|ый|ой|ая|ую|ые|ых|ым|яя|юю|его|ему|ії|ія|ію|ією|ии|ия|ию|"
    "ові|еві|єві|ами|ями|ах|ях|ам|ям|ом|ем|єм|ею|єю|ів|їв|ов|ев|єв|ей|[аеиіїоуюяєйьыэ])$"
)
_FAMILY = re.compile("(?<=.{4})(?:ов|ев|єв|ів|їв)$")  # Умєров, Умєрова; Харків, Харкова


@lru_cache(maxsize=WORDS_KEPT)
def stem(folded: str) -> str:
    """A word without its case ending, as far as one rule can tell: Сирського and Сирський both give `сирськ`."""
    if len(folded) < 4:
        return folded
    adjective = _ADJECTIVE.search(folded)
    if adjective:
        return folded[: adjective.start()] + "ск"
    cut = _CASE.sub("", folded)
    return _FAMILY.sub("", cut) if len(cut) >= 3 else folded
