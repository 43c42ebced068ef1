"""How a command of ours is called on this machine, for messages that a person copies into a terminal."""

import os
import shutil
import sys
from pathlib import Path


def call(command: str = "") -> str:
    """`.venv/bin/python -m bot check` in a checkout, `python -m bot check` where the environment is on the path."""
    return " ".join(part for part in (_python(), "-m bot", command) if part)


def _python() -> str:
    here, found = Path(sys.executable), shutil.which("python")
    if found is not None and Path(found) == here:
        return "python"
    return str(here.relative_to(Path.cwd())) if here.is_relative_to(Path.cwd()) else os.fspath(here)
