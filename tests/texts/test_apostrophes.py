"""Ukrainian that people read is written with one apostrophe."""

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
READ = ("bot/texts/locale/uk.po", "bot/sandbox/demo/uk.toml", "README.uk.md", "docs/editors.md")
OTHER = re.compile("\\w*[а-яіїєґ]['`´ʹʼ‘′＇][а-яіїєґ]\\w*", re.IGNORECASE)  # all but ’, U+2019


@pytest.mark.parametrize("name", READ)
def test_ukrainian_that_people_read_has_one_apostrophe(name: str):
    assert OTHER.findall((ROOT / name).read_text(encoding="utf-8")) == []
