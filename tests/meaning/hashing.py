"""An encoder without weights: texts are near where they share words. Each call leaves a line, if a file is named.

As with real ones of this kind, what has nothing in common is hardly farther than a cosine of 0.75.
"""

import os
import re
import zlib
from collections.abc import Sequence
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

_FLOOR = 0.75


class Hashing:
    def encode(self, texts: Sequence[str], *, asks: bool) -> NDArray[np.float32]:
        if os.environ.get("HASHING_CALLS"):
            with Path(os.environ["HASHING_CALLS"]).open("a") as calls:
                calls.write(f"{len(texts)}{'?' if asks else ''}\n")
        if "die" in texts:
            os._exit(7)
        rows = np.zeros((len(texts), 63), dtype=np.float32)
        for row, text in zip(rows, texts, strict=True):
            for word in re.findall(r"\w+", text.lower()):
                row[zlib.crc32(word.encode()) % 63] += 1
        rows /= np.maximum(np.linalg.norm(rows, axis=1, keepdims=True), 1)
        floor = np.full((len(texts), 1), np.sqrt(_FLOOR), dtype=np.float32)
        return np.hstack((floor, rows * np.sqrt(np.float32(1 - _FLOOR))))
