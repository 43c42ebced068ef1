"""What evaluation and learning refuse.

Unusable              what was given cannot be used
├── BadSet            a labelled set cannot be read
├── TooLittle         a set holds too little to learn from, or to try what was learned
├── NoEncoder         the encoder is not there, or does not work
├── NoPlace           a file or a folder cannot be written
└── FolderTaken       the folder to be written holds something
"""

from bot.errors import DzhereloError

_SHOWN_PROBLEMS = 20


class Unusable(DzhereloError):
    """What was given cannot be used; the message says what to give instead."""


class BadSet(Unusable):
    """A labelled set cannot be read; the message names each file, line and remedy."""

    def __init__(self, problems: list[str]) -> None:
        shown = problems[:_SHOWN_PROBLEMS]
        if rest := len(problems) - len(shown):
            shown.append(f"… and {rest} more")
        super().__init__("\n".join(("The labelled set cannot be used:", *(f"  • {problem}" for problem in shown))))
        self.problems = problems


class TooLittle(Unusable):
    """There is too little to learn from, or nothing to hold out."""


class NoEncoder(Unusable):
    """The encoder that was asked for is not there, or does not work."""


class NoPlace(Unusable):
    """A file or a folder cannot be written."""


class FolderTaken(Unusable):
    """The folder to be written holds something."""
