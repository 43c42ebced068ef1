"""What `/health` and the summaries count costs the same however much there is."""

import re
import shutil
import sqlite3
from contextlib import closing
from pathlib import Path

from storage.api import Store
from storage.opening import file_of
from storage.records import Band, Stage
from storage.sqlite.database import open_database
from storage.sqlite.migrate import MIGRATIONS, migrate
from storage.sqlite.store import SqliteStore
from tests.builders import MORNING, everybody, feed_item, new_post, owner, verdict, watched

LARGE = ("posts", "articles", "matches", "alerts", "revisions", "messages", "requests", "addresses")
OF_WHAT_WAITS = ("alerts_parked", "requests_parked")  # indexes of what operators have to see anyway


async def counted(store: Store) -> tuple[int, ...]:
    counts = await store.counts()
    return counts.posts, counts.articles, counts.matches, counts.alerts_sent


def really(url: str) -> tuple[int, ...]:
    with closing(sqlite3.connect(file_of(url))) as db:
        tables = ("posts", "articles", "matches WHERE band <> 'none'", "alerts WHERE message_id IS NOT NULL")
        return tuple(db.execute(f"SELECT count(*) FROM {table}").fetchone()[0] for table in tables)  # noqa: S608


async def test_totals_follow_every_change(store: Store, url: str) -> None:
    await owner(store)
    channel = await watched(store)
    posts = []
    for number in range(1, 4):
        added = await store.posts.add([new_post(channel, message_id=number)], audience=everybody, at=MORNING)
        posts += added.posts
    await store.posts.add([new_post(channel, message_id=3)], audience=everybody, at=MORNING)  # known already
    article = await store.articles.add(feed_item(), site="Новини", at=MORNING)
    (job,) = await store.work.due(Stage.FETCH_ARTICLE, MORNING, limit=9)
    await store.articles.failed(job, error="wall", next_at=None, at=MORNING)
    (job,) = await store.work.due(Stage.MATCH_ARTICLE, MORNING, limit=9)
    await store.matches.save_article(job, [verdict(post, article.id) for post in posts], at=MORNING)
    assert await counted(store) == really(url) == (3, 1, 3, 0)
    for band in (Band.NONE, Band.NONE, Band.PROBABLE):  # judged again
        for post_job in await store.work.due(Stage.MATCH_POST, MORNING, limit=1):
            judged = verdict(posts[0], article.id, band=band)
            await store.matches.save_post(post_job, [judged], at=MORNING)
            assert await counted(store) == really(url)
    await store.matches.save_article(job, [verdict(posts[0], article.id, band=Band.NONE)], at=MORNING)
    for alert in await store.alerts.due(MORNING, limit=9):
        await store.alerts.shown(alert, message_id=70, at=MORNING)
        await store.alerts.shown(alert, message_id=70, at=MORNING)
    assert await counted(store) == really(url) == (3, 1, 0, 3)


def test_what_a_file_from_before_holds_is_counted_and_forgotten(tmp_path: Path) -> None:
    first = tmp_path / "steps"
    first.mkdir()
    shutil.copy(MIGRATIONS / "0001_begin.sql", first)
    with closing(sqlite3.connect(tmp_path / "dzherelo.db", isolation_level=None)) as db:
        db.row_factory = sqlite3.Row
        migrate(db, tmp_path / "dzherelo.db", first)
        db.execute(
            "INSERT INTO channels (id, aliases, tier, mode, state, added_at) VALUES (1, '[]', 2, 'join', 'new', 0)"
        )
        asked = "INSERT INTO requests (chat_id, message_id, person_id, person_name, kind, text, sent_at, answered_at)"
        for number in range(1, 4):
            db.execute(
                "INSERT INTO posts (channel_id, message_id, sent_at, received_at, original, text, keys, link, arrival,"
                " entities, text_message_id) VALUES (1, ?, 0, 0, '', '', '', '', 'push', '[]', ?)",
                (number, number),
            )
            answered_at = None if number == 3 else 0
            db.execute(f"{asked} VALUES (9, ?, 9, 'Хтось', 'message', '/start x', 0, ?)", (number, answered_at))
        migrate(db, tmp_path / "dzherelo.db")
        assert db.execute("SELECT count FROM totals WHERE name = 'posts'").fetchone()[0] == 3
        said = [tuple(row) for row in db.execute("SELECT person_name, text, is_stranger FROM requests ORDER BY id")]
        assert said == [("", "", 1), ("", "", 1), ("Хтось", "/start x", 0)]


async def test_nothing_that_health_asks_walks_through_a_large_table(tmp_path: Path) -> None:
    asked: list[str] = []
    async with open_database(tmp_path / "dzherelo.db") as db:
        store = SqliteStore(db)
        await owner(store)
        channel = await watched(store)
        await db.read(lambda raw: raw.set_trace_callback(asked.append))  # the reader that is taken first each time
        await store.counts()
        await store.work.parked()
        await store.posts.latest(channel_id=channel.id, limit=1)
        await db.read(lambda raw: raw.set_trace_callback(None))
        questions = [question for question in asked if question.lstrip().startswith("SELECT")]
        assert len(questions) >= 6
        for question in questions:
            plan = await db.read(lambda raw, sql=question: raw.execute(f"EXPLAIN QUERY PLAN {sql}").fetchall())
            walked = [row["detail"] for row in plan if walks(row["detail"], question)]
            assert walked == [], question


def walks(step: str, question: str) -> bool:
    """Whether a step of a plan reads a large table from end to end."""
    found = re.match(r"SCAN (\w+)(?: USING (?:COVERING )?INDEX (\w+))?", step)
    if found is None or found[2] in OF_WHAT_WAITS:
        return False
    named = re.search(rf"(\w+) (?:AS )?{found[1]}\b", question)
    tables = {found[1], named[1] if named else ""}
    if not tables & set(LARGE):
        return False
    return not (found[2] == "alerts_measured" and "LIMIT" in question)  # newest first, and no further than the limit
