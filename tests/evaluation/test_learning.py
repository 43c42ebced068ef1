"""The model that is shipped, and how one is learned."""

import json
import re
from dataclasses import fields
from importlib.resources import files
from pathlib import Path

import numpy as np
import pytest

from bot.__main__ import main
from bot.errors import EXIT_SETTINGS
from bot.evaluation.learning import BACKGROUND, MEANING, PRECISION, PRIORS, REPORTS, WORDS, fit, scale_of
from bot.matching.features import Features
from bot.matching.score import model_of, shipped
from storage.records import Band, Relation
from tests.evaluation.conftest import Write

NAMES = {field.name for field in fields(Features)}
NOTHING = dict.fromkeys(NAMES, 0.0)


def test_the_shipped_model_weighs_features_that_are_measured() -> None:
    for with_meaning in (False, True):
        model = shipped(with_meaning=with_meaning)
        reports, background = ((MEANING if with_meaning else WORDS)[relation] for relation in Relation)
        assert set(model.reports.weights) == {*REPORTS, *reports} <= NAMES
        assert set(model.background.weights) == {*BACKGROUND, *background} <= NAMES


def test_what_is_measured_is_weighed_by_some_model() -> None:
    """A feature that no model weighs costs time for nothing."""
    named = {name for names in (*WORDS.values(), *MEANING.values()) for name in names}
    assert {*REPORTS, *BACKGROUND, *named} == NAMES


def test_the_shipped_model_says_what_made_it_and_what_it_is_worth() -> None:
    values = json.loads(files("bot.matching").joinpath("model.json").read_text(encoding="utf-8"))
    assert values["made_by"].startswith("python -m bot train ")
    for relation in Relation:
        for held in (values, values["with_meaning"]):
            assert held[relation]["held_out_sets"]["precision"][0] >= PRECISION[relation]


def test_what_speaks_for_a_report_raises_its_score_and_what_speaks_against_lowers_it() -> None:
    scale = shipped().reports
    plain = Features(**NOTHING)
    for name in ("unshared", "passage", "passage_lead", "attribution", "numbers", "link"):
        assert scale.odds(Features(**NOTHING | {name: 1.0})) > scale.odds(plain), name
    for name in ("numbers_missing", "names_missing", "other_sources", "quotes_missing", "early"):
        assert scale.odds(Features(**NOTHING | {name: 1.0})) < scale.odds(plain), name


def test_bands_follow_the_thresholds() -> None:
    for scale in (shipped().reports, shipped().background):
        assert 0 < scale.probable < scale.matched < 1
        assert scale.band(scale.matched) is Band.MATCHED
        assert scale.band(scale.probable) is Band.PROBABLE
        assert scale.band(scale.probable - 0.01) is Band.NONE


def test_a_regression_finds_what_made_the_labels() -> None:
    draw = np.random.default_rng(1)
    inputs = draw.normal(size=(4000, 3))
    chances = 1 / (1 + np.exp(-(inputs @ np.array([2.0, -1.0, 0.0]) - 0.5)))
    labels = (draw.random(4000) < chances).astype(np.float64)
    found = fit(inputs, labels, np.zeros(3), np.full(3, 1.0))
    assert found == pytest.approx([-0.5, 2.0, -1.0, 0.0], abs=0.2)


def test_what_is_known_of_an_example_is_not_learned_again() -> None:
    labels = (np.arange(400) % 10 < 5).astype(float)
    plain = fit(np.zeros((400, 1)), labels, np.zeros(1), np.ones(1))
    beside = fit(np.zeros((400, 1)), labels, np.zeros(1), np.ones(1), np.full(400, 2.0))
    assert plain[0] - beside[0] == pytest.approx(2.0, abs=0.01)


def test_what_is_surely_reported_is_hardly_recalled() -> None:
    shared = {"weights": {"link": 1.0}, "matched": 0.5, "probable": 0.2}
    model = model_of({"reports": {"bias": 4.0, **shared}, "background": {"bias": 1.0, **shared}})
    reports, background, _ = model.scores(Features(**NOTHING))
    assert reports == pytest.approx(0.982, abs=0.001)
    assert background == pytest.approx(0.047, abs=0.001)


def test_what_no_example_tells_of_keeps_its_prior() -> None:
    inputs = np.column_stack((np.linspace(-1, 1, 50), np.zeros(50)))
    found = fit(inputs, (inputs[:, 0] > 0).astype(np.float64), np.array([0.0, 1.5]), np.ones(2))
    assert found[2] == pytest.approx(1.5)


def test_a_few_links_of_what_is_only_recalled_do_not_make_a_link_speak_against_reporting() -> None:
    linked, told = np.arange(1000) % 50 == 0, np.arange(1000) % 10 == 1  # no linked one is told
    scale = scale_of(linked[:, None].astype(np.float64), told.astype(np.float64), ("link",))
    assert 0 < scale.weights["link"] < PRIORS["link"].weight


@pytest.mark.slow
def test_a_model_is_learned_from_a_folder(own_set: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    output = tmp_path / "model.json"
    retold = own_set.with_name("retold")
    assert main(["train", str(own_set), "--retold", str(retold), "--output", str(output), "--encoder", "none"]) == 0
    assert "reports by words alone, on days not learned from: precision" in capsys.readouterr().out
    values = json.loads(output.read_text(encoding="utf-8"))
    assert values["made_by"] == "python -m bot train labelled --retold retold"
    assert set(model_of(values).reports.weights) == {*REPORTS, *WORDS[Relation.REPORTS]}


@pytest.mark.parametrize("instead", [[], ["--ranking"], ["--middles"]])
def test_empty_files_are_refused_in_words(
    write: Write, tmp_path: Path, capsys: pytest.CaptureFixture[str], instead: list[str]
) -> None:
    options = ["--encoder", "tests.meaning.hashing:Hashing", "--cache", str(tmp_path / "cache")]
    output = tmp_path / "model.json"
    assert main(["train", str(write()), *instead, *options, "--output", str(output)]) == EXIT_SETTINGS
    assert re.search("nothing to learn from|lack the one or the other", capsys.readouterr().err)
    assert not output.exists()


def test_what_no_article_can_be_about_teaches_nothing(write: Write, capsys: pytest.CaptureFixture[str]) -> None:
    post = {"id": "1", "text": "Рух мостом відновили.", "sent_at": "2026-05-12T09:00:00Z"}
    article = {"id": "a", "title": "Дощ", "text": "Удень дощ.", "published_at": "2026-03-01T09:00:00Z"}
    folder = write([post], [article], [{"post": "1", "article": "a"}])
    output = folder / "model.json"
    for instead in ([], ["--ranking"]):
        options = [str(folder), *instead, "--encoder", "none", "--output", str(output)]
        assert main(["train", *options]) == EXIT_SETTINGS
        assert re.search("nothing to learn from|Too few posts", capsys.readouterr().err)
    assert not output.exists()


def test_a_file_that_cannot_be_written_is_said_before_anything_is_learned(
    own_set: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    for output in (tmp_path / "nowhere" / "model.json", tmp_path):
        assert main(["train", str(own_set), "--output", str(output), "--encoder", "none"]) == EXIT_SETTINGS
        said = capsys.readouterr()
        assert said.err.startswith(f"{output} cannot be written")
        assert said.out == ""
    assert list(tmp_path.iterdir()) == []


def test_a_broken_folder_is_refused_in_words(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["train", str(tmp_path)]) == 3
    assert "posts.jsonl is missing" in capsys.readouterr().err
