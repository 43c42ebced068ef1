"""The operator's lists come into storage: what is new or changed, and nothing before both are right."""

from pathlib import Path

import pytest

from bot.lists import bring_in
from config.settings import SettingsError
from storage.api import Store
from storage.records import FeedKind, Mode, PersonId
from tests.builders import MORNING

CHANNELS = """
[[channel]]
username = "genshtab_test"
aliases = ["Генштаб"]
tier = 1
mode = "poll"
"""
FEEDS = """
[[feed]]
url = "https://visnyk.example/rss"
site = "Вісник"
ours = true
kind = "rss"
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "channels.toml").write_text(CHANNELS, encoding="utf-8")
    (tmp_path / "feeds.toml").write_text(FEEDS, encoding="utf-8")
    return tmp_path


async def test_both_lists_are_brought_in_whole(store: Store, folder: Path) -> None:
    await bring_in(store, folder, at=MORNING)
    (channel,) = await store.channels.all()
    assert (channel.spec.username, channel.spec.aliases, channel.spec.tier) == ("genshtab_test", ("Генштаб",), 1)
    assert channel.spec.mode is Mode.POLL
    (feed,) = await store.feeds.all()
    assert (feed.spec.site, feed.spec.ours, feed.spec.kind) == ("Вісник", True, FeedKind.RSS)


async def test_an_entry_that_has_not_changed_does_not_undo_what_operators_did(store: Store, folder: Path) -> None:
    await bring_in(store, folder, at=MORNING)
    (channel,) = await store.channels.all()
    await store.channels.unwatch(channel.id, by=PersonId(1), at=MORNING)
    await bring_in(store, folder, at=MORNING)
    assert await store.channels.all() == []


async def test_a_mistake_in_one_list_keeps_the_other_out(store: Store, folder: Path) -> None:
    (folder / "feeds.toml").write_text("[[feed]]\nurl = 7", encoding="utf-8")
    with pytest.raises(SettingsError, match=r"feeds\.toml"):
        await bring_in(store, folder, at=MORNING)
    assert await store.channels.all() == []
