"""An encoder in the tests' own process, in place of one in a process beside: its answers can be made to fail."""

from collections.abc import Callable, Sequence

import numpy as np

from bot.meaning.workers import EncoderFailed
from tests.meaning.hashing import Hashing


class Inside:
    name = "inside"

    def __init__(self) -> None:
        self.breaks: Callable[[str], bool] = lambda _: False
        self.texts = 0

    async def encode(self, texts: Sequence[str], *, asks: bool) -> list[bytes]:
        if any(map(self.breaks, texts)):
            raise EncoderFailed("The process ended with 7.")
        self.texts += len(texts)
        return [row.tobytes() for row in Hashing().encode(texts, asks=asks).astype(np.float16)]
