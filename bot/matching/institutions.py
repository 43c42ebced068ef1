"""Institutions and lands by any of their names: «НБУ» is «Національний банк України», «США» are "the United States"."""

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache
from importlib.resources import files
from typing import NamedTuple

from bot.language import normalise, tokens
from bot.language.terms import Term
from bot.language.words import Token
from bot.matching.abroad import is_abroad

_OF_UKRAINE = " (?:України|Украины|of Ukraine)(?!\\w)"


class Named(NamedTuple):
    """Where a text names an institution or a land, and which."""

    start: int
    end: int
    which: str

    def has(self, term: Term) -> bool:
        """Whether a word is part of the name."""
        return self.start <= term.start < self.end


@lru_cache(maxsize=256)
def named_in(text: str) -> tuple[Named, ...]:
    """The institutions and lands that a normalised text names; institutions of another country are others."""
    words = tokens(text)
    found = (Named(*one.span(), one.lastgroup or "") for one in _institutions().finditer(text))
    return (*(one for one in found if not _is_of_others(words, one)), *_lands_in(text))


def _lands_in(text: str) -> Iterator[Named]:
    """«Країни Балтії» are three."""
    for one in _lands().finditer(text):
        for land in (one.lastgroup or "").split("_"):
            yield Named(*one.span(), land)


def _is_of_others(words: Sequence[Token], named: Named) -> bool:
    within = [at for at, word in enumerate(words) if named.start <= word.start < named.end]
    following = words[within[-1] + 1].text if within and within[-1] + 1 < len(words) else ""
    if len(within) > 1 and len(following) > 1 and following.isupper():
        return True  # «збройних сил НАТО»
    return bool(within) and is_abroad(words, within[0], within[-1])


@lru_cache(maxsize=1)
def _institutions() -> re.Pattern[str]:
    return re.compile(rf"{_names('institutions.txt')}(?:{_OF_UKRAINE})?")


@lru_cache(maxsize=1)
def _lands() -> re.Pattern[str]:
    return re.compile(_names("lands.txt"))


def _names(file_name: str) -> str:
    lines = files("bot.language").joinpath(file_name).read_text(encoding="utf-8").splitlines()
    listed = (line.partition(":") for line in lines if not line.startswith("#"))
    named = (f"(?P<{name}>{'|'.join(_written(one) for one in forms.split('|'))})" for name, _, forms in listed)
    return rf"(?<!\w)(?:{'|'.join(named)})(?!\w)"


def _written(form: str) -> str:
    """A name as an expression; letters that are none but capitals are looked for as they stand."""
    plain = normalise(form.strip())
    if plain.isupper():
        return re.escape(plain)
    words = (re.escape(word.removesuffix("*")) + (r"\w{0,4}" if word.endswith("*") else "") for word in plain.split())
    return rf"(?i:{' '.join(words)})"
