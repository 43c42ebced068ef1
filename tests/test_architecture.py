"""The house: small rooms, imports one way (`make arch` checks those), and nothing of this machine in the repository."""

import ast
import re
import subprocess
import sys
from functools import cache
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
SOURCES = sorted(path for folder in ("bot", "config", "storage", "bench") for path in (ROOT / folder).rglob("*.py"))
MOST_LINES = 260
MOST_FUNCTION_LINES = 50
FORBIDDEN_NAMES = {"utils", "helpers", "manager", "base", "common"}
TOKEN = re.compile(r"\b\d{8,10}:[A-Za-z0-9_-]{35}\b")
MACHINE_PATH = re.compile(r"(?<![\w.])/(?:home|root|tmp|work)/\w")


@cache
def nodes() -> list[tuple[Path, ast.AST]]:
    """Every node of the code's syntax trees."""
    return [(path, node) for path in SOURCES for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))]


def test_files_stay_small() -> None:
    assert {
        str(path): n for path in SOURCES if (n := len(path.read_text(encoding="utf-8").splitlines())) > MOST_LINES
    } == {}


def test_functions_stay_small() -> None:
    long = [
        f"{path}:{node.lineno} {node.name}"
        for path, node in nodes()
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
        and (node.end_lineno or node.lineno) - node.lineno > MOST_FUNCTION_LINES
    ]
    assert long == []


def test_files_are_named_after_what_they_hold() -> None:
    assert [str(path) for path in SOURCES if path.stem in FORBIDDEN_NAMES] == []


def test_no_error_is_dropped_in_silence() -> None:
    silent = [
        f"{path}:{node.lineno}"
        for path, node in nodes()
        if isinstance(node, ast.ExceptHandler)
        and (node.type is None or (len(node.body) == 1 and isinstance(node.body[0], ast.Pass)))
    ]
    assert silent == []


def test_no_secret_and_no_path_of_a_machine_is_kept() -> None:
    found = []
    for path in ROOT.rglob("*"):
        parts = path.relative_to(ROOT).parts
        kept_out = parts[0].startswith(".") or parts[0] in {"data", "build"} or path.suffix in {".png", ".lock", ".pyc"}
        if kept_out or not path.is_file() or path == Path(__file__):
            continue
        text = path.read_text(encoding="utf-8", errors="ignore")
        found += [f"{path}: {match[0]}" for pattern in (TOKEN, MACHINE_PATH) for match in pattern.finditer(text)]
    assert found == []


@pytest.mark.parametrize("command", ["--help", "check --help", "migrate --help"])
def test_help_does_not_import_what_it_does_not_need(command: str) -> None:
    code = (
        "import sys\nfrom bot.__main__ import main\n"
        "try:\n    main(sys.argv[1:])\nexcept SystemExit:\n    print(*sys.modules)"
    )
    done = subprocess.run(
        [sys.executable, "-c", code, *command.split()], cwd=ROOT, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0
    assert {"telethon", "trafilatura", "simplemma", "lingua"} & set(done.stdout.split()) == set()
