"""Which posts people want to hear of."""

from collections.abc import Collection, Sequence
from datetime import datetime, timedelta
from typing import Protocol

from storage.records import (
    Asking,
    ChannelId,
    Criteria,
    Draft,
    DraftId,
    Heard,
    PersonId,
    PostId,
    RequestId,
    Rule,
    RuleId,
    Sample,
)


class Rules(Protocol):
    """Rules, and drafts of them. The next transaction that stores a post goes by what is stored here."""

    async def since(self, revision: int) -> list[Rule]:
        """Those that changed after a revision, oldest change first; off and removed ones too."""

    async def of(self, whose: PersonId) -> list[Rule]:
        """Those of somebody that are not removed, oldest first."""

    async def get(self, rule_id: RuleId) -> Rule | None:
        """One rule, removed or not."""

    async def begin(
        self,
        whose: PersonId,
        *,
        by: PersonId | None = None,
        rule_id: RuleId | None,
        criteria: Criteria,
        at: datetime,
    ) -> Draft:
        """Begin a draft of a new rule, or of a change of one; `by` where that is not whose rule it is."""

    async def draft(self, draft_id: DraftId) -> Draft | None:
        """One draft."""

    async def asking(self, person_id: PersonId) -> Draft | None:
        """The draft that somebody worked on last, saved or not."""

    async def draw(
        self,
        draft_id: DraftId,
        criteria: Criteria,
        *,
        by: PersonId | None = None,
        asking: Asking | None = None,
        request: RequestId | None = None,
        at: datetime,
    ) -> Draft:
        """Change a draft, and what whoever changes it is to write next."""

    async def save(self, draft_id: DraftId, *, by: PersonId | None = None, at: datetime) -> Rule | None:
        """Make the rule that a draft says, on from now; once, however often it is called.

        None where there is no such draft, or the rule that it changes is removed.
        """

    async def switch(self, rule_id: RuleId, *, is_on: bool, by: PersonId, at: datetime) -> Rule | None:
        """Switch a rule off or on."""

    async def remove(self, rule_id: RuleId, *, by: PersonId, at: datetime) -> Rule | None:
        """Take a rule away."""

    async def undo(self, rule_id: RuleId, *, revision: int, by: PersonId, at: datetime) -> Rule | None:
        """Take the change with this revision back; None where the rule was changed since."""

    async def sample(
        self, keys: Sequence[str], *, channels: Collection[ChannelId], since: datetime, limit: int
    ) -> Sample:
        """The newest posts of channels, sent since, that hold one of the keys; without keys, any."""

    async def written(self, posts: Collection[PostId], *, within: timedelta) -> set[PostId]:
        """Those of which a matched article was published so long after them at the latest."""

    async def post_of(self, person_id: PersonId, message_id: int | None) -> PostId | None:
        """The post that a message to somebody tells of; without a message, that of their newest alert."""

    async def heard(self, post_id: PostId) -> list[Heard]:
        """Who was told of a post, or was to be; the first first."""

    async def end_waits(self, *, at: datetime) -> int:
        """What was to be told later, and only if nobody had written it: tell it where that is so now.

        Returns how many waits ended, told or not.
        """
