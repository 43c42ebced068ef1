"""Regular expressions: RE2, which no expression can make slow. The only place that imports it.

RE2 knows the letters of `\\w` and the boundaries of `\\b` in English alone, so both are rewritten here. It cannot look
around: a boundary takes in the character beside it, or nothing where its neighbours in the expression decide it.
https://github.com/google/re2/wiki/Syntax
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

import re2

from bot.language import APOSTROPHE
from bot.texts.marking import N_

LONGEST = 300  # characters
MEMORY = 2 << 20  # bytes of one expression; with half of it they take twice the time
TOGETHER = 32  # expressions looked for in one go
MEMORY_TOGETHER = 8 << 20
KEPT = 16384

_LETTERS = rf"\pL\pM\p{{Nd}}_{APOSTROPHE}"
_INSIDE = {"w": _LETTERS, "s": r"\s", "d": r"\p{Nd}", "'": f"'{APOSTROPHE}", "’": f"’{APOSTROPHE}"}
_OUTSIDE = {
    "w": f"[{_LETTERS}]",
    "W": f"[^{_LETTERS}]",
    "d": r"\p{Nd}",
    "D": r"\P{Nd}",
    "'": f"['{APOSTROPHE}]",
    "’": f"[’{APOSTROPHE}]",
}
_BEGINS, _ENDS = rf"(?:\A|[^{_LETTERS}])", rf"(?:[^{_LETTERS}]|\z)"
_TOKEN = re.compile(
    r"\\[pP](?:\{[^}]*\}|.)|\\x(?:\{[^}]*\}|..)|\\Q.*?(?:\\E|\Z)|\\.|\[\^?\]?(?:\[:\w+:\]|\\.|[^\]\\])*\]"
    r"|\{\d+(?:,\d*)?\}\??|\(\?[^:)]*[:)]|\(\?|[*+?]\??|.",
    re.DOTALL,
)

# What RE2 says, and what a person can do about it.
_ADVICE = {
    "missing )": N_("a bracket ( is not closed: add ), or write \\( for the sign itself"),
    "unexpected )": N_("there is a bracket ) too many: take it out, or write \\) for the sign itself"),
    "missing ]": N_("a list of characters [ is not closed: add ], or write \\[ for the sign itself"),
    "no argument for repetition operator": N_(
        "there is nothing before the sign of repetition (* + ? or {…}): write what is to be repeated, "
        "or \\ before the sign to mean the sign itself"
    ),
    "bad repetition operator": N_("two signs of repetition stand side by side: keep one, or put brackets between"),
    "invalid repetition size": N_("repeated too often: a number in {…} may be 1000 at most"),
    "invalid perl operator": N_(
        "(?=…), (?!…), (?<=…) and the like do not work here: write the words themselves, "
        "and put what must not be there under “Except”"
    ),
    "invalid escape sequence": N_(
        "a sign after \\ that means nothing here (a back-reference such as \\1 does not work): take the \\ away"
    ),
    "invalid character class range": N_(
        "a range in [ ] that runs backwards or is not known: write the lower character first, as in [а-я]"
    ),
    "trailing \\": N_("it ends with a lone \\: take it away, or write \\\\ for the sign itself"),
    "pattern too large": N_("too large: make the numbers in {…} smaller, or make two expressions of it"),
}


class ExpressionRefused(Exception):
    """An expression that cannot be used; the message says what to do, in English, for the catalogues."""


@dataclass(frozen=True, slots=True)
class Expression:
    """A compiled expression."""

    compiled: object

    def find(self, text: bytes) -> str | None:
        """The first place in a normalised text, in UTF-8, where it is found: its words without what stands beside."""
        found = self.compiled.search(text)  # type: ignore[attr-defined]
        return None if found is None else trimmed(found.group().decode())


def trimmed(found: str) -> str:
    """Without the characters that boundaries took in."""
    return found.strip(' \n.,;:!?…«»“”"()—–-') or found


@lru_cache(maxsize=KEPT)
def compiled(text: str) -> Expression:
    """An expression ready to be used, letters in either case. Raises ExpressionRefused."""
    if len(text) > LONGEST:
        raise ExpressionRefused(N_("too long: 300 characters at most"))
    if re.search(r"(?<!\\)(?:\\\\)*\\B", text):
        raise ExpressionRefused(N_("\\B does not work here: write the letters that are to stand there, as in \\w"))
    try:
        expression = re2.compile(rewritten(text).encode(), _options(MEMORY))
    except re2.error as error:
        raise ExpressionRefused(_advice(error)) from error
    if expression.search(b"") is not None:
        raise ExpressionRefused(N_("it finds every post: write at least one character that must be there"))
    return Expression(expression)


def _options(memory: int) -> re2.Options:
    options = re2.Options()
    options.log_errors = False
    options.case_sensitive = False
    options.max_mem = memory
    return options


class Together:
    """Expressions looked for in one go: a hundred times as quick as one after the other.

    RE2 does not say when it runs out of memory in a text, it finds nothing then. So one expression that is in every
    text stands among them: where it is missing, each of the others is looked for by itself.
    """

    def __init__(self, texts: Sequence[str]) -> None:
        self._texts = tuple(texts)
        self._set = re2.Set.SearchSet(_options(MEMORY_TOGETHER))
        self._set.Add("")
        for text in self._texts:
            self._set.Add(rewritten(text))
        self._set.Compile()

    def find(self, text: bytes) -> list[str]:
        """Those that are found."""
        found = self._set.Match(text)
        if 0 not in found:
            return [one for one in self._texts if compiled(one).find(text) is not None]
        return [self._texts[place - 1] for place in sorted(found) if place]


class Apart:
    """An expression too large to be looked for with others."""

    def __init__(self, text: str) -> None:
        self._text = text

    def find(self, text: bytes) -> list[str]:
        """See `Together`."""
        return [self._text] if compiled(self._text).find(text) is not None else []


def together(texts: Sequence[str]) -> list[Together | Apart]:
    """As few goes as they fit into."""
    if len(texts) > TOGETHER:
        return [one for first in range(0, len(texts), TOGETHER) for one in together(texts[first : first + TOGETHER])]
    try:
        return [Together(texts)] if texts else []
    except re2.error:  # too large, all of them
        half = len(texts) // 2
        return [*together(texts[:half]), *together(texts[half:])] if half else [Apart(texts[0])]


def _advice(error: re2.error) -> str:
    told = error.args[0].decode(errors="replace") if isinstance(error.args[0], bytes) else str(error)
    known = next((advice for said, advice in _ADVICE.items() if told.startswith(said)), None)
    return known or N_("it cannot be read: check its brackets and signs")


def rewritten(text: str) -> str:
    """The same for every alphabet."""
    pieces = _TOKEN.findall(text)
    return "".join(_piece(pieces, at) for at in range(len(pieces)))


def _piece(pieces: list[str], at: int) -> str:
    piece = pieces[at]
    if piece == r"\b":
        return _boundary(pieces, at)
    if piece[0] == "[" and len(piece) > 1:
        return re.sub(r"\\(.)|(['’])", _in_class, piece, flags=re.DOTALL)
    name = piece[1:] if piece[0] == "\\" else piece
    return _OUTSIDE.get(name, piece) if piece[0] == "\\" or piece in "'’" else piece


def _in_class(found: re.Match[str]) -> str:
    return _INSIDE.get(found[1] or found[2], found[0])


def _boundary(pieces: list[str], at: int) -> str:
    before = _is_letter(pieces, at - 1, step=-1)
    after = _is_letter(pieces, at + 1, step=1)
    if before is not None and after is not None:
        return "" if before != after else r"[^\x{0}-\x{10FFFF}]"  # always, or never
    if after or before is False:
        return _BEGINS
    return _ENDS if before or after is False else rf"(?:\A|[^{_LETTERS}]|\z)"


def _is_letter(pieces: list[str], at: int, *, step: int) -> bool | None:
    """Whether what stands beside a boundary is part of a word; None where one piece alone does not say that."""
    while step > 0 and at < len(pieces) and pieces[at] in {"(", "(?:"}:
        at += 1
    if not 0 <= at < len(pieces):
        return None
    if step < 0 and pieces[at] in {"+", "+?"}:
        at -= 1
    elif step > 0 and at + 1 < len(pieces) and pieces[at + 1][0] in "*?{":
        return None  # it may be missing
    return _means_letter(pieces[at])


def _means_letter(piece: str) -> bool | None:
    if piece in {r"\w", r"\d", r"\pL"}:
        return True
    if piece in {r"\W", r"\s"}:
        return False
    if len(piece) == 1 and piece not in ".^$()|*+?{[":
        return piece.isalnum() or piece in f"_{APOSTROPHE}"
    return None
