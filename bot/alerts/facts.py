"""The facts of a notice, as far as they are there: what is missing or odd is left out of the wording."""

from datetime import datetime

from bot.message import cut
from storage.records import Notice

NAME_UNITS = 120


def fact_text(notice: Notice, name: str) -> str:
    """A fact as a text; an empty one where it is missing."""
    return str(notice.data.get(name, ""))


def fact_name(notice: Notice, name: str) -> str:
    """A name that people of a channel chose, and so of any length."""
    return cut(fact_text(notice, name), NAME_UNITS)


def fact_count(notice: Notice, name: str) -> int:
    """A number; 0 where it is missing."""
    count = notice.data.get(name, 0)
    return count if isinstance(count, int) else 0


def fact_moment(notice: Notice, name: str) -> datetime | None:
    """A time."""
    try:
        return datetime.fromisoformat(fact_text(notice, name))
    except ValueError:
        return None
