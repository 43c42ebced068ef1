"""Search keys: what storage indexes in place of words, so that morphology does not depend on the engine.

A key is a letter, a colon and a form: `l:` a lemma, `c:` a stem without its case ending, `d:` a number.
"""

import re
from functools import lru_cache

from bot.language.detection import detect
from bot.language.lemmas import lemma
from bot.language.normal import normalise
from bot.language.words import Token, fold, tokens

_ADJECTIVE = re.compile("(?:ськ|ск)(?:ого|ому|ими|им|их|ом|ої|ій|ою|ой|ий|ий|ую|ая|ие|ую|а|у|і|е)?$")
_CASE = re.compile(
    "(?:ого|ому|ими|ий|ій|їй|их|їх|им|їм|ої|ою|ый|ой|ая|ую|ые|ых|ым|яя|юю|его|ему|ії|ія|ію|ією|ии|ия|ию|"
    "ові|еві|єві|ами|ями|ах|ях|ам|ям|ом|ем|єм|ею|єю|ів|їв|ов|ев|єв|ей|[аеиіїоуюяєйьыэ])$"
)
_FAMILY = re.compile("(?<=.{4})(?:ов|ев|єв|ів|їв)$")  # Умєров, Умєрова; Харків, Харкова


@lru_cache(maxsize=65536)
def stem(folded: str) -> str:
    """A word without its case ending, as far as one rule can tell: Сирського and Сирський both give `сирськ`."""
    if len(folded) < 5:
        return folded
    adjective = _ADJECTIVE.search(folded)
    if adjective:
        return folded[: adjective.start()] + "ск"
    cut = _CASE.sub("", folded)
    return _FAMILY.sub("", cut) if len(cut) >= 3 else folded


def number_key(text: str) -> str:
    """A number as it is compared: `2 400`, `2.400` and `2400` are one."""
    digits = re.sub(r"[ .,](?=\d{3}(?:\D|$))", "", text)
    return digits.replace(",", ".")


def _word_keys(token: Token, language: str) -> tuple[str, ...]:
    if token.is_number:
        return (f"d:{number_key(token.text)}",)
    folded = fold(token.text)
    return tuple(dict.fromkeys((f"l:{fold(lemma(token.text, language))}", f"c:{stem(folded)}")))


def _language_of(token: Token, language: str | None) -> str:
    latin = token.text[0].isascii()
    return "en" if latin else (language if language in ("uk", "ru") else "uk")


def search_keys(text: str) -> str:
    """The keys of a text, each once, separated by spaces: lower-case letters, digits, `-`, `.` and `:`."""
    text = normalise(text)
    language = detect(text)
    found = (key for token in tokens(text) for key in _word_keys(token, _language_of(token, language)))
    return " ".join(dict.fromkeys(found))


def query_keys(word: str) -> tuple[str, ...]:
    """The keys of which a text must have one to hold this word; nothing where it has no letter and no digit."""
    found: dict[str, None] = {}
    for token in tokens(normalise(word)):
        for language in ("uk", "ru"):
            found |= dict.fromkeys(_word_keys(token, _language_of(token, language)))
    return tuple(found)
