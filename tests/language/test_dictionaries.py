import subprocess
import sys
from pathlib import Path

import pytest

from bot.language import lemma
from bot.language.dictionaries import TrieDictionaries, build, folder


@pytest.mark.parametrize(
    ("word", "language", "expected"),
    [
        ("Залужного", "uk", "залужний"),
        ("об\u02bcєктів", "uk", "об'єкт"),
        ("беспилотников", "ru", "беспилотник"),
        ("drones", "en", "drone"),
    ],
)
def test_lemmas(word: str, language: str, expected: str) -> None:
    assert lemma(word, language) == expected


def test_the_cache_folder_is_the_users_choice(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.delenv("DZHERELO_CACHE", raising=False)
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "xdg"))
    assert folder().is_relative_to(tmp_path / "xdg" / "dzherelo")
    monkeypatch.setenv("DZHERELO_CACHE", str(tmp_path / "own"))
    assert folder().is_relative_to(tmp_path / "own")


def test_importing_loads_no_dictionary_and_no_model() -> None:
    code = "import sys, bot.language; sys.exit(bool({'simplemma', 'lingua', 'marisa_trie'} & set(sys.modules)))"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0


@pytest.mark.slow
def test_a_built_trie_says_what_the_compressed_dictionary_says(tmp_path: Path) -> None:
    build("en", tmp_path / "en.trie")
    built = TrieDictionaries(tmp_path).get_dictionary("en")
    compressed = TrieDictionaries(tmp_path / "nowhere").get_dictionary("en")
    words = ["drones", "said", "hit", "nonsense-word", "children"]
    assert [built.get(word) for word in words] == [compressed.get(word) for word in words]
    assert [path.name for path in tmp_path.iterdir()] == ["en.trie"]


@pytest.mark.slow
def test_a_broken_trie_is_passed_over(tmp_path: Path) -> None:
    (tmp_path / "en.trie").write_bytes(b"not a trie")
    assert TrieDictionaries(tmp_path).get_dictionary("en").get("drones") == "drone"
