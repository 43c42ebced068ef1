"""Who hears without Telegram: outside.toml, read whole, with every problem at once.

An address of Apprise holds passwords, so the file names the variable that has it, and can be kept with the others.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from config.tables import Table, Tables

WHEN = ("always", "undelivered")
_VARIABLE = re.compile(r"[A-Z][A-Z0-9_]*")


@dataclass(frozen=True, slots=True, kw_only=True)
class OutsideEntry:
    """One [[outside]]."""

    name: str
    address: str = field(repr=False)  # of Apprise, with all that is secret in it
    when: str = "always"
    language: str | None = None


def read_outside(path: Path, env: Mapping[str, str]) -> list[OutsideEntry]:
    """The entries of a file, each with its address from the environment; a missing file is an empty list.

    Raises SettingsError.
    """
    tables = Tables(path, "outside")
    entries = [_entry(table, env) for table in tables]
    for table, entry in zip(tables, entries, strict=True):
        table.unique("name", entry.name)
    tables.finish()
    return entries


def _entry(table: Table, env: Mapping[str, str]) -> OutsideEntry:
    table.only("name", "address_from", "when", "language")
    name, variable = table.text("name"), table.text("address_from")
    if name is None:
        table.problem('needs a name that operators know it by, such as name = "Чергова пошта"')
    if variable is None or not _VARIABLE.fullmatch(variable):
        table.problem('needs address_from, the name of a variable, such as address_from = "OUTSIDE_MAIL"')
    elif not env.get(variable):
        table.problem(f"{variable} is not set: write {variable}=<an address of Apprise> into .env")
    return OutsideEntry(
        name=name or "",
        address=env.get(variable or "", ""),
        when=table.choice("when", WHEN) or "always",
        language=table.choice("language", ("uk", "en")),
    )
