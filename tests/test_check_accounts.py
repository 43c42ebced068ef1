"""`check` says how the watching accounts are, from the database."""

from pathlib import Path

from bot.commands.check import Finding
from bot.commands.check_accounts import findings_of_accounts
from bot.sandbox.telegram.server import TelegramServer
from bot.sandbox.telegram.world.world import World
from config.settings import read_settings
from storage.opening import open_store
from storage.records import Assignment
from tests.builders import MORNING, watched


async def findings(database: Path, **changes: str) -> list[Finding]:
    world = World()
    session = TelegramServer(world).session_for(world.add_user("Спостерігач"))
    settings = read_settings(
        {
            "TELEGRAM_API_ID": "1",
            "TELEGRAM_API_HASH": "0" * 32,
            "TELEGRAM_SESSION": session,
            "TELEGRAM_BOT_TOKEN": "1:" + "A" * 35,
            "OWNER_ID": "1",
            "DATABASE_URL": f"sqlite:///{database}",
            **changes,
        }
    )
    return [finding async for finding in findings_of_accounts(settings)]


async def test_before_the_first_start_there_is_nothing_to_say(tmp_path: Path) -> None:
    assert await findings(tmp_path / "none.db") == []


async def test_each_account_is_named_with_what_it_follows_and_who_is_signed_out_is_a_warning(tmp_path: Path) -> None:
    database = tmp_path / "test.db"
    async with open_store(f"sqlite:///{database}") as store:
        fire, council = await watched(store, 1), await watched(store, 2)
        for number, name in ((7, "Спостерігач"), (8, "Другий")):
            await store.accounts.seen(number, name=name, session=name, at=MORNING)
        moved = {channel.id: Assignment(account=7, backup=8) for channel in (fire, council)}
        await store.accounts.assign(moved, at=MORNING)
        await store.accounts.lost(8, error="ended", at=MORNING)
    well, lost = await findings(database)
    assert (well.what, well.words, well.warning) == ("account Спостерігач", "follows 2, backs 0", False)
    assert lost.warning
    assert "login" in lost.words
    *_, full = await findings(database, CHANNELS_PER_ACCOUNT="1")
    assert full.words.startswith("2 channels are to be joined, but 1 × 1 is all that fits")
