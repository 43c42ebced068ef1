"""What turns a statement into its contrary: «не», "without", a negating prefix, and the contrary word itself."""

import re
from functools import lru_cache

from bot.language import fold
from bot.language.words import WORDS_KEPT

# Left out: ніхто, жоден, никто, which stand with a «не» of their own.
_WORDS = "не ні немає нема нет нету без нельзя not no never without cannot"
_SHORTENED = "is are was were do does did has have had wo ca could would should must"  # with n't
NEGATIONS = frozenset(map(fold, (*_WORDS.split(), *(f"{verb}nʼt" for verb in _SHORTENED.split()))))
_PREFIXES = ("не", "un")  # «неконтрольована» for «контрольована»
_SHORTEST = 5  # letters: «небо» is not a «бо» denied
# Beginnings of words that are each other's contrary; a dollar stands where the word ends.
_CONTRARY = (
    (
        "поранен|поранив|поранил|ранен|травмован|травмирован|постражда|пострада|wounded|injured",
        "загин|загиб|погиб|вбит|убит|killed|dead|died",
    ),
    ("жив(?:ий|а|і|их|ими|ой|ы|ые|ых)$|вижи|выжи|alive|survived", "загин|загиб|погиб|мертв|killed|dead|died"),
    ("відкри|відчин|открыт|открыв|откро|open(?:ed|s)?$", "закри|зачин|закрыт|закрыв|закро|closed?$|closes$"),
    ("дозвол|разреш|allow", "заборон|запрет|запрещ|bann?ed$|forbid"),
    ("підтвер|подтвер|confirm", "спросту|запереч|опроверг|опроверж|отриц|den(?:y|ies|ied)$"),
    (
        "зрос|зріс|збільш|вирос|виріс|вырос|возрос|увелич|rose$|grew$|risen$|increas",
        "впа(?:в|л)|знизи|зменш|скороти|упал|упав|снизи|уменьш|сократи|fell$|fallen$|decreas",
    ),
    ("тривог|тревог", "відбій|відбо|отбо[йя]"),
    ("увімкн|включ|відновл|восстановл", "вимкн|відключ|отключ|призупин|приостанов"),
    ("ранку$|утра$", "вечора$|вечера$"),
    ("можна$|можно$", "неможна$|нельзя$"),
    ("більше$|понад$|больше$|более$|свыше$|more$|over$", "менше$|менш$|меньше$|менее$|less$|fewer$|under$"),
)
_CONTRARIES = tuple((re.compile(one), re.compile(other)) for one, other in _CONTRARY)


def is_denied(one: str, two: str) -> bool:
    """Whether one word says that the other is not so; folded."""
    short, long = sorted((one, two), key=len)
    if len(short) >= _SHORTEST and long.endswith(short) and long[: -len(short)] in _PREFIXES:
        return True
    return any((at, not is_second) in _sides(two) for at, is_second in _sides(one))


@lru_cache(maxsize=WORDS_KEPT)
def _sides(word: str) -> frozenset[tuple[int, bool]]:
    """Of which contraries a word is one, and whether it is the second."""
    places = ((at, is_second) for at in range(len(_CONTRARIES)) for is_second in (False, True))
    return frozenset((at, is_second) for at, is_second in places if _CONTRARIES[at][is_second].match(word))
