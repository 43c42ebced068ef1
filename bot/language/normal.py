"""One form of text for everything that is compared, searched or stored."""

import re
import unicodedata
from functools import lru_cache

APOSTROPHE = "\u02bc"
"""The one apostrophe inside words: U+02BC is a letter to Unicode, so FTS5 keeps «пʼять» whole."""

# Each begins with the characters it is about: looking back first, or at every single space, takes ten times as long.
_WHITE = r"\t\f\v\u00a0\u1680\u2000-\u200a\u202f\u205f\u3000"
_SPACES = re.compile(f"[{_WHITE}][ {_WHITE}]*| [ {_WHITE}]+")
_BREAKS = re.compile(r"[\r\u0085\u2028\u2029](?:(?<=\r)\n)?")
_BLANK_LINES = re.compile(r"\n{3,}")
# Zero-width marks, soft hyphens, directions, variation selectors, controls but line feed and tab, lone surrogates.
_UNSEEN_MARKS = (
    "\u00ad\u034f\u061c\u180b-\u180f\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufe00-\ufe0f\ufeff\ufff9-\ufffb"
    "\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\ud800-\udfff"
)
_UNSEEN = re.compile(f"[{_UNSEEN_MARKS}]")
_STRESS = re.compile(
    "[\u0300\u0301](?<=[а-яіїєґА-ЯІЇЄҐыэёЫЭЁ].)[\u0300\u0301]*"
)  # за́мок: dictionaries mark it, news rarely
_APOSTROPHES = re.compile("['’‘`´ʹʼ′＇](?<=[^\\W\\d_].)(?=[^\\W\\d_])")
# All that any of the above could change: most texts that come by a second time have none of it.
_UNTIDY = re.compile(f"[{_UNSEEN_MARKS}{_WHITE}\r\u0085\u2028\u2029\u0300\u0301'’‘`´ʹ′＇]")


def _is_tidy(text: str) -> bool:
    return (
        not _UNTIDY.search(text)
        and "  " not in text  # one by one: a loop over four takes three times as long
        and " \n" not in text
        and "\n " not in text
        and "\n\n\n" not in text
        and not text.startswith((" ", "\n"))
        and not text.endswith((" ", "\n"))
        and unicodedata.is_normalized("NFC", text)
    )


def _once(text: str) -> str:
    text = _UNSEEN.sub("", _BREAKS.sub("\n", text))
    text = _STRESS.sub("", unicodedata.normalize("NFC", text))
    text = _APOSTROPHES.sub(APOSTROPHE, unicodedata.normalize("NFC", text))
    lines = (_SPACES.sub(" ", line).strip(" ") for line in text.split("\n"))
    return _BLANK_LINES.sub("\n\n", "\n".join(lines)).strip("\n ")


def normalise(text: str) -> str:
    """The text in NFC, with one apostrophe, plain spaces, no unseen marks; paragraphs stay apart. Idempotent."""
    previous = None
    while text != previous and not _is_tidy(text):  # taking a mark away can bring a letter and an accent together
        previous, text = text, _once(text)
    return text


def printed(text: str) -> str:
    """A normalised text for people to copy: which apostrophe was typed is not stored, and ’ is the printed one."""
    return text.replace(APOSTROPHE, "’")


@lru_cache(maxsize=8)
def lowered(text: str) -> str:
    """A text in small letters, each in its place: patterns that ignore case take twice as long."""
    small = text.lower()
    if len(small) == len(text):
        return small
    return "".join(mark.lower() if len(mark.lower()) == 1 else mark for mark in text)  # «İ» would become two
