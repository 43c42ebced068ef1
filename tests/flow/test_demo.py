"""The demo goes through to its end in both languages, and finds just the matches that its morning holds."""

import asyncio
import os
import pty
import sys
import termios
from asyncio import create_subprocess_exec
from asyncio.subprocess import PIPE
from pathlib import Path

import pytest

from bot.__main__ import main

pytestmark = pytest.mark.slow


SEEN = {
    "uk": ["цитує дослівно 3 речення", "лише згадує", "пише Олена", "збігів │ 4", "сповіщень надіслано │ 6"],
    "en": ["quotes 3 sentences", "only recalls it", "Olena is writing", "matches │ 4", "alerts sent │ 6"],
}


async def test_the_demo_shows_the_main_job_in_both_languages() -> None:
    async def play(language: str) -> tuple[int | None, str]:
        child = await create_subprocess_exec(
            *[sys.executable, "-m", "bot", "demo", "--plain", "--speed", "500", "--lang", language],
            env={**os.environ, "COLUMNS": "100"},
            stdout=PIPE,
            cwd=Path(__file__).parents[2],
        )
        output, _ = await child.communicate()
        return child.returncode, " ".join(output.decode().split())

    for (code, shown), seen in zip(await asyncio.gather(*map(play, SEEN)), SEEN.values(), strict=True):
        assert code == 0
        assert [words for words in seen if words not in shown] == []


@pytest.mark.parametrize("speed", ["x", "0", "-1", "nan"])
def test_a_speed_that_is_none_is_refused_in_words(speed: str, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as ended:
        main(["demo", f"--speed={speed}"])
    assert ended.value.code == 2
    assert "a number above zero is expected" in " ".join(capsys.readouterr().err.split())


@pytest.mark.parametrize(
    ("arguments", "seen", "code", "last"),
    [
        ([], b"\x1b[?25l", 130, "Показ зупинено"),
        (["--speed", "500", "--stay"], "Олена ▸".encode(), 0, "/start"),
    ],
)
async def test_ctrl_c_ends_the_demo_politely_and_leaves_the_terminal_as_it_was(
    arguments: list[str], seen: bytes, code: int, last: str
) -> None:
    keyboard, terminal = pty.openpty()
    before = termios.tcgetattr(terminal)
    child = await create_subprocess_exec(
        *[sys.executable, "-m", "bot", "demo", "--lang", "uk", *arguments],
        env={**os.environ, "COLUMNS": "100", "LINES": "40", "TERM": "xterm"},
        preexec_fn=lambda: os.login_tty(terminal),
        cwd=Path(__file__).parents[2],
    )
    output = b""
    try:
        while seen not in output:
            output += await asyncio.to_thread(os.read, keyboard, 65536)
        os.write(keyboard, b"\x03")
        while last not in output.decode(errors="ignore"):
            output += await asyncio.to_thread(os.read, keyboard, 65536)
        assert await child.wait() == code
        assert termios.tcgetattr(terminal) == before
        assert output.rfind(b"\x1b[?25h") > output.rfind(b"\x1b[?25l")  # the cursor is seen again
        assert b"Traceback" not in output
    finally:
        if child.returncode is None:
            child.kill()
            await child.wait()
        os.close(keyboard)
        os.close(terminal)
