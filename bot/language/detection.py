"""Which language a text is in: letters first, a statistical model where letters do not tell."""

import re
from functools import lru_cache
from string import ascii_letters
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from lingua import LanguageDetector

_UKRAINIAN = "іїєґІЇЄҐ"
_APOSTROPHE = re.compile("\u02bc(?<=[А-Яа-я].)[А-Яа-я]")
_RUSSIAN = re.compile("[ыэёъЫЭЁЪ]")
_CYRILLIC = b"\xd0\xd1\xd2\xd3"  # in UTF-8 the letters from U+0400 to U+04FF begin with these, and nothing else does
_LATIN = ascii_letters.encode()
_ADDRESSES = re.compile(r"https?://\S+|t\.me/\S+|[@#]\w+")
_OF_ADDRESSES = ("://", "t.me/", "@", "#")
_READ_CHARACTERS = 2000  # the beginning of a text tells


@lru_cache(maxsize=1)
def _detector() -> "LanguageDetector":
    # Low mode (trigrams alone) takes 18 MB in place of about 100.
    from lingua import Language, LanguageDetectorBuilder  # noqa: PLC0415 - import is cheap until it is needed

    languages = (Language.UKRAINIAN, Language.RUSSIAN, Language.ENGLISH)
    return LanguageDetectorBuilder.from_languages(*languages).with_low_accuracy_mode().build()


def _ask(text: str) -> str | None:
    found = _detector().detect_language_of(text)
    return None if found is None else found.iso_code_639_1.name.lower()


def detect(text: str) -> str | None:
    """`uk`, `ru` or `en`; None where a text has too few letters to tell (emoji, numbers)."""
    text = text[:_READ_CHARACTERS]
    if any(sign in text for sign in _OF_ADDRESSES):
        text = _ADDRESSES.sub(" ", text)
    letters = text.encode("utf-8", "surrogatepass")
    cyrillic, latin = (len(letters) - len(letters.translate(None, kind)) for kind in (_CYRILLIC, _LATIN))
    if cyrillic + latin < 2:
        return None
    if latin > cyrillic:
        return "en" if latin > 3 * cyrillic else _ask(text)
    ukrainian, russian = sum(map(text.count, _UKRAINIAN)) + len(_APOSTROPHE.findall(text)), len(_RUSSIAN.findall(text))
    if ukrainian > 2 * russian:
        return "uk"
    if russian > 2 * ukrainian:
        return "ru"
    return _ask(text)
