"""The demo goes through to its end in both languages, and finds just the matches that its morning holds."""

import asyncio
import os
import pty
import sys
import termios
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path
from subprocess import Popen

import pytest

from bot.__main__ import main
from tests.forked import fork

pytestmark = pytest.mark.slow


SEEN = {
    "uk": [
        "цитує дослівно 2 речення",
        "лише згадує",
        "пише Олена",
        "статей за дописами │ 4",
        "сповіщень надіслано │ 6",
        " с Редакція відкривається",
    ],
    "en": ["quotes 2 sentences", "only recalls it", "Olena is writing", "articles from posts │ 4", "alerts sent │ 6"],
}


def missing(language: str, shown: str) -> list[str]:
    """What ought to be seen and was not, however the lines are broken."""
    return [words for words in SEEN[language] if words not in " ".join(shown.split())]


async def test_the_demo_shows_the_main_job_in_english() -> None:
    child = await fork(["demo", "--plain", "--speed", "500", "--lang", "en"], {**os.environ, "COLUMNS": "100"})
    output, _ = await child.communicate()
    assert (child.returncode, missing("en", output.decode())) == (0, [])


async def test_the_demo_shows_the_main_job_in_ukrainian_and_stays_until_ctrl_c() -> None:
    async with demo("--plain", "--speed", "500", "--stay") as terminal:
        await terminal.shows("Олена ▸")
        terminal.press(b"\x03")
        await terminal.shows("напишіть своєму ботові /start")
        assert await terminal.ended() == 0
        assert missing("uk", terminal.output.decode()) == []


async def test_ctrl_c_ends_the_demo_politely_and_leaves_the_terminal_as_it_was() -> None:
    async with demo() as terminal:
        await terminal.shows("\x1b[?25l")
        terminal.press(b"\x03")
        await terminal.shows("Показ зупинено")
        assert await terminal.ended() == 130
        assert terminal.is_as_before()
        assert terminal.output.rfind(b"\x1b[?25h") > terminal.output.rfind(b"\x1b[?25l")  # the cursor is seen again
        assert b"Traceback" not in terminal.output


@dataclass
class Terminal:
    """What a person sits at."""

    keyboard: int
    child: Popen[bytes]
    is_as_before: Callable[[], bool]
    output: bytes = b""

    async def shows(self, words: str) -> None:
        """Read until it does."""
        while words.encode() not in self.output:
            self.output += await asyncio.to_thread(os.read, self.keyboard, 65536)

    async def ended(self) -> int:
        """How the demo ended."""
        return await asyncio.to_thread(self.child.wait)

    def press(self, keys: bytes) -> None:
        """Type."""
        os.write(self.keyboard, keys)


@asynccontextmanager
async def demo(*arguments: str) -> AsyncIterator[Terminal]:
    """The demo in Ukrainian, in a terminal."""
    keyboard, terminal = pty.openpty()
    before = termios.tcgetattr(terminal)
    child = Popen(  # noqa: ASYNC220 - libuv's processes cannot take a terminal over
        [sys.executable, "-m", "bot", "demo", "--lang", "uk", *arguments],
        env={**os.environ, "COLUMNS": "100", "LINES": "40", "TERM": "xterm"},
        preexec_fn=lambda: os.login_tty(terminal),  # noqa: PLW1509 - it is one system call
        cwd=Path(__file__).parents[2],
    )
    os.close(terminal)  # where the demo dies, reading fails, and does not wait for ever
    try:
        yield Terminal(keyboard, child, lambda: termios.tcgetattr(keyboard) == before)
    finally:
        if child.poll() is None:
            child.kill()
            child.wait()
        os.close(keyboard)


@pytest.mark.parametrize("speed", ["x", "0", "-1", "nan"])
def test_a_speed_that_is_none_is_refused_in_words(speed: str, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as ended:
        main(["demo", f"--speed={speed}"])
    assert ended.value.code == 2
    assert "a number above zero is expected" in " ".join(capsys.readouterr().err.split())
