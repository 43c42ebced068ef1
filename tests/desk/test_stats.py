"""Numbers of a week: as a picture, and as a table for those who want numbers."""

import struct
from datetime import timedelta
from pathlib import Path

import pytest

from bot.charts.drawer import Drawer
from bot.shelf import Shelf
from storage.api import Store
from storage.records import PostId
from tests.desk.counter import EDITOR, REPORTER, Counter
from tests.desk.showing import labels

MINUTE = timedelta(minutes=1)


async def article(counter: Counter, post: PostId, *, after: timedelta, ours: bool, number: int) -> None:
    """A site writes a post up; the clock is there then."""
    counter.clock.move(seconds=after.total_seconds())
    await counter.publish(post, site=f"Сайт {number}", number=number, ours=ours)


@pytest.fixture
async def week(counter: Counter) -> Counter:
    """Three posts of a channel and one of another; of one, we wrote after ten minutes, somebody else after fifteen."""
    one, other = await counter.channel(1, title="ДСНС"), await counter.channel(2, title="Мерія $_{x}$")
    at = counter.clock()
    first = await counter.post(one, "перший", sent_at=at)
    for hours in (1, 30):
        await counter.post(one, "ще", sent_at=at - timedelta(hours=hours))
    await counter.post(other, "інший", sent_at=at)
    await counter.post(other, "давній", sent_at=at - timedelta(days=20))
    await article(counter, first, after=10 * MINUTE, ours=True, number=1)
    await article(counter, first, after=5 * MINUTE, ours=False, number=2)
    return counter


async def test_the_table_says_what_came_and_how_soon_it_was_written_up(week: Counter):
    lines = (await week.tell(REPORTER, "/stats")).split("\n")
    assert lines[:3] == [
        "📊 23.02 – 02.03: 4 дописи",
        "📰 ми: 1, половина — за 10 хв або швидше",
        "📰 інші: 1, половина — за 15 хв або швидше",
    ]
    assert [line.split() for line in lines if line.startswith(("ДСНС", "Мерія"))] == [
        ["ДСНС", "1", "1", "1", "0", "0", "0"],
        ["Мерія", "$_{x}$", "0", "0", "1", "0", "0", "0"],
    ]
    assert [line.split() for line in lines if line.startswith(("ми ", "інші "))] == [
        ["ми", "10", "10", "10"],
        ["інші", "15", "15", "15"],
    ]


@pytest.mark.parametrize(
    ("after", "half"),
    [
        (timedelta(seconds=20), "половина — менш ніж за хвилину"),
        (timedelta(hours=28), "половина — за 1 день 4 год або швидше"),
        (timedelta(days=3), "половина — за 3 дні або швидше"),
    ],
)
async def test_how_soon_half_was_written_up_agrees_with_its_preposition(counter: Counter, after: timedelta, half: str):
    post = await counter.post(await counter.channel(), "Міст відкрито", sent_at=counter.clock())
    await article(counter, post, after=after, ours=False, number=1)
    assert f"інші: 1, {half}" in (await counter.tell(REPORTER, "/stats")).split("\n")[1]


async def test_a_month_is_a_press_away(week: Counter):
    first = await week.ask(REPORTER, "/stats")
    answer = await week.press(REPORTER, labels(first)["Місяць"])
    assert answer.show is not None
    assert "5 дописів" in answer.show.text
    assert "✅ Місяць" in labels(answer.show)


async def test_a_desk_with_nothing_yet_is_told_so(counter: Counter):
    told = await counter.tell(EDITOR, "/stats")
    assert "0 дописів" in told
    assert "ours = true" in told


async def test_the_picture_stands_above_its_words_and_comes_once(week: Counter, tmp_path: Path, store: Store):
    shelf = Shelf(tmp_path / "media")
    week.desk = week.draw(shelf)
    message = await week.ask(REPORTER, "/stats")
    picture = week.sender.last.picture
    assert picture is not None
    content = picture.read_bytes()
    assert content.startswith(b"\x89PNG")
    assert struct.unpack(">II", content[16:24]) == (1080, 1290)
    assert len(content) > 20_000, "something is drawn"
    assert message.text.startswith("📊 23.02 – 02.03: 4 дописи")
    assert labels(message)["🔢 Таблиця"] == "stats_table:7"
    table = await week.press(REPORTER, "stats_table:7")
    assert table.reply is not None, "a caption has no room for it"


async def test_what_cannot_be_drawn_comes_as_a_table(week: Counter, tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    week.desk = week.draw(Shelf(tmp_path / "media"))
    monkeypatch.setattr(Drawer, "can_draw", False)
    assert "ДСНС" in await week.tell(REPORTER, "/stats")
    assert week.sender.last.picture is None
