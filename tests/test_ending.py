"""How a command ends whose output nobody reads any more: `python -m bot check | head -1`."""

import argparse
import os
import subprocess
import sys
from pathlib import Path

import pytest

from bot.commands.ending import guarded
from bot.errors import EXIT_UNREAD

ROOT = Path(__file__).parent.parent


@pytest.mark.parametrize("form", [(), ("--json",)], ids=["text", "json"])
def test_a_closed_pipe_ends_a_command_quietly(form: tuple[str, ...], tmp_path: Path) -> None:
    reader, writer = os.pipe()
    os.close(reader)
    command = [sys.executable, "-m", "bot", "check", "--env", str(tmp_path / "none.env"), *form]
    places = {"CONFIG_DIR": str(tmp_path), "DATABASE_URL": f"sqlite:///{tmp_path / 'test.db'}", "ENCODER": "none"}
    ended = subprocess.run(
        command, cwd=ROOT, env=os.environ | places, stdout=writer, stderr=subprocess.PIPE, text=True, check=False
    )
    os.close(writer)
    assert (ended.returncode, ended.stderr) == (EXIT_UNREAD, "")


def test_another_pipe_that_breaks_is_an_error(caplog: pytest.LogCaptureFixture) -> None:
    def run(_: argparse.Namespace) -> int:
        raise BrokenPipeError

    assert guarded(run, argparse.Namespace()) == 1
    assert "unexpected_error" in caplog.text
