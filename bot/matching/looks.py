"""What an edit changes beside the substance and the words: thanks and mottos, links and hashtags, the order."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from bot.matching.revision import Sentence


@dataclass(frozen=True, slots=True, kw_only=True)
class Looks:
    """Nothing of it makes an article wrong, and whoever compares two revisions wonders what it was."""

    removed: tuple[str, ...] = ()  # sentences that nobody misses
    added: tuple[str, ...] = ()
    has_other_links: bool = False  # or hashtags
    has_other_order: bool = False


def asides(sentences: Iterable[Sentence], is_one_sided: Callable[[str], bool]) -> tuple[str, ...]:
    """Those of some sentences that have a word of one side only: others were moved, or joined with another."""
    return tuple(one.text for one in sentences if any(map(is_one_sided, one.keys)))


def is_reordered(old: Sequence[Sentence], new: Sequence[Sentence]) -> bool:
    """Whether the same words stand in another order."""
    before, after = ([key for sentence in side for key in sentence.keys] for side in (old, new))
    return before != after and sorted(before) == sorted(after)
