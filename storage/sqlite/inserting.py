"""Many rows by one statement.

Python lets other threads run while SQLite works on a statement, and has to get its turn back after each, which takes up
to five milliseconds while the event loop is busy: a statement for each row would wait for each row.
"""

import sqlite3
from collections.abc import Sequence

Value = str | bytes | int | None

VALUES_AT_ONCE = 30_000  # SQLite takes 32,766


def insert(db: sqlite3.Connection, into: str, rows: Sequence[Sequence[Value]], end: str = "") -> int:
    """Insert rows that are equally long; `into` names the table and its columns; how many rows were inserted."""
    inserted = 0
    while rows:
        at_once = VALUES_AT_ONCE // len(rows[0])
        some, rows = rows[:at_once], rows[at_once:]
        places = f"({', '.join('?' * len(some[0]))})"
        cursor = db.execute(
            f"INSERT INTO {into} VALUES {', '.join([places] * len(some))} {end}",  # noqa: S608 - only our own words
            [value for row in some for value in row],
        )
        inserted += cursor.rowcount
    return inserted
