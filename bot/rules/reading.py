"""What somebody wrote, as patterns: «Залужний, "збройні сили", /дрон\\w*/». And patterns as they are shown.

A comma means "or". Words between two commas are all wanted, anywhere in a post; in quotation marks side by side.
Between slashes stands a regular expression.
"""

import re

from bot.language import normalise, tokens
from bot.rules.expressions import ExpressionRefused, compiled
from bot.texts.marking import N_
from storage.records import Pattern, PatternKind

MOST_PATTERNS = 30
LONGEST = 120  # characters of a pattern that is no expression

_OPENING = '«“„"'
_MEANT = re.compile("[,;/]")  # would be read as something else without quotation marks
_PIECE = re.compile(
    r"\s*(?:/(?P<expression>(?:\\.|[^\\\n])+?)/(?=\s*(?:[,;\n]|\Z))"
    r"|(?P<quote>[«“„\"])(?P<phrase>[^»”“\"\n]*)[»”“\"](?=\s*(?:[,;\n]|\Z))"
    r"|(?P<words>[^,;\n]*))\s*(?:[,;\n]|\Z)"
)


class Unreadable(Exception):
    """What was written is no pattern; the message says what to do, in English, for the catalogues."""

    def __init__(self, text: str, advice: str) -> None:
        super().__init__(advice)
        self.text = text
        self.advice = advice


def read(text: str) -> tuple[Pattern, ...]:
    """The patterns of what somebody wrote, each once. Raises Unreadable."""
    found: dict[Pattern, None] = {}
    at, text = 0, text.strip()
    while at < len(text):
        piece = _PIECE.match(text, at)
        if piece is None or piece.end() == at:
            break
        at = piece.end()
        if pattern := _pattern(piece):
            found[pattern] = None
    if not found:
        raise Unreadable(text, N_("there is no word in it: write at least one"))
    if len(found) > MOST_PATTERNS:
        raise Unreadable(text, N_("too many at once: 30 at most; make a second rule for the others"))
    return tuple(found)


def _pattern(piece: re.Match[str]) -> Pattern | None:
    if piece["expression"] is not None:
        return _expression(piece["expression"])
    if piece["phrase"] is not None:
        return _words(piece["phrase"], PatternKind.PHRASE)
    words = piece["words"].lstrip(f" {_OPENING}")  # a quotation mark that nothing closes
    if words.startswith("/"):
        raise Unreadable(words.strip(), N_("a regular expression ends with a slash too: /…/"))
    return _words(words, PatternKind.WORDS)


def _expression(text: str) -> Pattern:
    try:
        compiled(text)
    except ExpressionRefused as refused:
        raise Unreadable(f"/{text}/", str(refused)) from refused
    return Pattern(kind=PatternKind.EXPRESSION, text=text)


def _words(text: str, kind: PatternKind) -> Pattern | None:
    plain = " ".join(normalise(text).split())
    if not plain:
        return None
    if len(plain) > LONGEST:
        raise Unreadable(plain, N_("too long: put commas between the words"))
    words = [token.text for token in tokens(plain)]
    if not words:
        raise Unreadable(plain, N_("there is no word in it: write at least one"))
    is_word = words == [plain] and not _MEANT.search(plain)  # «міст» is міст, but «1,5» is not 1 or 5
    return Pattern(kind=PatternKind.WORDS if is_word else kind, text=plain)


def shown(pattern: Pattern) -> str:
    """A pattern as it may be written."""
    if pattern.kind is PatternKind.EXPRESSION:
        return f"/{pattern.text}/"
    return f"«{pattern.text}»" if pattern.kind is PatternKind.PHRASE else pattern.text
