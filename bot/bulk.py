"""Channels that post by the dozen: air-raid warnings, lists of shelling. An alert of each post would bury the rest."""

from collections.abc import Sequence
from datetime import timedelta

from bot.incoming import Incoming

POSTS_A_DAY = 60
"""From how many posts a day on, at its latest pace, a channel is a bulk poster. A ministry has some twenty."""
ENOUGH = 40  # posts to judge by: a busy night alone makes nobody a bulk poster


def is_bulk(latest: Sequence[Incoming]) -> bool:
    """Whether a channel whose latest messages these are posts by the dozen. An album counts once."""
    posts = {message.album or -message.message_id: message.sent_at for message in latest if not message.is_service}
    if len(posts) < ENOUGH:
        return False
    days = (max(posts.values()) - min(posts.values())) / timedelta(days=1)
    return len(posts) - 1 >= POSTS_A_DAY * days
