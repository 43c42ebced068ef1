"""Whether two channels posted one statement: an article of one is then an article of both."""

from functools import lru_cache
from typing import NamedTuple

from bot.language import fold
from bot.matching.rarity import Rarity
from bot.matching.reading import Reading, read_post
from bot.matching.spans import runs
from bot.matching.weights import weigh
from storage.records import Post

_SAME_SECONDS = 24 * 3600
_SAME_WORDS = 0.3  # of the shorter post, in runs of four and more
_SAME_WEIGHT = 0.5  # of the lighter post's terms


class Statement(NamedTuple):
    """A post as it was read."""

    post: Post
    reading: Reading


@lru_cache(maxsize=4096)
def _shared_words(one: str, two: str) -> float:
    """The share of the shorter of two posts that stands in the other in runs of words."""
    first = [fold(word.text) for word in read_post(one, None).words]
    second = [fold(word.text) for word in read_post(two, None).words]
    shared = sum(length for _, _, length in runs(first, second))
    return shared / (min(len(first), len(second)) or 1)


def is_same_statement(one: Statement, two: Statement, rarity: Rarity) -> bool:
    """Whether one was posted from the other with light edits. The reports of two nights share form, not numbers."""
    apart = abs((one.post.sent_at - two.post.sent_at).total_seconds())
    if one.post.channel_id == two.post.channel_id or apart > _SAME_SECONDS:
        return False
    numbers = one.reading.numbers & two.reading.numbers
    if 2 * len(numbers) < min(len(one.reading.numbers), len(two.reading.numbers)):
        return False
    lighter = min(weigh(one.reading.keys, rarity), weigh(two.reading.keys, rarity)) or 1.0
    if weigh(one.reading.keys & two.reading.keys, rarity) < _SAME_WEIGHT * lighter:
        return False
    return _shared_words(one.post.text, two.post.text) >= _SAME_WORDS
