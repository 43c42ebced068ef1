"""What of a text is no number and no name, though it looks so: links, tags, phones, codes, idle capitals.

Models («Shahed-136», «Х-101») are a number and a name at once, and are told whole.
"""

import re
from bisect import bisect_left
from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple

from bot.language import tokens
from bot.language.sounds import sound

# Each part is bounded or of one class, so that no text is read twice.
_NOISE = re.compile(
    r"https?://\S+|\b(?:www\.|t\.me/)\S+|\b(?:[a-z\d-]{1,63}\.){1,4}[a-z]{2,10}/\S*|[\w.+-]{1,64}@[\w.-]+|[#@]\w+"
    r"|(?<![\w.,:/+])(?:\+\d{1,3}[ (-]{0,2}\d{2,3}|\(?0[\d ])[\d() -]{5,20}\d"  # phones
    r"|(?<!\d)\d{1,4}(?:/\d{1,4}){1,3}(?!\d)"  # 24/7, № 45/2
    r"|(?:індекс|индекс|postcode|zip)\w{0,3}:? \d{5}|\b\d{5}(?=, ?(?:м\.|місто|г\.|город) ?[А-ЯІЇЄҐ])",
    re.IGNORECASE,
)
_MODEL = re.compile(r"(?<![\w-])([A-ZА-ЯІЇЄҐ][^\W\d_]{0,11})[-‐‑](\d{1,4}[^\W\d_]{0,2})(?![\w-])")
_LOOKALIKES = str.maketrans("авекмнорстухі", "abekmhopctyxi")
_LONG = 5  # letters: fewer are an abbreviation as often, «ЗСУ, СБУ, ДСНС»
_SHOUTED = 2  # long words in capitals that follow each other are a cry, and no name
_TITLE_WORDS = 4  # of an English headline, each four letters and longer
_TITLE_SHARE = 0.8

Ranges = tuple[tuple[int, int], ...]


class Model(NamedTuple):
    """The name of an aircraft, a missile, a document; `number` and one of the `names` make it the same."""

    start: int
    end: int
    number: str
    names: frozenset[str]

    def is_same(self, other: "Model") -> bool:
        """Whether both say one thing, be it in another alphabet."""
        return self.number == other.number and not self.names.isdisjoint(other.names)


def is_noise(text: str, start: int, end: int) -> bool:
    """Whether a stretch of a text lies in a link, a tag, a phone or a code."""
    return _holds(_noise(text), start, end)


def is_loud(text: str, start: int, end: int) -> bool:
    """Whether capitals say nothing there: «УВАГА! ЗАВТРА ПЕРЕКРИЮТЬ…» and "A Headline of an English Paper"."""
    return _holds(_shouted(text), start, end) or _holds(_titles(text), start, end)


def is_of_model(text: str, start: int, end: int) -> bool:
    """Whether a stretch is part of a model."""
    return _holds(_models(text), start, end)


@lru_cache(maxsize=256)
def models(text: str) -> tuple[Model, ...]:
    """The models that a text names, in order."""
    return tuple(_model(found) for found in _MODEL.finditer(text))


def _model(found: re.Match[str]) -> Model:
    name = found[1].casefold()
    return Model(*found.span(), found[2].casefold(), frozenset((name.translate(_LOOKALIKES), sound(name))))


def _holds(ranges: Ranges, start: int, end: int) -> bool:
    """Ranges stand in order, and none over another."""
    at = bisect_left(ranges, (end, 0))
    return at > 0 and ranges[at - 1][1] > start


@lru_cache(maxsize=256)
def _noise(text: str) -> Ranges:
    return tuple(found.span() for found in _NOISE.finditer(text))


@lru_cache(maxsize=256)
def _models(text: str) -> Ranges:
    return tuple((one.start, one.end) for one in models(text))


@lru_cache(maxsize=256)
def _shouted(text: str) -> Ranges:
    return tuple(_cries(text))


@lru_cache(maxsize=256)
def _titles(text: str) -> Ranges:
    return tuple(_headlines(text))


def _cries(text: str) -> Iterator[tuple[int, int]]:
    """Words without a small letter that follow each other."""
    start, end, long = 0, 0, 0
    for word in tokens(text):
        if word.is_number:
            continue
        if word.text.isupper():
            start = start if end else word.start
            end, long = word.end, long + (len(word.text) >= _LONG)
            continue
        if long >= _SHOUTED:
            yield start, end
        end = long = 0
    if long >= _SHOUTED:
        yield start, end


def _headlines(text: str) -> Iterator[tuple[int, int]]:
    start = 0
    for line in text.split("\n"):
        words = [word.text for word in tokens(line) if word.text[0].isascii() and len(word.text) >= _TITLE_WORDS]
        share = sum(word[0].isupper() for word in words) / (len(words) or 1)
        if len(words) >= _TITLE_WORDS and share >= _TITLE_SHARE and not line.endswith("."):
            yield start, start + len(line)
        start += len(line) + 1
