"""The alerts of posts as they are made: at once, held for a summary, or later if nobody has written of it by then."""

import sqlite3
from collections.abc import Collection, Mapping, Sequence
from datetime import datetime
from typing import NamedTuple

from storage.criteria import dump_reasons
from storage.forms import dump, micros, micros_or_none
from storage.records import Band, ChannelId, PostId, Recipient, Relation, Role
from storage.sqlite.holding import hold_new, holder
from storage.sqlite.inserting import insert
from storage.sqlite.summing import HELD

INTO = "alerts (person_id, key, post_id, tier, made_at, due_at, held_at, held_until, why)"
AT_ONCE = 500  # rows of a look: none of them keeps the writer for long


class Wanted(NamedTuple):
    """Somebody who is to hear of a post."""

    post_id: PostId
    sent_at: datetime
    key: str
    tier: int
    channel_id: ChannelId
    recipient: Recipient


def alert(db: sqlite3.Connection, wanted: Sequence[Wanted], *, held: Collection[PostId], at: datetime) -> int:
    """Store the alerts that nobody has yet, some of them held, some put off; how many are new and not put off."""
    now, waits_until = micros(at), holder(db, {one.post_id for one in wanted}, at)
    due = []
    for one in wanted:
        if one.recipient.unwritten_for is not None:
            continue
        until = waits_until(one.recipient.person_id, one.post_id, one.tier, one.channel_id)
        held_at = now if until is None and one.post_id in held else None
        due.append(
            (
                one.recipient.person_id,
                one.key,
                one.post_id,
                one.tier,
                now,
                now if until is None and held_at is None else HELD,
                held_at,
                micros_or_none(until),
                dump_reasons(one.recipient.why),
            )
        )
    _put_off(db, wanted)
    return insert(db, INTO, due, "ON CONFLICT (person_id, key) DO NOTHING")


def _put_off(db: sqlite3.Connection, wanted: Sequence[Wanted]) -> None:
    """Keep who is to hear of what later. Whoever hears of it at once meanwhile, for its caption, waits for nothing."""
    rows = [
        (
            one.recipient.person_id,
            one.post_id,
            one.key,
            one.tier,
            dump_reasons(one.recipient.why) or "[]",
            micros(one.sent_at + one.recipient.unwritten_for),
        )
        for one in wanted
        if one.recipient.unwritten_for is not None
    ]
    insert(
        db,
        "waits (person_id, post_id, key, tier, why, due_at)",
        rows,
        "ON CONFLICT (person_id, post_id) DO NOTHING",
    )


def is_waited_for(db: sqlite3.Connection, at: datetime) -> bool:
    """Whether something was put off until now."""
    row = db.execute("SELECT 1 FROM waits WHERE ended_at IS NULL AND due_at <= ? LIMIT 1", (micros(at),)).fetchone()
    return row is not None


def end_waits(db: sqlite3.Connection, at: datetime) -> int:
    """Look at what was put off until now: alerts of what nobody has written, for those who still want them.

    Whoever has an alert of the post already gets no second one. Returns how many waits ended.
    """
    ended = _fates(db, at)
    values = {"ended": dump(ended), "at": micros(at)}
    hold_new(db, _alert_of_waits(db, values), at)
    db.execute(
        """
        UPDATE waits SET ended_at = :at, ended_by = e.value ->> 2
        FROM json_each(:ended) e WHERE waits.person_id = e.value ->> 0 AND waits.post_id = e.value ->> 1
        """,
        values,
    )
    return len(ended)


def _fates(db: sqlite3.Connection, at: datetime) -> list[tuple[int, int, str]]:
    """Who waited until now for what, and what became of it meanwhile."""
    rows = db.execute(
        f"SELECT w.person_id, w.post_id, ({_FATE}) AS fate FROM waits w"  # noqa: S608 - ours
        " WHERE w.ended_at IS NULL AND w.due_at <= :at ORDER BY w.due_at LIMIT :limit",
        {
            "at": micros(at),
            "limit": AT_ONCE,
            "editor": Role.EDITOR,
            "reports": Relation.REPORTS,
            "matched": Band.MATCHED,
        },
    )
    return [(row["person_id"], row["post_id"], row["fate"]) for row in rows]


def _alert_of_waits(db: sqlite3.Connection, values: Mapping[str, object]) -> list[int]:
    """Store the alerts of waits that end so, where nobody has them yet; the new ones, by their ids."""
    db.execute(
        """
        INSERT INTO alerts (person_id, key, post_id, tier, made_at, due_at, why)
        SELECT w.person_id, w.key, w.post_id, w.tier, :at, :at, w.why
        FROM json_each(:ended) e JOIN waits w ON w.person_id = e.value ->> 0 AND w.post_id = e.value ->> 1
        WHERE e.value ->> 2 = 'alerted' ON CONFLICT (person_id, key) DO NOTHING
        """,
        values,
    )
    made = db.execute(
        """
        SELECT a.id FROM json_each(:ended) e JOIN alerts a ON a.person_id = e.value ->> 0 AND a.post_id = e.value ->> 1
        WHERE e.value ->> 2 = 'alerted' AND a.notice IS NULL AND a.made_at = :at AND a.sent_at IS NULL
        """,
        values,
    )
    return [row["id"] for row in made]


_FATE = """
    CASE
        WHEN EXISTS (SELECT 1 FROM matches m WHERE m.post_id = w.post_id
                     AND m.relation = :reports AND m.band = :matched) THEN 'written'
        WHEN EXISTS (SELECT 1 FROM claims c WHERE c.post_id = w.post_id AND c.state = 'written') THEN 'written'
        WHEN NOT EXISTS (SELECT 1 FROM people p
                         WHERE p.id = w.person_id AND p.role >= :editor AND p.muted_at IS NULL) THEN 'off'
        WHEN NOT EXISTS (SELECT 1 FROM json_each(w.why) y JOIN rules r ON r.id = y.value ->> 0
                         WHERE r.is_on AND r.removed_at IS NULL) THEN 'off'
        ELSE 'alerted'
    END
"""
