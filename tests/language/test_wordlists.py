"""The lists of words: what stands in two lines would mean whichever comes last."""

from collections import Counter
from importlib.resources import files

import pytest


def lines_of(*names: str) -> list[str]:
    texts = (files("bot.language").joinpath(name).read_text(encoding="utf-8") for name in names)
    return [line for text in texts for line in text.splitlines() if ":" in line and not line.startswith("#")]


def entries(*names: str) -> list[tuple[str, str]]:
    cut = (line.partition(":") for line in lines_of(*names))
    return [(name, word) for name, _, words in cut for word in words.split()]


LISTS = [
    ("concepts.txt", "places.txt"),
    ("quantities.txt",),
    ("numerals.txt",),
    ("ordinals.txt",),
    ("units.txt",),
    ("denials.txt",),
]


@pytest.mark.parametrize("names", LISTS)
def test_a_word_stands_in_one_line(names: tuple[str, ...]) -> None:
    counts = Counter(word for _, word in entries(*names))
    assert [word for word, times in counts.items() if times > 1] == []


def test_a_thing_has_one_line() -> None:
    names = [line.partition(":")[0] for line in lines_of("concepts.txt", "places.txt")]
    assert [name for name, times in Counter(names).items() if times > 1] == []


def test_words_are_written_as_they_are_looked_up() -> None:
    for name, word in entries("concepts.txt", "places.txt"):
        assert word == word.lower(), name
        assert not set(word) & set("'’ʼ"), name
