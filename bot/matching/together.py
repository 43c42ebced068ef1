"""Posts of several channels about one event, which a sentence that recalls one of them recalls as well."""

from datetime import timedelta

from bot.matching.rivals import Rival

_APART = timedelta(hours=3)
_SHARE = 0.75  # of what the sentence has of the one
_FEWEST = 2  # terms


def are_recalled_together(one: Rival, other: Rival) -> bool:
    """Whether the sentence in which `other` is recalled tells as well of `one`, which another channel posted then.

    «Після ранкового удару по депо загинули троє» is of all who told of it.
    """
    if other.place is None or one.channel.id == other.channel.id:
        return False
    told = other.place.part.reading.keys & other.reading.keys
    is_near = abs(one.post.sent_at - other.post.sent_at) <= _APART
    return is_near and len(told) >= _FEWEST and len(told & one.reading.keys) >= _SHARE * len(told)
