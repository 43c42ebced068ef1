"""What `check` found: one line for each thing that it looked at."""

from collections.abc import Callable, Sized
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeVar

T = TypeVar("T")


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """One thing looked at."""

    what: str
    ok: bool
    words: str
    warning: bool = False  # worth a look, but nothing fails because of it


def show(findings: list[Finding]) -> None:
    """The findings as lines."""
    from rich.console import Console
    from rich.markup import escape
    from rich.table import Table

    table = Table(box=None, show_header=False, pad_edge=False)
    for finding in findings:
        mark = "[yellow]![/]" if finding.warning else "[green]✓[/]" if finding.ok else "[red]✗[/]"
        table.add_row(mark, escape(finding.what), escape(finding.words))
    Console(highlight=False).print(table)


def attempt(what: str, read: Callable[[], T], words: Callable[[Any], str]) -> tuple[T | None, list[Finding]]:
    """Read something; a finding for it, or one for each problem."""
    from config.settings import SettingsError
    from storage.errors import StorageError

    try:
        found = read()
    except StorageError as error:
        return None, [Finding(what=what, ok=False, words=str(error))]
    except SettingsError as error:
        return None, [Finding(what=what, ok=False, words=problem) for problem in error.problems]
    return found, [Finding(what=what, ok=True, words=words(found))]


def missing(file: Path, remedy: str) -> list[Finding]:
    """A finding where a file is not there."""
    if file.is_file():
        return []
    return [Finding(what=file.name, ok=False, words=f"there is no {file.absolute()}: {remedy}")]


def counted(entries: Sized) -> str:
    """How many there are."""
    return f"{len(entries)} " + ("entry" if len(entries) == 1 else "entries")
