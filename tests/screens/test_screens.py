"""`docs/editors.md` shows every screen and says what every button does; `make screens` writes it anew."""

import os
import re
from pathlib import Path

import pytest

from bot.alerts.render import render
from bot.desk.buttons import ACTIONS
from bot.desk.roles import RIGHTS
from bot.message import TEXT_LIMIT, units
from bot.shelf import Shelf
from storage.api import Store
from storage.records import NoticeKind, Role
from tests.alerts.scenes import NOON, notice_of
from tests.builders import member, owner
from tests.desk.counter import EDITOR, OPERATOR, REPORTER, Counter
from tests.screens.buttons import BUTTONS
from tests.screens.notices import FACTS, TITLES
from tests.screens.page import HEAD, Screen, rest, section
from tests.screens.playing import ACTS, Day, long_shift, steady

PAGE = Path(__file__).parents[2] / "docs" / "editors.md"


@pytest.fixture
async def day(store: Store, tmp_path: Path) -> Day:
    await owner(store)
    for who, role in ((REPORTER, Role.REPORTER), (EDITOR, Role.EDITOR), (OPERATOR, Role.OPERATOR)):
        await member(store, who, role)
    counter = Counter(store)
    for who in (REPORTER, EDITOR, OPERATOR):  # they are called as they write
        await counter.tell(who, "/help")
    counter.desk = counter.draw(Shelf(tmp_path / "media"))
    return Day(counter)


@pytest.mark.slow
async def test_the_page_of_screens_is_what_the_bot_shows(day: Day):
    known: set[str] = set()
    parts = [HEAD]
    for title, act in ACTS:
        await act(day)
        parts.append(section(title, day.screens, known=known))
        day.screens.clear()
    notices = [Screen(TITLES[kind], render(notice_of(kind, **facts), now=NOON)) for kind, facts in FACTS.items()]
    parts.append(section("Що бот каже сам", notices, known=known))
    parts.append(rest([await long_shift(day)], known=known))
    page = steady("".join(parts))
    if os.environ.get("SCREENS") == "write":
        PAGE.write_text(page, encoding="utf-8")
    assert PAGE.read_text(encoding="utf-8") == page, "what the bot shows has changed: make screens, and read the change"
    assert not [right.name for right in RIGHTS if f"/{right.name}" not in page]
    assert not BUTTONS.keys() - known, "each button is explained beside what stands on it"
    assert all(units(screen) <= TEXT_LIMIT for screen in re.findall(r"```text\n(.*?)```", page, flags=re.DOTALL))


def test_every_button_is_explained_and_every_notice_shown():
    assert set(BUTTONS) == set(ACTIONS)
    assert set(FACTS) == set(TITLES) == set(NoticeKind)


def test_headings_are_written_for_editors():
    """No names out of the code: Latin letters are those of commands and of Telegram."""
    headings = re.findall(r"^##+ (.+)$", PAGE.read_text(encoding="utf-8"), flags=re.MULTILINE)
    plain = [re.sub(r"/[a-z]+( (editor|@[a-z_]+))?|Telegram", "", heading) for heading in headings]
    assert [heading for heading in plain if re.search("[a-z]", heading, re.IGNORECASE)] == []
