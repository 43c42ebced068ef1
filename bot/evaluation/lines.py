"""Lines of the files of a labelled set, read with all that is wrong with them."""

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

_MOST = 2**63 - 1  # a database holds no more
_FIRST_YEAR, _LAST_YEAR = 1900, 2999  # with what is reckoned from a time it is one still
_ESCAPED = "\\ud"
_HALF = re.compile("[\ud800-\udfff]")


@dataclass(slots=True)
class Line:
    """One line of a file, asked for its fields; what is wrong is noted and read as empty."""

    where: str
    values: Mapping[str, Any]
    problems: list[str]
    wrong: bool = field(default=False)

    def complain(self, words: str) -> None:
        """Note what is wrong."""
        self.problems.append(f"{self.where}: {words}")
        self.wrong = True

    def words(self, name: str, default: str | None = "") -> str:
        """A text; a number where an id is wanted."""
        value = self.values.get(name)
        if isinstance(value, int) and not isinstance(value, bool) and name in ("id", "post", "article"):
            return str(value)
        if value is None and default is not None:
            return default
        if not isinstance(value, str) or (default is None and not value):
            self.complain(f"`{name}` must be a text" + (" and is missing" if value is None else ""))
            return ""
        return value

    def whole(self, name: str) -> int | None:
        """A number above zero."""
        value = self.values.get(name)
        if value is not None and (not isinstance(value, int) or isinstance(value, bool) or not 0 < value <= _MOST):
            self.complain(f"`{name}` must be a number from 1 to {_MOST}, or null")
            return None
        return value

    def truth(self, name: str) -> bool | None:
        """Yes or no."""
        value = self.values.get(name)
        if value is not None and not isinstance(value, bool):
            self.complain(f"`{name}` must be true, false or null")
            return None
        return value

    def list_of_words(self, name: str) -> tuple[str, ...]:
        """Some texts."""
        value = self.values.get(name)
        if value is None:
            return ()
        if not isinstance(value, list) or not all(isinstance(one, str) for one in value):
            self.complain(f"`{name}` must be a list of texts")
            return ()
        return tuple(value)

    def moment(self, name: str) -> datetime | None:
        """A time, UTC unless it says otherwise."""
        value = self.values.get(name)
        if value is None or value == "":
            return None
        try:
            moment = datetime.fromisoformat(value)
        except (TypeError, ValueError):
            self.complain(f"`{name}` must be a time such as 2026-03-02T05:48:00+00:00, or null")
            return None
        if not _FIRST_YEAR <= moment.year <= _LAST_YEAR:
            self.complain(f"`{name}` must be a time of the years {_FIRST_YEAR} to {_LAST_YEAR}, or null")
            return None
        return moment if moment.tzinfo else moment.replace(tzinfo=UTC)


def lines_of(path: Path, problems: list[str]) -> Iterator[Line]:
    """The lines of a file that are objects; what is wrong with the others is noted."""
    try:
        text = path.read_text(encoding="utf-8-sig")
    except FileNotFoundError:
        problems.append(f"{path.name} is missing in {path.parent}")
        return
    except (OSError, UnicodeDecodeError) as error:
        problems.append(f"{path.name} cannot be read: {error}")
        return
    for number, line in enumerate(text.split("\n"), start=1):
        if not line.strip():
            continue
        where = f"{path.name}, line {number}"
        try:
            values = _read(line)
        except ValueError as error:
            problems.append(f"{where}: {error}")
            continue
        yield Line(where, values, problems)


def _read(line: str) -> Mapping[str, Any]:
    """The object of a line; ValueError says what is wrong with it."""
    try:
        values = json.loads(line)
    except json.JSONDecodeError as error:
        raise ValueError(f"not JSON ({error.msg}, character {error.colno})") from None
    except RecursionError:
        raise ValueError("not JSON that can be read (too many brackets within each other)") from None
    except ValueError:  # of thousands of digits
        raise ValueError("not JSON that can be read (a number is too long)") from None
    if not isinstance(values, dict):
        raise ValueError("an object is expected")
    # Together both halves are one character by now; a half alone can be neither stored nor printed.
    if _ESCAPED in line.lower() and (half := _HALF.search(json.dumps(values, ensure_ascii=False))):
        raise ValueError(f"half a character stands in it (\\u{ord(half[0]):x} without its other half)")
    return values
