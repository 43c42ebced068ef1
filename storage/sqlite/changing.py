"""Rules as they are read and changed. Each change keeps how the rule stood before, so that it can be taken back."""

import json
import sqlite3
from datetime import datetime

from storage.criteria import dump_criteria, load_criteria
from storage.forms import dump, micros, moment, moment_or_none
from storage.records import Criteria, Draft, PersonId, Rule, RuleId
from storage.sqlite.audit import note


def rules_since(db: sqlite3.Connection, revision: int) -> list[Rule]:
    """Rules that changed after a revision."""
    return [rule_of(row) for row in db.execute("SELECT * FROM rules WHERE revision > ? ORDER BY revision", (revision,))]


def load_rule(db: sqlite3.Connection, rule_id: RuleId) -> Rule | None:
    """One rule."""
    row = db.execute("SELECT * FROM rules WHERE id = ?", (rule_id,)).fetchone()
    return None if row is None else rule_of(row)


def rule_of(row: sqlite3.Row) -> Rule:
    """A row of rules as a record."""
    return Rule(
        id=RuleId(row["id"]),
        whose=PersonId(row["whose"]),
        criteria=load_criteria(row["criteria"]),
        is_on=bool(row["is_on"]),
        revision=row["revision"],
        made_at=moment(row["made_at"]),
        changed_at=moment(row["changed_at"]),
        removed_at=moment_or_none(row["removed_at"]),
    )


# ------------------------------------------------------------------ changing


def _next_revision(db: sqlite3.Connection) -> int:
    return int(db.execute("SELECT coalesce(max(revision), 0) + 1 FROM rules").fetchone()[0])


def add(db: sqlite3.Connection, draft: Draft, at: datetime) -> Rule:
    """A new rule."""
    row = db.execute(
        "INSERT INTO rules (whose, criteria, revision, made_at, changed_at) VALUES (?, ?, ?, ?, ?) RETURNING *",
        (draft.person_id, dump_criteria(draft.criteria), _next_revision(db), micros(at), micros(at)),
    ).fetchone()
    note(db, at=at, by=draft.made_by, action="rule_add", subject=f"rule {row['id']}")
    return rule_of(row)


def replace(db: sqlite3.Connection, rule_id: RuleId, draft: Draft, at: datetime) -> Rule | None:
    """A rule as its draft says from now on; it is on then."""
    rule = load_rule(db, rule_id)
    if rule is None or rule.removed_at is not None:
        return None
    return _change(db, rule, criteria=draft.criteria, is_on=True, by=draft.made_by, action="rule_change", at=at)


def switch(db: sqlite3.Connection, rule_id: RuleId, is_on: bool, by: PersonId, at: datetime) -> Rule | None:
    """Switch a rule off or on."""
    rule = load_rule(db, rule_id)
    if rule is None or rule.removed_at is not None:
        return None
    if rule.is_on == is_on:
        return rule
    return _change(db, rule, is_on=is_on, by=by, action="rule_on" if is_on else "rule_off", at=at)


def remove(db: sqlite3.Connection, rule_id: RuleId, by: PersonId, at: datetime) -> Rule | None:
    """Take a rule away."""
    rule = load_rule(db, rule_id)
    if rule is None or rule.removed_at is not None:
        return rule
    return _change(db, rule, is_removed=True, by=by, action="rule_remove", at=at)


def undo(db: sqlite3.Connection, rule_id: RuleId, revision: int, by: PersonId, at: datetime) -> Rule | None:
    """Take the change with this revision back; nothing where the rule was changed since."""
    row = db.execute("SELECT before FROM rules WHERE id = ? AND revision = ?", (rule_id, revision)).fetchone()
    rule = load_rule(db, rule_id)
    if row is None or rule is None:
        return None
    if row["before"] is None:
        return _change(db, rule, is_removed=True, by=by, action="rule_undo", at=at)
    before = json.loads(row["before"])
    return _change(
        db,
        rule,
        criteria=load_criteria(before["criteria"]),
        is_on=before["is_on"],
        is_removed=before["is_removed"],
        by=by,
        action="rule_undo",
        at=at,
    )


def _change(
    db: sqlite3.Connection,
    rule: Rule,
    *,
    criteria: Criteria | None = None,
    is_on: bool | None = None,
    is_removed: bool = False,
    by: PersonId,
    action: str,
    at: datetime,
) -> Rule:
    before = {
        "criteria": dump_criteria(rule.criteria),
        "is_on": rule.is_on,
        "is_removed": rule.removed_at is not None,
    }
    row = db.execute(
        """
        UPDATE rules SET criteria = :criteria, is_on = :is_on, removed_at = iif(:is_removed, :at, NULL),
            before = :before, revision = :revision, changed_at = :at
        WHERE id = :id RETURNING *
        """,
        {
            "criteria": dump_criteria(rule.criteria if criteria is None else criteria),
            "is_on": rule.is_on if is_on is None else is_on,
            "is_removed": is_removed,
            "before": dump(before),
            "revision": _next_revision(db),
            "at": micros(at),
            "id": rule.id,
        },
    ).fetchone()
    note(db, at=at, by=by, action=action, subject=f"rule {rule.id}")
    return rule_of(row)
