"""English words that are written as one or as two."""

import pytest

from bot.language import normalise
from bot.matching import quotes
from bot.matching.fidelity import check, settle
from bot.matching.revising import difference
from bot.matching.rewording import compare
from storage.records import Fidelity

SAME = [
    ("We will not close the Orlin bridge", "We won't close the Orlin bridge"),
    ("It is safe and it does not need repairs", "It's safe and it doesn’t need repairs"),
    ("We cannot accept five more convoys", "We can't accept five more convoys"),
    ("We can not accept five more convoys", "We cannot accept five more convoys"),
    ("They did not strike the dam overnight", "They didn't strike the dam overnight"),
    ("I am ready and we will all go there", "I'm ready and we'll all go there"),
    ("They have left and you are late again", "They've left and you're late again"),
    ("It has been a long night for the city", "It's been a long night for the city"),
    ("I would wait for the second train here", "I'd wait for the second train here"),
    ("Let us wait for the second train here", "Let's wait for the second train here"),
]


@pytest.mark.parametrize(("full", "short"), SAME)
def test_a_shortened_word_is_the_same_either_way(full: str, short: str) -> None:
    for post, quote in ((full, short), (short, full)):
        text = normalise(f'"{quote}," the mayor said.')
        (found,) = settle([check(text, quotes(text), normalise(f"Good morning. {post}. More later."))])[0]
        assert (found.fidelity, found.changes) == (Fidelity.EXACT, ())


@pytest.mark.parametrize(("full", "short"), SAME)
def test_an_edit_that_shortens_a_word_changes_nothing(full: str, short: str) -> None:
    found = difference(f"{full}.", f"{short}.")
    assert (found.edits, found.is_material) == ((), False)


@pytest.mark.parametrize(
    ("quote", "told"),
    [
        ("We will close the Orlin bridge", "wonʼt close → will close"),
        ("We will never close the Orlin bridge", "wonʼt → will never"),
        ("We can't close the Orlin bridge", "wonʼt → canʼt"),
    ],
)
def test_another_word_in_its_place_is_told_as_it_is_written(quote: str, told: str) -> None:
    found = compare(normalise(quote), normalise("We won't close the Orlin bridge. More later.")).changes
    assert [f"{one.post} → {one.article}" for one in found] == [told]


def test_whose_something_is_is_no_shortened_word() -> None:
    assert compare(normalise("The city is ready tonight"), normalise("The city's ready tonight.")).changes
