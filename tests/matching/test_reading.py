"""An article cut into sentences."""

from types import SimpleNamespace

from bot.matching.reading import read_article


def test_a_shortened_word_cuts_no_sentence_in_two(scene: SimpleNamespace) -> None:
    text = "On Monday Gen. Hargrove called the ministry. Lt. Gen. Brady, of the U.S. Army, joined him."
    assert len(read_article(scene.article("Calls", "", text)).body) == 2
