"""Lists of words kept as text beside the code: a name, a colon, and the words that mean it."""

from dataclasses import dataclass
from importlib.resources import files


@dataclass(frozen=True, slots=True)
class WordList:
    """Whole words and beginnings of words, each with the name it stands for."""

    whole: dict[str, str]
    beginnings: dict[str, str]

    def find(self, word: str, ending: int = 99) -> str | None:
        """The name of a word: as a whole, or by its longest beginning with at most so many letters after it."""
        if word in self.whole:
            return self.whole[word]
        for length in range(len(word), max(len(word) - ending, 3) - 1, -1):
            if name := self.beginnings.get(word[:length]):
                return name
        return None


def word_list(*file_names: str) -> WordList:
    """Read lists of this folder as one. A star after a word stands for any ending; lines with # are remarks."""
    found = WordList({}, {})
    texts = (files("bot.language").joinpath(name).read_text(encoding="utf-8") for name in file_names)
    for line in (line for text in texts for line in text.splitlines()):
        name, colon, words = line.partition(":")
        if not colon or line.startswith("#"):
            continue
        for word in words.split():
            if word.endswith("*"):
                found.beginnings[word[:-1]] = name
            else:
                found.whole[word] = name
    return found
