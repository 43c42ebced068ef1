"""Institutions by any of their names: «НБУ» is «Національний банк України» and "the National Bank"."""

import re
from collections.abc import Sequence
from functools import lru_cache
from importlib.resources import files
from typing import NamedTuple

from bot.language import normalise, tokens
from bot.language.terms import Term
from bot.language.words import Token
from bot.matching.abroad import is_abroad

_OF_UKRAINE = " (?:України|Украины|of Ukraine)(?!\\w)"


class Named(NamedTuple):
    """Where a text names an institution, and which."""

    start: int
    end: int
    institution: str

    def has(self, term: Term) -> bool:
        """Whether a word is part of the name."""
        return self.start <= term.start < self.end


@lru_cache(maxsize=256)
def institutions_in(text: str) -> tuple[Named, ...]:
    """The institutions that a normalised text names, in order; those of another country are others."""
    words = tokens(text)
    found = (Named(*one.span(), one.lastgroup or "") for one in _names().finditer(text))
    return tuple(one for one in found if not _is_of_others(words, one))


def _is_of_others(words: Sequence[Token], named: Named) -> bool:
    within = [at for at, word in enumerate(words) if named.start <= word.start < named.end]
    following = words[within[-1] + 1].text if within and within[-1] + 1 < len(words) else ""
    if len(within) > 1 and len(following) > 1 and following.isupper():
        return True  # «збройних сил НАТО»
    return bool(within) and is_abroad(words, within[0], within[-1])


@lru_cache(maxsize=1)
def _names() -> re.Pattern[str]:
    lines = files("bot.language").joinpath("institutions.txt").read_text(encoding="utf-8").splitlines()
    listed = (line.partition(":") for line in lines if not line.startswith("#"))
    named = (f"(?P<{name}>{'|'.join(_written(one) for one in forms.split('|'))})" for name, _, forms in listed)
    return re.compile(rf"(?<!\w)(?:{'|'.join(named)})(?!\w)(?:{_OF_UKRAINE})?")


def _written(form: str) -> str:
    """A name as an expression; letters that are none but capitals are looked for as they stand."""
    plain = normalise(form.strip())
    if plain.isupper():
        return re.escape(plain)
    words = (re.escape(word.removesuffix("*")) + (r"\w{0,4}" if word.endswith("*") else "") for word in plain.split())
    return rf"(?i:{' '.join(words)})"
