"""The demo goes through to its end in both languages, and finds just the matches that its morning holds."""

import os
import sys
from asyncio import create_subprocess_exec
from asyncio.subprocess import PIPE
from pathlib import Path

import pytest

pytestmark = pytest.mark.slow


@pytest.mark.parametrize(
    ("language", "seen"),
    [
        ("uk", ["цитує дослівно 3 речення", "лише згадує", "пише Олена", "збігів │ 4", "сповіщень надіслано │ 6"]),
        ("en", ["quotes 3 sentences", "only recalls it", "Olena is writing", "matches │ 4", "alerts sent │ 6"]),
    ],
)
async def test_the_demo_shows_the_main_job(language: str, seen: list[str]) -> None:
    command = [sys.executable, "-m", "bot", "demo", "--plain", "--speed", "50", "--lang", language]
    child = await create_subprocess_exec(
        *command, env={**os.environ, "COLUMNS": "100"}, stdout=PIPE, cwd=Path(__file__).parents[2]
    )
    output, _ = await child.communicate()
    shown = " ".join(output.decode().split())
    assert child.returncode == 0
    assert [words for words in seen if words not in shown] == []
