"""Where what was learned is written. The place is looked at first: learning takes long."""

import json
import os
import tempfile
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from bot.evaluation.errors import NoPlace


def refuse_unwritable(file: Path) -> None:
    """Refuse a file that could not be written, changing nothing. Raises NoPlace."""
    try:
        if file.exists():
            os.close(os.open(file, os.O_WRONLY))
        else:
            tempfile.TemporaryFile(dir=file.parent).close()
    except OSError as error:
        raise _no_place(file, error) from error


def write(file: Path, learned: Mapping[str, Any]) -> None:
    """Write what was learned. Raises NoPlace."""
    try:
        file.write_text(json.dumps(learned, ensure_ascii=False, indent=2) + "\n", encoding="utf-8")
    except OSError as error:
        raise _no_place(file, error) from error


def _no_place(file: Path, error: OSError) -> NoPlace:
    return NoPlace(
        f"{file} cannot be written ({error.strerror}): name a file in a folder that is there and may be written, "
        "with --output."
    )
