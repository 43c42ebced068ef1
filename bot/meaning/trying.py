"""Whether an encoder works: a process of its own is started once, and asked for the meaning of a word."""

import asyncio
import json
import os
import sys
from asyncio.subprocess import DEVNULL, PIPE

from bot.meaning.workers import ENVIRONMENT

_WORD = "Джерело"


async def fault_of(name: str) -> str | None:
    """What an encoder's process said last before it failed; None where it answered."""
    question = json.dumps({"texts": [_WORD], "asks": True}) + "\n"
    process = await asyncio.create_subprocess_exec(
        *(sys.executable, "-m", "bot.meaning.worker", name),
        stdin=PIPE,
        stdout=DEVNULL,
        stderr=PIPE,
        env=os.environ | ENVIRONMENT,
    )
    _, errors = await process.communicate(question.encode())
    if process.returncode == 0:
        return None
    said = [line.strip() for line in errors.decode(errors="replace").splitlines() if line.strip()]
    return said[-1] if said else f"its process ended with {process.returncode}"
