"""A post as rules look at it: what is asked of it often is worked out once, and only when somebody asks."""

from collections.abc import Sequence
from functools import cached_property
from typing import NamedTuple, Protocol

from bot.language import word_keys
from bot.language.words import words
from storage.records import Channel, ChannelId


class Said(Protocol):
    """A post, as far as rules look at it."""

    @property
    def channel_id(self) -> ChannelId:
        """Where it stands."""

    @property
    def text(self) -> str:
        """Normalised."""

    @property
    def keys(self) -> str:
        """Those of its text."""

    @property
    def language(self) -> str | None:
        """Of its text."""


class Word(NamedTuple):
    """A word of a post, and its keys."""

    text: str
    keys: frozenset[str]


class View:
    """One post of a channel."""

    def __init__(self, post: Said, channel: Channel) -> None:
        self.post = post
        self.channel = channel

    @cached_property
    def keys(self) -> frozenset[str]:
        """The keys of all its words."""
        return frozenset(self.post.keys.split())

    @cached_property
    def words(self) -> Sequence[Word]:
        """Its words in order."""
        language = self.post.language
        return [Word(word, frozenset(word_keys(word, language))) for word in words(self.post.text)]

    @cached_property
    def encoded(self) -> bytes:
        """Its text, for expressions."""
        return self.post.text.encode()
