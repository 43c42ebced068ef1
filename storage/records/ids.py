"""Ids: numbers that are not to be mixed up."""

from typing import NewType

ChannelId = NewType("ChannelId", int)


PostId = NewType("PostId", int)


FeedId = NewType("FeedId", int)


ArticleId = NewType("ArticleId", int)


FileId = NewType("FileId", int)


AlertId = NewType("AlertId", int)


RequestId = NewType("RequestId", int)


RuleId = NewType("RuleId", int)


HandoverId = NewType("HandoverId", int)


DraftId = NewType("DraftId", int)


PersonId = NewType("PersonId", int)
"""A person's numeric Telegram id: the only thing by which anybody is recognised."""
