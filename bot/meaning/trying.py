"""Whether an encoder works: a process of its own is started once, and asked for the meaning of a word."""

import asyncio
import json
import os
import sys
from asyncio.subprocess import DEVNULL, PIPE

from bot.meaning.workers import ENVIRONMENT

_WORD = "Джерело"
_SECONDS = 60  # a model is loaded in one or two


async def fault_of(name: str, *, within: float = _SECONDS) -> str | None:
    """What an encoder's process said last before it failed; None where it answered. It has so many seconds."""
    question = json.dumps({"texts": [_WORD], "asks": True}) + "\n"
    process = await asyncio.create_subprocess_exec(
        *(sys.executable, "-m", "bot.meaning.worker", name),
        stdin=PIPE,
        stdout=DEVNULL,
        stderr=PIPE,
        env=os.environ | ENVIRONMENT,
    )
    try:
        async with asyncio.timeout(within):
            _, errors = await process.communicate(question.encode())
    except TimeoutError:
        return f"it said nothing for {within:g} seconds"
    finally:
        if process.returncode is None:
            process.kill()
            await process.wait()
    if process.returncode == 0:
        return None
    said = [line.strip() for line in errors.decode(errors="replace").splitlines() if line.strip()]
    return said[-1] if said else f"its process ended with {process.returncode}"
