"""What the documentation says is true: every command, setting and file that it names exists, and none is missing."""

import re
from pathlib import Path

import pytest

from bot import errors
from bot.__main__ import COMMANDS, EPILOG

ROOT = Path(__file__).resolve().parents[1]
READMES = [ROOT / "README.md", ROOT / "README.uk.md"]
PAGES = [*READMES, *sorted((ROOT / "docs").rglob("*.md")), ROOT / "CHANGELOG.md"]


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_every_file_that_a_page_links_to_is_there(page: Path) -> None:
    links = re.findall(r"\]\((?!https?:)([^)#]+)", page.read_text(encoding="utf-8"))
    assert [link for link in links if not (page.parent / link).exists()] == []


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_every_command_that_a_page_names_exists(page: Path) -> None:
    named = set(re.findall(r"python -m bot ([a-z]+)", page.read_text(encoding="utf-8")))
    assert named - set(COMMANDS) == set()


def test_every_command_is_documented() -> None:
    text = "".join(page.read_text(encoding="utf-8") for page in PAGES)
    assert [command for command in COMMANDS if f"{command}" not in text] == []


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_every_make_target_that_a_page_names_exists(page: Path) -> None:
    targets = set(re.findall(r"^([a-z]+):", (ROOT / "Makefile").read_text(encoding="utf-8"), flags=re.MULTILINE))
    named = set(re.findall(r"(?:`|^)make ([a-z]+)\b", page.read_text(encoding="utf-8"), re.MULTILINE))
    assert named - targets == set()


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_every_module_that_a_page_names_is_there(page: Path) -> None:
    named = set(re.findall(r"\b((?:bot|config|storage|docs)/[\w/]+(?:\.\w+)?)", page.read_text(encoding="utf-8")))
    missing = {name for name in named if not (ROOT / name).exists()}
    assert missing == set()


def test_both_readmes_say_the_same_commands() -> None:
    english, ukrainian = (
        re.findall(r"`([^`\n]*(?:make|python)[^`\n]*)`(?!`)", page.read_text(encoding="utf-8")) for page in READMES
    )
    assert english == ukrainian


def test_help_and_the_documentation_name_every_exit_code() -> None:
    ours = {value for name, value in vars(errors).items() if name.startswith("EXIT_")}
    table = (ROOT / "docs" / "operations.md").read_text(encoding="utf-8")
    documented = {int(code) for code in re.findall(r"^\| (\d+) \|", table, re.MULTILINE)}
    helped = {int(code) for code in re.findall(r"(?<![\w.])(\d+) ", EPILOG)}
    assert documented == helped == {0, 1, 130} | ours


def test_the_procfile_runs_commands_that_exist() -> None:
    lines = (ROOT / "Procfile").read_text(encoding="utf-8").splitlines()
    commands = {line.split(": ")[0]: line.split()[-1] for line in lines}
    assert commands == {"release": "migrate", "worker": "run"}
    assert set(commands.values()) <= set(COMMANDS)
