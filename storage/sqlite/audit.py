"""Who changed what, and when."""

import sqlite3
from datetime import datetime

from storage.forms import micros
from storage.records import PersonId


def note(db: sqlite3.Connection, *, at: datetime, by: PersonId | None, action: str, subject: str) -> None:
    """Keep who did something to what; nobody means the settings or the TOML files."""
    db.execute(
        "INSERT INTO audit (at, person_id, action, subject) VALUES (?, ?, ?, ?)", (micros(at), by, action, subject)
    )
