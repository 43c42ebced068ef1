"""Whether two channels posted one statement: an article of one is then an article of both."""

from collections.abc import Sequence
from functools import lru_cache
from typing import NamedTuple

from bot.language import fold
from bot.language.concepts import is_place
from bot.language.terms import Kind
from bot.matching.clashes import clashing
from bot.matching.otherwise import says_otherwise
from bot.matching.rarity import Rarity, rarity_of
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


def _is_of_other(one: Reading, two: Reading) -> bool:
    """Whether numbers, names or places say that it is another matter in the same form.

    What stands in one of them alone was added or left out. Where each has what the other lacks, one stands for the
    other: 83 drones for 57, General Brady for General Vilberg, Poltava for Sumy.
    """
    if clashing(one, two)[1] and clashing(two, one)[1]:
        return True
    if _places(one) - _places(two) and _places(two) - _places(one):
        return True
    ours, theirs = _figures(one), _figures(two)
    return 0 < min(len(ours - theirs), len(theirs - ours)) >= len(ours & theirs)


def _places(reading: Reading) -> frozenset[str]:
    return frozenset(term.key for term in reading.terms if term.key[0] == "k" and is_place(term.key[2:]))


def _figures(reading: Reading) -> frozenset[str]:
    """Small ones too: two dead and five wounded are no other's four and six. Hours recur from day to day."""
    return frozenset(term.key for term in reading.terms if term.kind is Kind.NUMBER and ":" not in term.key[2:])


def is_same_statement(one: Statement, two: Statement, rarity: Rarity) -> bool:
    """Whether one was posted from the other with light edits. The reports of two nights share form, not numbers."""
    apart = abs((one.post.sent_at - two.post.sent_at).total_seconds())
    if one.post.channel_id == two.post.channel_id or apart > _SAME_SECONDS:
        return False
    lighter = min(weigh(one.reading.keys, rarity), weigh(two.reading.keys, rarity)) or 1.0
    if weigh(one.reading.keys & two.reading.keys, rarity) < _SAME_WEIGHT * lighter:
        return False
    if _shared_words(one.post.text, two.post.text) < _SAME_WORDS:
        return False
    return not _is_of_other(one.reading, two.reading)


def by_statement(posts: Sequence[Post]) -> list[list[int]]:
    """The places of posts, those of one statement together and in order of publication: each says what the first does.

    None says otherwise than another of its group, in however few words. Groups stand in the order of their first posts
    among the given ones.
    """
    read = [Statement(post, read_post(post.text, post.language)) for post in posts]
    rarity = rarity_of(one.reading.keys for one in read)
    groups: list[list[int]] = []
    for at in sorted(range(len(posts)), key=lambda each: (posts[each].sent_at, posts[each].id)):
        same = (group for group in groups if _belongs(read[at], [read[place] for place in group], rarity))
        group = next(same, None)
        if group is None:
            groups.append([at])
        else:
            group.append(at)
    return sorted(groups, key=min)


def _belongs(one: Statement, group: Sequence[Statement], rarity: Rarity) -> bool:
    """Whether a post says what the first of a group does, and contradicts none of it."""
    return is_same_statement(group[0], one, rarity) and not any(
        says_otherwise(other.post.text, one.post.text, one.post.language) for other in group
    )
