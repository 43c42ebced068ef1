"""The project's own labelled set, and a maker of small ones."""

import json
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import pytest

OWN_SET = Path(__file__).resolve().parents[1] / "data" / "labelled"
Write = Callable[..., Path]


@pytest.fixture
def own_set() -> Path:
    return OWN_SET


@pytest.fixture
def write(tmp_path: Path) -> Write:
    """Writes the three files; a text stands for a line as it is."""

    def written(posts: Sequence[Any] = (), articles: Sequence[Any] = (), pairs: Sequence[Any] = ()) -> Path:
        for name, rows in (("posts", posts), ("articles", articles), ("pairs", pairs)):
            lines = (row if isinstance(row, str) else json.dumps(row, ensure_ascii=False) for row in rows)
            (tmp_path / f"{name}.jsonl").write_text("\n".join(lines), encoding="utf-8")
        return tmp_path

    return written
