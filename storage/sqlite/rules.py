"""Rules and drafts of them."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

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
from storage.sqlite.alerting import end_waits, is_waited_for
from storage.sqlite.changing import load_rule, remove, rule_of, rules_since, switch, undo
from storage.sqlite.database import Database
from storage.sqlite.drafting import begin, draw, last_draft, load_draft, save
from storage.sqlite.heard import heard, post_of
from storage.sqlite.sampling import sample, written


@dataclass(frozen=True, slots=True)
class SqliteRules:
    """`storage.api.Rules`."""

    db: Database

    async def since(self, revision: int) -> list[Rule]:
        return await self.db.read(lambda db: rules_since(db, revision))

    async def of(self, whose: PersonId) -> list[Rule]:
        sql = "SELECT * FROM rules WHERE whose = ? AND removed_at IS NULL ORDER BY id"
        return await self.db.read(lambda db: [rule_of(row) for row in db.execute(sql, (whose,))])

    async def get(self, rule_id: RuleId) -> Rule | None:
        return await self.db.read(lambda db: load_rule(db, rule_id))

    async def begin(
        self,
        whose: PersonId,
        *,
        by: PersonId | None = None,
        rule_id: RuleId | None,
        criteria: Criteria,
        at: datetime,
    ) -> Draft:
        return await self.db.write(
            lambda db: begin(db, whose, by=by or whose, rule_id=rule_id, criteria=criteria, at=at)
        )

    async def draft(self, draft_id: DraftId) -> Draft | None:
        return await self.db.read(lambda db: load_draft(db, draft_id))

    async def asking(self, person_id: PersonId) -> Draft | None:
        return await self.db.read(lambda db: last_draft(db, person_id))

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
        return await self.db.write(
            lambda db: draw(db, draft_id, criteria, by=by, asking=asking, request=request, at=at)
        )

    async def save(self, draft_id: DraftId, *, by: PersonId | None = None, at: datetime) -> Rule | None:
        return await self.db.write(lambda db: save(db, draft_id, by, at))

    async def switch(self, rule_id: RuleId, *, is_on: bool, by: PersonId, at: datetime) -> Rule | None:
        return await self.db.write(lambda db: switch(db, rule_id, is_on, by, at))

    async def remove(self, rule_id: RuleId, *, by: PersonId, at: datetime) -> Rule | None:
        return await self.db.write(lambda db: remove(db, rule_id, by, at))

    async def undo(self, rule_id: RuleId, *, revision: int, by: PersonId, at: datetime) -> Rule | None:
        return await self.db.write(lambda db: undo(db, rule_id, revision, by, at))

    async def sample(
        self, keys: Sequence[str], *, channels: Collection[ChannelId], since: datetime, limit: int
    ) -> Sample:
        return await self.db.read(lambda db: sample(db, keys, channels, since, limit))

    async def written(self, posts: Collection[PostId], *, within: timedelta) -> set[PostId]:
        return await self.db.read(lambda db: written(db, posts, within))

    async def post_of(self, person_id: PersonId, message_id: int | None) -> PostId | None:
        return await self.db.read(lambda db: post_of(db, person_id, message_id))

    async def heard(self, post_id: PostId) -> list[Heard]:
        return await self.db.read(lambda db: heard(db, post_id))

    async def end_waits(self, *, at: datetime) -> int:
        if not await self.db.read(lambda db: is_waited_for(db, at)):
            return 0  # as nearly always
        return await self.db.write(lambda db: end_waits(db, at))
