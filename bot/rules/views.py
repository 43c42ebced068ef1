"""A post as rules look at it: what is asked of it often is worked out once, and only when somebody asks."""

from collections.abc import Mapping, Sequence
from functools import cached_property
from typing import Protocol

from bot.language import keys_in_text
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
    def words(self) -> Sequence[str]:
        """Its words in order."""
        return words(self.post.text)

    @cached_property
    def places(self) -> Mapping[str, Sequence[int]]:
        """Of each key the words that have it, by their number."""
        places: dict[str, list[int]] = {}
        language = self.post.language
        for place, word in enumerate(self.words):
            for key in keys_in_text(word, language):
                places.setdefault(key, []).append(place)
        return places

    @cached_property
    def encoded(self) -> bytes:
        """Its text, for expressions."""
        return self.post.text.encode()
