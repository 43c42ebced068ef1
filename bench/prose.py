"""Made prose: words as frequent as in real texts, so that an index holds what it would hold in earnest."""

import random
from importlib.resources import files
from itertools import accumulate

WORDS = 40_000
_ONSETS = ["б", "в", "г", "д", "з", "к", "л", "м", "н", "п", "р", "с", "т", "ш", "ст", "пр", "кр", "вл", "св", "тр"]
_VOWELS = ["а", "о", "у", "и", "е", "і", "я"]
_ENDS = ["ний", "ого", "ому", "ати", "ють", "ення", "ість", "ами", "ові", "ка", "ки", "ку", "ців", "ла"]


class Prose:
    """Writes Ukrainian without meaning. The same seed writes the same."""

    def __init__(self, seed: int) -> None:
        self._random = random.Random(seed)
        common = files("bot.language").joinpath("stopwords.txt").read_text(encoding="utf-8").split()
        made = (self._made() for _ in range(WORDS))
        self._words = list(dict.fromkeys((*(word for word in common if word.isalpha()), *made)))
        # Zipf: a word's frequency is as one over its rank.
        self._frequencies = list(accumulate(1 / rank for rank in range(1, len(self._words) + 1)))

    def _made(self) -> str:
        syllables = self._random.randint(1, 3)
        stem = "".join(self._random.choice(_ONSETS) + self._random.choice(_VOWELS) for _ in range(syllables))
        return stem + self._random.choice(_ONSETS) + self._random.choice(_ENDS)

    def sentence(self) -> str:
        """Eight to eighteen words; some are names, some numbers."""
        count = self._random.randint(8, 18)
        words = self._random.choices(self._words, cum_weights=self._frequencies, k=count)
        for place in range(count):
            chance = self._random.random()
            if chance < 0.03:
                words[place] = str(self._random.randint(2, 3000))
            elif chance < 0.1 or place == 0:
                words[place] = words[place].capitalize()
        return " ".join(words) + "."

    def paragraph(self) -> str:
        """Three to five sentences."""
        return " ".join(self.sentence() for _ in range(self._random.randint(3, 5)))
