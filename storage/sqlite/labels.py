"""What editors say of pairs. Triggers of `matches` see to it that no later pass says otherwise."""

import sqlite3
from dataclasses import dataclass
from datetime import datetime

from storage.forms import micros
from storage.records import (
    ArticleId,
    Label,
    LabelKind,
    Mention,
    PersonId,
    PostId,
    Source,
    Stage,
)
from storage.sqlite.audit import note
from storage.sqlite.changes import mark_changed
from storage.sqlite.database import Database
from storage.sqlite.standings import label_of, mentions_of, sources_of
from storage.sqlite.work import make_due

_LABELS = "SELECT l.*, p.name FROM labels l JOIN people p ON p.id = l.person_id"
_REJECTED = "SELECT m.* FROM matches m JOIN labels l USING (post_id, article_id) WHERE l.kind = 'unrelated' AND "


@dataclass(frozen=True, slots=True)
class SqliteLabels:
    """`storage.api.Labels`."""

    db: Database

    async def put(
        self, post_id: PostId, article_id: ArticleId, *, kind: LabelKind, by: PersonId, at: datetime
    ) -> Label | None:
        return await self.db.write(lambda db: _put(db, (post_id, article_id), kind, by, at))

    async def take_back(self, post_id: PostId, article_id: ArticleId, *, by: PersonId, at: datetime) -> Label | None:
        return await self.db.write(lambda db: _take_back(db, (post_id, article_id), by, at))

    async def rejected_of_post(self, post_id: PostId) -> list[Mention]:
        sql = _REJECTED + "m.post_id = ?"
        return await self.db.read(lambda db: mentions_of(db, db.execute(sql, (post_id,)).fetchall()).get(post_id, []))

    async def rejected_of_article(self, article_id: ArticleId) -> list[Source]:
        sql = _REJECTED + "m.article_id = ?"
        return await self.db.read(lambda db: sources_of(db, db.execute(sql, (article_id,)).fetchall()))

    async def all(self) -> list[Label]:
        return await self.db.read(lambda db: [label_of(row) for row in db.execute(_LABELS + " ORDER BY l.made_at")])


_Pair = tuple[PostId, ArticleId]


def _get(db: sqlite3.Connection, pair: _Pair) -> Label | None:
    row = db.execute(_LABELS + " WHERE l.post_id = ? AND l.article_id = ?", pair).fetchone()
    return None if row is None else label_of(row)


def _put(db: sqlite3.Connection, pair: _Pair, kind: LabelKind, by: PersonId, at: datetime) -> Label | None:
    standing = _get(db, pair)
    if standing is not None:
        return standing
    judged = db.execute(
        "SELECT relation, band, score FROM matches WHERE post_id = ? AND article_id = ?", pair
    ).fetchone()
    if judged is None:
        return None
    db.execute(
        """
        INSERT INTO labels (post_id, article_id, kind, person_id, made_at, relation, band, score)
        VALUES (?, ?, ?, ?, ?, ?, ?, ?)
        """,
        (*pair, kind, by, micros(at), judged["relation"], judged["band"], judged["score"]),
    )
    # To what it says already: the trigger that holds labels puts what the new one says in its place.
    db.execute("UPDATE matches SET band = band WHERE post_id = ? AND article_id = ?", pair)
    _changed(db, pair, by, at, action=f"label_{kind}")
    return _get(db, pair)


def _take_back(db: sqlite3.Connection, pair: _Pair, by: PersonId, at: datetime) -> Label | None:
    gone = _get(db, pair)
    row = db.execute(
        "DELETE FROM labels WHERE post_id = ? AND article_id = ? RETURNING relation, band", pair
    ).fetchone()
    if gone is None or row is None:
        return None
    db.execute(
        "UPDATE matches SET relation = ?, band = ? WHERE post_id = ? AND article_id = ?",
        (row["relation"], row["band"], *pair),
    )
    _changed(db, pair, by, at, action="label_undo")
    return gone


def _changed(db: sqlite3.Connection, pair: _Pair, by: PersonId, at: datetime, *, action: str) -> None:
    post_id, article_id = pair
    note(db, at=at, by=by, action=action, subject=f"post {post_id} article {article_id}")
    mark_changed(db, [post_id], at)
    make_due(db, Stage.MATCH_ARTICLE, [article_id], at)
