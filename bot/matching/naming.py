"""Which words are names: where a sentence begins, a capital tells nothing, but places and surnames do."""

import re
from functools import lru_cache

from bot.language import fold
from bot.language.concepts import is_place
from bot.language.lemmas import is_common_word
from bot.language.terms import begins_sentence, word_key
from bot.language.words import WORDS_KEPT
from bot.matching.abroad import is_country, is_of_others

_SURNAME = re.compile(
    r".{2,}енк(?:о|а|у|ові|ом|ою)|.{2,}[чщш]ук(?:|а|у|ові|ом)|.{3,}[нрсл]юк(?:|а|у|ові|ом)"
    r"|.{2,}[сцз]ь?к(?:ий|ого|ому|им)|.{2,}(?:enko|chuk|[^aeiou]skyi|[^aeiou]skyy|[^aeiou]skiy)"
)
_ADJECTIVES = (
    "міськ|сільськ|людськ|морськ|громадськ|цивільн|військ|поліцейськ|батьківськ|студентськ|учительськ|вузьк|низьк|близьк"
    "|городск|сельск|морск|гражданск|полицейск|детск|женск|мужск|воинск|узк|низк|близк|мерзк|резк"
)
_ADJECTIVE = re.compile(rf"(?:{_ADJECTIVES})(?:ий|ого|ому|им)")
_AMBIGUOUS = re.compile(r"(?:[сцз]ь?к(?:ий|ого|ому|им)|енк(?:а|у))$")  # «технический», «оценка»
# Of the people and the country there is one concept, and «українські війська» names none.
_COUNTRY = re.compile("украї?и?н(?:а|и|і|у|ою|ой|е)|росі(?:я|ї|ю|єю)|росси(?:я|и|ю|ей)|ukraine|russia")

# What is made of a place, and who lives there: «Курська», «Чеські», «Кияни», «Литовці». Not Чернівці.
_OF_A_PLACE = re.compile(
    r"\w+(?:[сцз]ь?к|ницьк|жск)(?:ий|ій|ого|ому|им|ім|а|ої|ій|у|ою|е|і|их|ими|ое|ая|ую|ие|ый|ой|ые|ых|ыми)"
    r"|(?!чернівц|черновц)\w+(?:[цк](?:і|и|ы|ів|ов|ев|ям|ам|ями|ами|ях|ах)|ець|ец|як|ян(?:и|е|ам|ин\w*)?|ани|ане|чан)"
    r"|(?:швед|румун|румын|грузин|вірмен|армян|болгар|хорват|білорус|белорус|словен|чех|латиш|латыш|одесит|одессит)"
    r"(?:и|і|ы|ів|ов|ам|ами|ка|ок)?"
)
_ANYWHERE = frozenset(("k:russian", "k:ukrainian"))  # they stand in every text

_AFTER_WORD = re.compile(r"[^\W_]\)? ?(?:[–—] |[«“„\"])$")
_NEAR = 5  # characters looked at


def is_name(text: str, start: int, word: str) -> bool:
    """Whether a word that starts there has its capital because it is a name."""
    return word[0].isupper() and (not begins_sentence(text, start) or _is_inside(text, start) or _is_known(word))


@lru_cache(maxsize=WORDS_KEPT)
def is_place_itself(word: str) -> bool:
    """Whether a word with a capital is a place or a country, wherever it stands, and not what is made of one."""
    folded, key = fold(word), _key(word)
    if not word[0].isupper() or key in _ANYWHERE or is_of_others(word) or _OF_A_PLACE.fullmatch(folded):
        return False
    if key.startswith("k:"):
        return is_place(key[2:])
    return is_country(word)


def is_word_too(word: str) -> bool:
    """Whether a place, written small, is another word: «суми», «рівне»."""
    return _key(word) != _key(word.lower())


def _key(word: str) -> str:
    return word_key(word, "en" if word[0].isascii() else "uk") or ""


def _is_inside(text: str, start: int) -> bool:
    """Whether a dash or a quotation mark after a word stands before: «мер – Гаргроув», «команда «Сокіл»»."""
    return _AFTER_WORD.search(text, max(0, start - _NEAR), start) is not None


@lru_cache(maxsize=WORDS_KEPT)
def _is_known(word: str) -> bool:
    folded = fold(word)
    key = _key(word)
    if key.startswith("k:"):
        return is_place(key[2:]) or _COUNTRY.fullmatch(folded) is not None
    if _SURNAME.fullmatch(folded) is None or _ADJECTIVE.fullmatch(folded) is not None:
        return False
    return _AMBIGUOUS.search(folded) is None or not is_common_word(word)
