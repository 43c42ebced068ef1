"""Search keys: what storage indexes in place of words, so that morphology does not depend on the engine.

A key is a letter, a colon and a form. For people who search: `l:` a lemma, `c:` a capitalised word without its case
ending. For the matcher, the same in three languages (`terms`): `k:` a concept, `x:` a sound, `t:` a day. For both:
`d:` a number.
"""

import re
from collections.abc import Iterator

from bot.language.detection import detect
from bot.language.lemmas import lemma
from bot.language.normal import normalise
from bot.language.stems import stem
from bot.language.terms import number_key, read_terms
from bot.language.words import Token, fold, tokens

_OUTSIDE = re.compile("[^\\w.:-]|_")  # storage is promised lower-case letters, digits, `-`, `.` and `:`


def _plain(key: str) -> str:
    return _OUTSIDE.sub("", key.lower())


def _language_of(token: Token, language: str | None) -> str:
    if token.text[0].isascii():
        return "en"
    return language if language in ("uk", "ru") else "uk"


def _lemma_key(token: Token, language: str) -> str:
    return f"l:{fold(lemma(token.text, language))}"


def _word_keys(text: str, language: str | None) -> Iterator[str]:
    for token in tokens(text):
        if token.is_number:
            yield f"d:{number_key(token.text)}"
            continue
        yield _lemma_key(token, _language_of(token, language))
        if token.text[0].isupper():  # perhaps a name, and dictionaries err on those
            yield f"c:{stem(fold(token.text))}"


def term_keys(text: str, language: str | None) -> tuple[str, ...]:
    """The keys of a normalised text by which the matcher asks storage for candidates, in order of appearance."""
    return tuple(dict.fromkeys(_plain(term.key) for term in read_terms(text, language)))


def search_keys(text: str) -> str:
    """The keys of a text, each once, separated by spaces: lower-case letters, digits, `-`, `.` and `:`."""
    text = normalise(text)
    language = detect(text)
    words = (_plain(key) for key in _word_keys(text, language))
    return " ".join(dict.fromkeys((*words, *term_keys(text, language))))


def query_keys(word: str) -> tuple[str, ...]:
    """The keys of which a text must have one to hold this word; nothing where it has no letter and no digit.

    The language of one word cannot be told, so Ukrainian and Russian lemmas are both asked for.
    """
    found: list[str] = []
    for token in tokens(normalise(word)):
        if token.is_number:
            found.append(f"d:{number_key(token.text)}")
            continue
        found += [_lemma_key(token, _language_of(token, language)) for language in ("uk", "ru")]
        found.append(f"c:{stem(fold(token.text))}")
    return tuple(dict.fromkeys(_plain(key) for key in found))
