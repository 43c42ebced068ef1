"""The application as a process of its own: how it starts, how it ends, and what a crash leaves behind."""

import signal

import pytest

from bot.errors import EXIT_SESSION, EXIT_SETTINGS
from bot.sandbox.newsroom import Newsroom
from bot.sandbox.telegram.world.channels import Channel
from tests.flow.hanging import SILENT, hang
from tests.flow.processes import greeted, process, told, watching

pytestmark = pytest.mark.slow


async def test_sigterm_ends_it_while_a_name_is_looked_up_and_a_page_is_read(room: Newsroom, channel: Channel) -> None:
    site = await room.open_site("Вісник")
    site.publish(title="Міст відкрили", paragraphs=("Рух мостом відновили вранці, повідомив голова громади.",))
    room.add_feed(f"http://{SILENT}/rss.xml", "Мовчазний")
    async with process(room, before=hang) as child:
        assert child.stderr is not None
        await greeted(room)
        awaited = {b"hangs: name\n", b"hangs: page\n"}
        while awaited:
            awaited.discard(await child.stderr.readline())
        child.send_signal(signal.SIGTERM)
        assert await child.wait() == 0  # both hang for ever: whatever waited for them would too


async def test_wrong_settings_end_it_at_once_and_name_every_problem(room: Newsroom) -> None:
    async with process(room, OWNER_ID="", TIMEZONE="Europe/Kiyv") as child:
        _, errors = await child.communicate()
    assert child.returncode == EXIT_SETTINGS
    assert b"OWNER_ID is not set" in errors
    assert b"TIMEZONE" in errors


async def test_a_malformed_list_ends_it_before_anything_is_touched(room: Newsroom) -> None:
    async with process(room, "check") as child:
        (room.folder / "channels.toml").write_text("[[channel]]\nusername = 7", encoding="utf-8")
        output, _ = await child.communicate()
    assert child.returncode == EXIT_SETTINGS
    assert b"channels.toml" in output


async def test_check_warns_of_a_setting_that_nobody_reads_and_of_a_missing_list(room: Newsroom) -> None:
    (room.folder / "none.env").write_text("TELEGRAM_BOT_TOKN=1\n", encoding="utf-8")
    async with process(room, "check") as child:
        output, _ = await child.communicate()
    shown = " ".join(output.decode().split())
    assert child.returncode == 0
    assert "! settings nobody reads TELEGRAM_BOT_TOKN: did you mean TELEGRAM_BOT_TOKEN?" in shown
    async with process(room, "check", CONFIG_DIR=str(room.folder / "nowhere")) as child:
        output, _ = await child.communicate()
    assert child.returncode == EXIT_SETTINGS
    assert b"0 entries" not in output


async def test_a_dead_session_tells_editors_and_ends_with_its_own_code(room: Newsroom, channel: Channel) -> None:
    async with process(room) as child:
        chat = await greeted(room)
        before = len(chat.received)
        room.server.faults.end_sessions(room.watcher)
        room.server.kill_connections(room.watcher)
        _, errors = await child.communicate()
    assert child.returncode == EXIT_SESSION
    assert b"python -m bot login" in errors
    assert len(chat.received) == before + 1, "editors were not told, or told twice"


async def test_a_dead_session_is_told_even_to_editors_who_have_just_had_many_alerts(
    room: Newsroom, channel: Channel
) -> None:
    room.changes.clear()  # the usual pace: one message a second, after five at once
    async with process(room) as child:
        chat = await greeted(room)
        await watching(child)
        for number in range(9):
            channel.post(f"Допис номер {number}.")
        await room.world.until(lambda: told(chat) >= 4, timeout=20)
        room.server.faults.end_sessions(room.watcher)
        room.server.kill_connections(room.watcher)
        await child.communicate()
    assert child.returncode == EXIT_SESSION
    assert any("Допис" not in message.text for message in chat.received[1:]), "editors were not told"


async def test_no_secret_is_logged(room: Newsroom, channel: Channel) -> None:
    async with process(room, LOG_LEVEL="DEBUG") as child:
        await greeted(room)
        child.send_signal(signal.SIGTERM)
        output, errors = await child.communicate()
    assert child.returncode == 0
    logged = (output + errors).decode()
    assert "channel_followed" in logged
    for name in ("TELEGRAM_SESSION", "TELEGRAM_BOT_TOKEN", "TELEGRAM_API_HASH"):
        assert room.env[name] not in logged


async def test_check_online_looks_at_the_accounts_and_each_channel(room: Newsroom, channel: Channel) -> None:
    room.watch(room.world.add_channel("rechnyk_test", title="Речник"))
    async with process(room, "check", "--online", "--json") as child:
        output, _ = await child.communicate()
    assert child.returncode == 0
    assert '"what": "@genshtab_test", "ok": true' in output.decode()
    assert '"what": "bot token", "ok": true' in output.decode()
