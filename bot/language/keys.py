"""Search keys: what storage indexes in place of words, so that morphology does not depend on the engine.

A key is a letter, a colon and a form. For people who search: `l:` a lemma, `c:` a capitalised word without its case
ending. For the matcher, the same in three languages (`terms`): `k:` a concept, `x:` a sound, `t:` a day. For both:
`d:` a number.
"""

import re
from collections.abc import Iterable, Sequence
from functools import lru_cache

from bot.language.detection import detect
from bot.language.figures import number_key
from bot.language.lemmas import is_known, lemma
from bot.language.normal import normalise
from bot.language.stems import stem
from bot.language.terms import Term, dictionary, keys_in
from bot.language.words import WORDS_KEPT, fold, is_number, tokens, words

_OUTSIDE = re.compile("[^\\w.:-]|_")  # storage is promised lower-case letters, digits, `-`, `.` and `:`


@lru_cache(maxsize=WORDS_KEPT)
def _plain_word(key: str) -> str:
    return _OUTSIDE.sub("", key.lower())


def _plain(key: str) -> str:
    # Numbers are endless: kept, they would drive the words out.
    return _OUTSIDE.sub("", key) if key[0] == "d" else _plain_word(key)


def _language_of(word: str, language: str | None) -> str:
    if word[0].isascii():
        return "en"
    return language if language in ("uk", "ru") else "uk"


def _lemma_key(word: str, language: str) -> str:
    return f"l:{fold(lemma(word, language))}"


def _keys_of(word: str, language: str | None) -> tuple[str, ...]:
    return (_plain(f"d:{number_key(word)}"),) if is_number(word) else _keys_of_word(word, language)


@lru_cache(maxsize=WORDS_KEPT)
def _keys_of_word(word: str, language: str | None) -> tuple[str, ...]:
    plain = _plain(_lemma_key(word, _language_of(word, language)))
    # A capital is perhaps a name, and dictionaries err on those.
    return (plain, _plain(f"c:{stem(fold(word))}")) if word[0].isupper() else (plain,)


def keys_in_text(word: str, language: str | None) -> tuple[str, ...]:
    """The keys of a word of a text, for whoever looks at its words one by one.

    Beside those of `search_keys`, `s:` and the stem of a word that the dictionary lacks: шахедів, нардепа.
    """
    return _keys_of(word, language) if is_number(word) else _keys_in_text(word, language)


@lru_cache(maxsize=WORDS_KEPT)
def _keys_in_text(word: str, language: str | None) -> tuple[str, ...]:
    keys = _keys_of_word(word, language)
    return keys if is_known(word, _language_of(word, language)) else (*keys, _stem_key(word))


def _stem_key(word: str) -> str:
    return _plain(f"s:{stem(fold(word))}")


def keys_asked(word: str) -> frozenset[str]:
    """The keys of which a word has one, as `keys_in_text` says, that is a form of this one."""
    return frozenset({*query_keys(word), *(() if is_number(word) else (_stem_key(word),))})


def keys_hinting(word: str) -> frozenset[str]:
    """Keys of which every text has one, as it is stored, that has a form of this word; others have one too."""
    terms = {key for form in (word.lower(), word.capitalize()) for key in _term_keys([form], "uk")}
    return frozenset({*query_keys(word), *terms})


def term_keys(text: str, language: str | None) -> tuple[str, ...]:
    """The keys of a normalised text by which the matcher asks storage for candidates, in order of appearance."""
    return _term_keys(words(text), language or detect(text))


def search_keys(text: str, language: str | None = None) -> str:
    """The keys of a text, each once, separated by spaces: lower-case letters, digits, `-`, `.` and `:`."""
    text = normalise(text)
    return keys_of_normalised(text, language or detect(text))


def keys_of_normalised(text: str, language: str | None) -> str:
    """The same of a text that was normalised."""
    found = words(text)
    keys = dict.fromkeys([key for word in dict.fromkeys(found) for key in _keys_of(word, language)])
    keys.update(dict.fromkeys(_term_keys(found, language)))
    return " ".join(keys)


def _term_keys(found: Sequence[str], language: str | None) -> tuple[str, ...]:
    return tuple(dict.fromkeys(map(_plain, keys_in(found, dictionary(language)))))


def keys_of(terms: Iterable[Term]) -> tuple[str, ...]:
    """The keys of terms as storage has them, each once."""
    return tuple(dict.fromkeys(_plain(term.key) for term in terms))


def query_keys(word: str) -> tuple[str, ...]:
    """The keys of which a text must have one to hold this word; nothing where it has no letter and no digit.

    The language of one word cannot be told, so Ukrainian and Russian lemmas are both asked for.
    """
    found: list[str] = []
    for token in tokens(normalise(word)):
        if token.is_number:
            found.append(f"d:{number_key(token.text)}")
            continue
        found += [_lemma_key(token.text, _language_of(token.text, language)) for language in ("uk", "ru")]
        found.append(f"c:{stem(fold(token.text))}")
    return tuple(dict.fromkeys(_plain(key) for key in found))
