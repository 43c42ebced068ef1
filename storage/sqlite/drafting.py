"""Rules while they are being written. A draft stays when it is saved: its buttons stay in the chat."""

import sqlite3
from datetime import datetime

from storage.criteria import dump_criteria, load_criteria
from storage.forms import micros, moment_or_none
from storage.records import Asking, Criteria, Draft, DraftId, PersonId, RequestId, Rule, RuleId
from storage.sqlite.changing import add, load_rule, replace


def load_draft(db: sqlite3.Connection, draft_id: DraftId) -> Draft | None:
    """One draft."""
    row = db.execute("SELECT * FROM rule_drafts WHERE id = ?", (draft_id,)).fetchone()
    return None if row is None else _draft_of(row)


def last_draft(db: sqlite3.Connection, person_id: PersonId) -> Draft | None:
    """The draft that somebody worked on last."""
    row = db.execute(
        "SELECT * FROM rule_drafts WHERE made_by = ? ORDER BY changed_at DESC, id DESC LIMIT 1", (person_id,)
    ).fetchone()
    return None if row is None else _draft_of(row)


def _draft_of(row: sqlite3.Row) -> Draft:
    return Draft(
        id=DraftId(row["id"]),
        person_id=PersonId(row["person_id"]),
        made_by=PersonId(row["made_by"]),
        rule_id=None if row["rule_id"] is None else RuleId(row["rule_id"]),
        criteria=load_criteria(row["criteria"]),
        asking=None if row["asking"] is None else Asking(row["asking"]),
        asked_at=moment_or_none(row["asked_at"]),
        request_id=None if row["request_id"] is None else RequestId(row["request_id"]),
        saved_at=moment_or_none(row["saved_at"]),
    )


def begin(
    db: sqlite3.Connection,
    whose: PersonId,
    *,
    by: PersonId,
    rule_id: RuleId | None,
    criteria: Criteria,
    at: datetime,
) -> Draft:
    """A draft of a new rule, or of a change of one."""
    row = db.execute(
        """
        INSERT INTO rule_drafts (person_id, made_by, rule_id, criteria, changed_at) VALUES (?, ?, ?, ?, ?) RETURNING *
        """,
        (whose, by, rule_id, dump_criteria(criteria), micros(at)),
    ).fetchone()
    return _draft_of(row)


def draw(
    db: sqlite3.Connection,
    draft_id: DraftId,
    criteria: Criteria,
    *,
    by: PersonId | None,
    asking: Asking | None,
    request: RequestId | None,
    at: datetime,
) -> Draft:
    """Change a draft, and what whoever changes it is to write next."""
    row = db.execute(
        """
        UPDATE rule_drafts SET criteria = :criteria, asking = :asking, asked_at = iif(:asking IS NULL, NULL, :at),
            request_id = coalesce(:request, request_id), changed_at = :at,
            made_by = iif(:asking IS NULL, made_by, coalesce(:by, made_by))
        WHERE id = :id RETURNING *
        """,
        {
            "criteria": dump_criteria(criteria),
            "asking": asking,
            "request": request,
            "by": by,
            "at": micros(at),
            "id": draft_id,
        },
    ).fetchone()
    if row is None:
        raise LookupError(f"there is no draft {draft_id}")
    return _draft_of(row)


def save(db: sqlite3.Connection, draft_id: DraftId, by: PersonId | None, at: datetime) -> Rule | None:
    """Make it a rule, once."""
    db.execute("UPDATE rule_drafts SET made_by = coalesce(?, made_by) WHERE id = ?", (by, draft_id))
    draft = load_draft(db, draft_id)
    if draft is None:
        return None
    if draft.saved_at is not None:
        return load_rule(db, draft.rule_id) if draft.rule_id is not None else None
    rule = add(db, draft, at) if draft.rule_id is None else replace(db, draft.rule_id, draft, at)
    if rule is not None:
        db.execute(
            "UPDATE rule_drafts SET rule_id = ?, saved_at = ?, asking = NULL, asked_at = NULL WHERE id = ?",
            (rule.id, micros(at), draft_id),
        )
    return rule
