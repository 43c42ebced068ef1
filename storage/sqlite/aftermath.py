"""Posts that we wrote up, after publication; and posts that nobody took."""

import sqlite3
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from storage.forms import dump, dump_notice, load_evidence, micros
from storage.records import (
    Aftermath,
    Article,
    ClaimState,
    Job,
    Notice,
    NoticeKind,
    OurArticle,
    PersonId,
    PostId,
    Role,
)
from storage.sqlite.covering import COVERED
from storage.sqlite.database import Database
from storage.sqlite.notices import tell_person
from storage.sqlite.rows import load_articles, load_channels, load_posts
from storage.sqlite.standings import load_claims
from storage.sqlite.work import done

WORKS_SO = timedelta(days=7)
_KEY = "coalesce(c.telegram_id, -c.id) || '|' || p.message_id"


@dataclass(frozen=True, slots=True)
class SqliteAfterwards:
    """`storage.api.Afterwards`."""

    db: Database

    async def of(self, post_id: PostId) -> Aftermath | None:
        return await self.db.read(lambda db: _of(db, post_id))

    async def reviewed(
        self, job: Job, *, to_desk: Sequence[Notice] = (), to_writer: Sequence[Notice] = (), at: datetime
    ) -> None:
        await self.db.write(lambda db: _reviewed(db, job, to_desk, to_writer, at))

    async def escalate(self, *, before: datetime, since: datetime, at: datetime) -> int:
        if not await self.db.read(lambda db: _untaken(db, before, since)):
            return 0  # as nearly always
        return await self.db.write(lambda db: _escalate(db, before, since, at))


def _of(db: sqlite3.Connection, post_id: PostId) -> Aftermath | None:
    post = load_posts(db, [post_id]).get(post_id)
    rows = _coverage(db, post_id)
    if post is None or not rows:
        return None
    articles = load_articles(db, [row["article_id"] for row in rows])
    return Aftermath(
        post=post,
        channel=load_channels(db, [post.channel_id])[post.channel_id],
        key=_key(db, post_id),
        writer=_writer(db, post_id),
        articles=tuple(_ours(db, post_id, articles[row["article_id"]], row["evidence"]) for row in rows),
    )


def _coverage(db: sqlite3.Connection, post_id: PostId) -> list[sqlite3.Row]:
    """Our articles about a post; those that no match brings have no evidence."""
    return db.execute(
        """
        SELECT o.article_id, m.evidence FROM coverage o LEFT JOIN matches m
            ON m.post_id = o.post_id AND m.article_id = o.article_id AND m.relation = 'reports' AND m.band <> 'none'
        WHERE o.post_id = :post AND NOT EXISTS (
            SELECT 1 FROM labels l WHERE l.post_id = o.post_id AND l.article_id = o.article_id AND l.kind = 'unrelated')
        """,
        {"post": post_id},
    ).fetchall()


def _ours(db: sqlite3.Connection, post_id: PostId, article: Article, evidence: str | None) -> OurArticle:
    return OurArticle(
        article=article,
        text_then=_text_then(db, post_id, article),
        is_matched=evidence is not None,
        quotations=load_evidence(evidence).quotations if evidence is not None else (),
    )


def _key(db: sqlite3.Connection, post_id: PostId) -> str:
    sql = f"SELECT {_KEY} FROM posts p JOIN channels c ON c.id = p.channel_id WHERE p.id = ?"  # noqa: S608 - ours
    return str(db.execute(sql, (post_id,)).fetchone()[0])


def _writer(db: sqlite3.Connection, post_id: PostId) -> PersonId | None:
    claim = load_claims(db, [post_id]).get(post_id)
    return claim.person_id if claim is not None and claim.state is not ClaimState.NOT_NEWS else None


def _text_then(db: sqlite3.Connection, post_id: PostId, article: Article) -> str:
    row = db.execute(
        """
        SELECT original FROM revisions
        WHERE post_id = :post AND (revision = 0 OR coalesce(edited_at, seen_at) <= :at)
        ORDER BY coalesce(edited_at, iif(revision = 0, 0, seen_at)) DESC, revision DESC LIMIT 1
        """,
        {"post": post_id, "at": micros(article.published_at)},
    ).fetchone()
    return str(row["original"])


def _reviewed(
    db: sqlite3.Connection, job: Job, to_desk: Sequence[Notice], to_writer: Sequence[Notice], at: datetime
) -> None:
    if not done(db, job):
        return
    writer = _writer(db, PostId(job.item))
    for notice in to_desk:
        for person_id in _desk(db, writer):
            tell_person(db, person_id, notice, at)
    for notice in to_writer:
        for person_id in _desk(db, None) if writer is None else [writer]:
            tell_person(db, person_id, notice, at)


def _desk(db: sqlite3.Connection, writer: PersonId | None) -> list[PersonId]:
    """Editors who want alerts; whoever wrote it is told in any case."""
    rows = db.execute(
        "SELECT id FROM people WHERE role IS NOT NULL AND (id IS :writer OR (role >= :role AND muted_at IS NULL))",
        {"writer": writer, "role": Role.EDITOR},
    )
    return [PersonId(row["id"]) for row in rows]


# ------------------------------------------------------------------ what nobody took


_UNTAKEN = f"""
    SELECT p.id, p.received_at, {_KEY} AS key FROM posts p JOIN channels c ON c.id = p.channel_id
    WHERE p.sent_at >= :since AND p.received_at <= :before AND c.tier = 1 AND c.state <> 'unwatched'
      AND p.arrival <> 'seed' AND p.deleted_at IS NULL AND p.escalated_at IS NULL AND p.copy_of IS NULL
      AND NOT EXISTS (SELECT 1 FROM claims k WHERE k.post_id = p.id) AND NOT {COVERED}
"""  # noqa: S608 - ours


def _untaken(db: sqlite3.Connection, before: datetime, since: datetime) -> list[sqlite3.Row]:
    return db.execute(_UNTAKEN, {"before": micros(before), "since": micros(since)}).fetchall()


def _escalate(db: sqlite3.Connection, before: datetime, since: datetime, at: datetime) -> int:
    rows = _untaken(db, before, since)
    db.executemany("UPDATE posts SET escalated_at = ? WHERE id = ?", [(micros(at), row["id"]) for row in rows])
    if not _works_so(db, at):
        return 0
    for row in rows:
        minutes = (micros(at) - int(row["received_at"])) // 60_000_000
        notice = Notice(kind=NoticeKind.ESCALATED, key=f"escalated|{row['key']}", data={"minutes": minutes})
        db.execute(
            """
            INSERT INTO alerts (person_id, key, notice, post_id, tier, made_at, due_at)
            SELECT id, :key, :notice, :post, 0, :at, :at FROM people WHERE role >= :role AND muted_at IS NULL
            ON CONFLICT (person_id, key) DO NOTHING
            """,
            {
                "key": f"notice|{notice.key}",
                "notice": dump_notice(notice),
                "post": row["id"],
                "at": micros(at),
                "role": Role.EDITOR,
            },
        )
    return len(rows)


def _works_so(db: sqlite3.Connection, at: datetime) -> bool:
    """Whether anybody at the desk says what they write, or our sites are known: else every post would escalate."""
    row = db.execute(
        """
        SELECT EXISTS (SELECT 1 FROM feeds WHERE ours)
            OR EXISTS (SELECT 1 FROM claims WHERE made_at >= :since AND state IN (SELECT value FROM json_each(:states)))
        """,
        {"since": micros(at - WORKS_SO), "states": dump([ClaimState.TAKEN, ClaimState.WRITTEN])},
    ).fetchone()
    return bool(row[0])
