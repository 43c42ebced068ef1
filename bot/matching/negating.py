"""What turns a statement into its contrary: «не», "without", a negating prefix, and the contrary word itself.

Of "won't" the "not" is a word by itself (`contractions.py`).
"""

import re
from functools import lru_cache

from bot.language.words import WORDS_KEPT

# Left out: ніхто, жоден, никто, which stand with a «не» of their own.
_WORDS = "не ні немає нема нет нету без нельзя not no never without"
NEGATIONS = frozenset(_WORDS.split())
_PREFIXES = ("не", "un")  # «неконтрольована» for «контрольована»
_SHORTEST = 5  # letters: «небо» is not a «бо» denied
_FALLING = "упал|упав|снизи|снижа|уменьш|сократи|сокраща"
# Beginnings of words that are each other's contrary; a dollar stands where the word ends.
_CONTRARY = (
    (
        "поранен|поранив|поранил|ранен|травмован|травмирован|постражда|пострада|wounded|injured|hurt$",
        "загин|загиб|погиб|вбит|убит|killed|dead|died",
    ),
    ("жив(?:ий|а|і|их|ими|ой|ы|ые|ых)$|вижи|выжи|alive|survived", "загин|загиб|погиб|мертв|killed|dead|died"),
    ("відкри|відчин|открыт|открыв|откро|open(?:ed|s)?$", "закри|зачин|закрыт|закрыв|закро|closed?$|closes$"),
    ("дозвол|разреш|allow", "заборон|запрет|запрещ|bann?ed$|forbid"),
    ("підтвер|подтвер|confirm", "спросту|запереч|опроверг|опроверж|отриц|den(?:y|ies|ied)$"),
    (
        "зрос|зріс|збільш|вирос|виріс|вырос|возрос|увелич|підвищ|повыс|rose$|ris(?:e|es|en|ing)$|gr(?:ew|ow)|increas",
        rf"впа(?:в|л)|пада|знизи|знижу|зменш|скороти|скорочу|{_FALLING}|f[ae]ll(?:s|en|ing)?$|decreas|declin|reduc",
    ),
    ("тривог|тревог", "відбій|відбо|отбо[йя]"),
    ("увімкн|включ|підключ|подключ|відновл|восстановл|connect", "вимкн|відключ|отключ|призупин|приостанов|disconnect"),
    (
        "почн|почина|поча(?:в|л)|розпоч|начн|начина|нача(?:л|т)|beg(?:in|an|un)|start",
        "закінч|заверш|законч|заканч|оконч|end(?:s|ed|ing)?$|finish",
    ),
    (
        "прибу|приїха|приїзд|прибы|приеха|приезжа|arriv",
        "вибу(?:в|л|т|д)|виїха|виїжджа|убы(?:л|в)|уеха|уезжа|depart|left$|leaves?$",
    ),
    (
        "прийня|схвал|погоди|погодж|приня|одобри|согласи|согласов|accept|approv|adopt",
        "відхил|відмови|отклон|отверг|отказа|reject|refus",
    ),
    ("підтрим|поддерж|support", "засуд|осуди|осужд|oppos|condemn"),
    ("перем(?:о[гж]|ага)|вигра|побед|выигра|w(?:on|ins?)$", "програ|поразк|проигра|поражен|los(?:t|es?)$"),
    ("ранку$|утра$", "вечора$|вечера$"),
    ("можна$|можно$", "неможна$|нельзя$"),
    ("почат(?:ок|ку|ком)$|начал[оауе]м?$", "кін(?:ець|ця|цю|цем|ці)$|кон(?:ец|ца|цу|цом|це)$"),
    ("до$", "після$|после$"),
    ("by$|until$|till$", "after$"),
    ("раніше$|раньше$|earlier$|before$", "пізніше$|позже$|later$|after$"),
    ("більше?$|понад$|больше$|более$|свыше$|more$|over$", "менше?$|меньше$|менее$|less$|fewer$|under$"),
)
_CONTRARIES = tuple((re.compile(one), re.compile(other)) for one, other in _CONTRARY)


def is_denied(one: str, two: str) -> bool:
    """Whether one word says that the other is not so; folded."""
    short, long = sorted((one, two), key=len)
    if len(short) >= _SHORTEST and long.endswith(short) and long[: -len(short)] in _PREFIXES:
        return True
    return any((at, not is_second) in _sides(two) for at, is_second in _sides(one))


def are_alike(one: str, two: str) -> bool:
    """Whether two words are the same one of two contraries, in any language; folded."""
    return not _sides(one).isdisjoint(_sides(two))


@lru_cache(maxsize=WORDS_KEPT)
def _sides(word: str) -> frozenset[tuple[int, bool]]:
    """Of which contraries a word is one, and whether it is the second."""
    places = ((at, is_second) for at in range(len(_CONTRARIES)) for is_second in (False, True))
    return frozenset((at, is_second) for at, is_second in places if _CONTRARIES[at][is_second].match(word))
