"""A TOML file of entries, read field by field, with all that is wrong in it said at once."""

import re
import tomllib
from collections.abc import Mapping
from pathlib import Path

from config.settings import SettingsError


class Table:
    """One entry, read field by field; problems are collected by its file."""

    def __init__(self, file: "Tables", number: int, values: Mapping[str, object]) -> None:
        self._file = file
        self._values = values
        name = next((str(values[key]) for key in ("username", "invite", "url", "name") if key in values), "")
        line = f", line {file.lines[number - 1]}" if file.lines else ""
        self._where = f"{file.path.name}{line}, {file.kind} {number}" + (f" ({name})" if name else "")

    def problem(self, words: str) -> None:
        """Say what is wrong, beside where."""
        self._file.problems.append(f"{self._where}: {words}")

    def only(self, *names: str) -> None:
        """Nothing else may stand here."""
        for name in sorted(set(self._values) - set(names)):
            self.problem(f"{name} is not known; write one of {', '.join(names)}")

    def unique(self, field: str, value: str) -> None:
        """No other entry of the file may say the same."""
        if value and value in self._file.seen:
            self.problem(f"{field} {value} stands twice")
        self._file.seen.add(value)

    def text(self, name: str) -> str | None:
        """A text, if there is one."""
        value = self._values.get(name)
        if value is None or (isinstance(value, str) and value.strip()):
            return value.strip() if isinstance(value, str) else None
        self.problem(f"{name} must be a text in quotes")
        return None

    def texts(self, name: str) -> tuple[str, ...]:
        """A list of texts."""
        value = self._values.get(name, [])
        if isinstance(value, list) and all(isinstance(item, str) and item.strip() for item in value):
            return tuple(value)
        self.problem(f'{name} must be a list of texts, such as ["Генштаб", "Генштаб ЗСУ"]')
        return ()

    def number(self, name: str, *, low: int, high: int | None = None) -> int | None:
        """A whole number, if there is one."""
        value = self._values.get(name)
        if value is None:
            return None
        if isinstance(value, int) and not isinstance(value, bool) and low <= value and (high is None or value <= high):
            return value
        self.problem(f"{name} must be a whole number, {low} " + ("or more" if high is None else f"to {high}"))
        return None

    def flag(self, name: str) -> bool:
        """True or false."""
        value = self._values.get(name, False)
        if not isinstance(value, bool):
            self.problem(f"{name} must be true or false")
        return value is True

    def choice(self, name: str, choices: tuple[str, ...]) -> str | None:
        """One of several texts, if there is one."""
        value = self._values.get(name)
        if value is None or value in choices:
            return None if value is None else str(value)
        self.problem(f"{name} must be one of {', '.join(choices)}")
        return None


class Tables(list[Table]):
    """The entries of a file, with all that is wrong in it."""

    def __init__(self, path: Path, kind: str) -> None:
        super().__init__()
        self.path = path
        self.kind = kind
        self.problems: list[str] = []
        self.seen: set[str] = set()
        self._text = ""
        content = self._read()
        for name in sorted(set(content) - {kind}):
            self.problems.append(f"{path.name}: {name} is not known; entries start with [[{kind}]]")
        tables = content.get(kind, [])
        if not isinstance(tables, list) or not all(isinstance(table, dict) for table in tables):
            self.problems.append(f"{path.name}: entries start with [[{kind}]], in double brackets")
            tables = []
        self.lines = self._headers(len(tables))
        self.extend(Table(self, number, table) for number, table in enumerate(tables, 1))

    def _read(self) -> dict[str, object]:
        try:
            self._text = self.path.read_text(encoding="utf-8")
            return tomllib.loads(self._text)
        except FileNotFoundError:
            return {}
        except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
            self.problems.append(f"{self.path.name} is no valid TOML: {error}")
        except OSError as error:
            self.problems.append(f"{self.path.name} cannot be read: {error.strerror}")
        return {}

    def _headers(self, entries: int) -> list[int]:
        """The line of each entry's header; none where they are written otherwise, or stand in a text of many lines.

        tomllib forgets lines, and tomlkit, which keeps them, tells them to nobody.
        """
        header = re.compile(rf"\s*\[\[\s*[\"']?{self.kind}[\"']?\s*\]\]")
        lines = [number for number, line in enumerate(self._text.splitlines(), 1) if header.match(line)]
        return lines if len(lines) == entries else []

    def finish(self) -> None:
        """Raise SettingsError where anything is wrong."""
        if self.problems:
            raise SettingsError(self.problems)
