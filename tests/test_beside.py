"""A process beside the application never outlives whoever asked for it."""

import asyncio
from typing import Any

import pytest

from bot.beside import Beside


async def test_a_process_whose_caller_leaves_while_it_starts_is_ended(monkeypatch: pytest.MonkeyPatch) -> None:
    start, made, go_on = asyncio.create_subprocess_exec, asyncio.Event(), asyncio.Event()
    started: list[asyncio.subprocess.Process] = []

    async def starts_slowly(*command: str, **how: Any) -> asyncio.subprocess.Process:
        started.append(await start(*command, **how))
        made.set()
        await go_on.wait()
        return started[-1]

    monkeypatch.setattr(asyncio, "create_subprocess_exec", starts_slowly)
    beside = Beside("json.tool")
    asking = asyncio.ensure_future(beside.ask({}, asyncio.StreamReader.read))
    await made.wait()
    asking.cancel()
    await asyncio.sleep(0)  # it hears of it before the process is there
    go_on.set()
    with pytest.raises(asyncio.CancelledError):
        await asking
    assert started[0].returncode is not None
