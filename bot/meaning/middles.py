"""Where an encoder puts the texts of a language: near each other, whatever they speak of.

Seen from the middle of its own language, a text is near what says the same in another one (Libovický, Rosa and Fraser,
"On the Language Neutrality of Pre-trained Multilingual Representations", Findings of EMNLP 2020).
middles.json beside this file has those of one encoder, learned by `python -m bot train --middles`.
"""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from importlib.resources import files
from typing import Any

import numpy as np
from numpy.typing import NDArray

Matrix = NDArray[np.float32]

ANY = "any"
"""For texts of a language that was not learned, or is not known."""
ASKED, READ = "asked", "read"
"""What is looked for (posts) and what is looked through (articles) lie apart too."""


def unit(vectors: Matrix) -> Matrix:
    """Of length one."""
    lengths = np.linalg.norm(vectors, axis=-1, keepdims=True)
    ones: Matrix = vectors / np.maximum(lengths, 1e-6)
    return ones


@dataclass(frozen=True, slots=True)
class Middles:
    """By language, of both kinds; none of an encoder that was not learned: its vectors are left as they are."""

    of: Mapping[str, Mapping[str, Matrix]] = field(default_factory=dict)

    def seen(self, rows: Matrix, languages: Sequence[str | None], *, asks: bool) -> Matrix:
        """Vectors as they are seen from the middles of their languages, of length one."""
        if not self.of:
            return rows
        kind = ASKED if asks else READ
        middles = [self.of.get(language or ANY, self.of[ANY])[kind] for language in languages]
        return unit(rows - np.stack(middles))


def text_of(middle: NDArray[Any]) -> str:
    """A middle as a line of numbers."""
    return " ".join(f"{number:.4f}" for number in middle)


def middles_of(values: Mapping[str, Any]) -> Middles:
    """Middles as middles.json has them; what else the file says is for people."""
    return Middles(
        {
            language: {kind: np.array(line.split(), dtype=np.float32) for kind, line in kinds.items()}
            for language, kinds in values["middles"].items()
        }
    )


@lru_cache(maxsize=1)
def _shipped() -> Mapping[str, Any]:
    values: dict[str, Any] = json.loads(files("bot.meaning").joinpath("middles.json").read_text(encoding="utf-8"))
    return values


def shipped(encoder: str) -> Middles:
    """The middles that come with the application, if they are this encoder's."""
    values = _shipped()
    return middles_of(values) if values["encoder"] == encoder else Middles()
