"""Simplemma's dictionaries as tries on disk: there at once, shared between processes, 23 MB in place of 235.

`python -m bot.language` builds them (4 seconds, once). Where that was not done, or the folder cannot be read,
simplemma's own compressed form serves: the same lemmas from 32 MB, after 2 seconds of loading.
"""

import logging
import os
import tempfile
from collections.abc import Iterator, Mapping
from functools import lru_cache
from pathlib import Path

import simplemma
from marisa_trie import BytesTrie  # type: ignore[import-not-found]  # compiled, without stubs
from simplemma.strategies.dictionaries import DefaultDictionaryFactory, StreamDictionaryFactory

LANGUAGES = ("uk", "ru", "en")

_log = logging.getLogger(__name__)


def folder() -> Path:
    """Where the tries are: `DZHERELO_CACHE`, or `dzherelo` in the user's cache folder; one folder for each version."""
    return caches() / f"simplemma-{simplemma.__version__}"


def caches() -> Path:
    """Where all is kept that can be made again."""
    given = os.environ.get("DZHERELO_CACHE")
    usual = Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache")
    return Path(given) if given else usual / "dzherelo"


class _Trie(Mapping[str, str]):
    """A trie of lemmas, read as simplemma reads a dictionary."""

    def __init__(self, trie: BytesTrie) -> None:
        self._trie = trie

    def __getitem__(self, word: str) -> str:
        lemmas: list[bytes] = self._trie[word]
        return lemmas[0].decode()

    def __iter__(self) -> Iterator[str]:
        yield from self._trie.iterkeys()

    def __len__(self) -> int:
        return len(self._trie)


def build(language: str, target: Path) -> None:
    """Write one trie. Several builders do no harm: each writes a file of its own and renames it when it is whole."""
    words = DefaultDictionaryFactory().get_dictionary(language)
    trie = BytesTrie((word, form.encode()) for word, form in words.items())
    target.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.NamedTemporaryFile(dir=target.parent, prefix=f".{language}-", delete=False) as written:
        part = Path(written.name)
    try:
        trie.save(str(part))
        part.replace(target)
    finally:
        part.unlink(missing_ok=True)


def build_all(into: Path) -> None:
    """Write the tries that are missing."""
    for language in LANGUAGES:
        target = into / f"{language}.trie"
        if not target.exists():
            build(language, target)


class TrieDictionaries:
    """Simplemma's factory of dictionaries: a trie where one was built, the compressed stream elsewhere."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._streams = StreamDictionaryFactory()
        self._load = lru_cache(maxsize=len(LANGUAGES))(self._open)

    def _open(self, language: str) -> Mapping[str, str]:
        target = self._path / f"{language}.trie"
        try:
            return _Trie(BytesTrie().mmap(str(target)))
        except (OSError, RuntimeError):  # not built, not readable, or not a trie
            _log.info("dictionary without trie", extra={"language": language, "path": str(target)})
            return self._streams.get_dictionary(language)

    def get_dictionary(self, lang: str) -> Mapping[str, str]:
        """The dictionary of a language, loaded once."""
        return self._load(lang)
