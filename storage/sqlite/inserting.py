"""Many rows by one statement.

Python lets other threads run while SQLite works on a statement, and has to get its turn back after each, which takes up
to five milliseconds while the event loop is busy: a statement for each row would wait for each row.
"""

import sqlite3
from collections.abc import Sequence

Value = str | bytes | int | None

ROWS_AT_ONCE = 128  # times columns must stay below the 32,766 values that SQLite takes


def insert(db: sqlite3.Connection, into: str, rows: Sequence[Sequence[Value]], end: str = "") -> int:
    """Insert rows that are equally long; `into` names the table and its columns; how many rows were inserted."""
    inserted = 0
    while rows:
        at_once = min(ROWS_AT_ONCE, 1 << (len(rows).bit_length() - 1))  # powers of two: few statements, kept prepared
        some, rows = rows[:at_once], rows[at_once:]
        places = f"({', '.join('?' * len(some[0]))})"
        cursor = db.execute(
            f"INSERT INTO {into} VALUES {', '.join([places] * len(some))} {end}",  # noqa: S608 - only our own words
            [value for row in some for value in row],
        )
        inserted += cursor.rowcount
    return inserted
