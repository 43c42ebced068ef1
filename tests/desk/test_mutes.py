"""Mutes for a time, of everything and of a channel: what they hold back comes, once."""

from storage.records import NoticeKind
from tests.desk.counter import EDITOR, Counter
from tests.desk.showing import due, labels, read


async def test_a_mute_for_a_time_holds_everything_and_ends_by_itself(counter: Counter):
    channel = await counter.channel(tier=1)
    muted = await counter.ask(EDITOR, "/mute 2 год")
    assert "Сповіщень про дописи не буде до 10:00" in muted.text
    for text in ("Один", "Два"):
        await counter.post(channel, text)
    assert await read(counter) == []
    counter.clock.move(seconds=7200)
    (digest,) = await read(counter)
    assert digest.startswith("📬 2 дописи")
    await counter.post(channel, "Далі")
    assert len(await read(counter)) == 1


async def test_a_mute_of_a_channel_leaves_the_others_and_a_button_ends_it(counter: Counter):
    one, other = await counter.channel(1), await counter.channel(2)
    muted = await counter.ask(EDITOR, "/mute Channel 1001 8h")
    assert "«Channel 1001»" in muted.text
    for channel in (one, one, other):
        await counter.post(channel, "Допис")
    assert len(await read(counter)) == 1
    assert "Channel 1001" in await counter.tell(EDITOR, "/quiet")
    answer = await counter.press(EDITOR, labels(muted)["🔔 Надсилати знову"])
    assert answer.show is not None
    (digest,) = await read(counter)
    assert digest.startswith("📬 2 дописи")


async def test_unmuting_brings_everything_back(counter: Counter):
    channel = await counter.channel()
    for text in ("/mute", "/mute 3h", "/mute Channel 1001 8h", "/unmute"):
        await counter.tell(EDITOR, text)
    await counter.post(channel, "Допис")
    assert len(await read(counter)) == 1


async def test_a_button_turns_a_mute_without_an_end_into_one_for_a_time(counter: Counter):
    channel = await counter.channel()
    muted = await counter.ask(EDITOR, "/mute")
    await counter.post(channel, "Не для мене")
    await counter.press(EDITOR, labels(muted)["🔕 3 год"])
    await counter.post(channel, "Потім")
    assert await read(counter) == []
    counter.clock.move(seconds=3 * 3600)
    (alert,) = await read(counter)
    assert "Потім" in alert


async def test_unmuting_one_channel_says_that_everything_is_muted_still(counter: Counter):
    await counter.channel(1)
    await counter.ask(EDITOR, "/mute")
    told = await counter.ask(EDITOR, "/unmute @channel_1001")
    assert "вимкнено все" in told.text
    await counter.press(EDITOR, labels(told)["🔔 Надсилати знову"])
    assert (await counter.person(EDITOR)).muted_at is None


async def test_a_digest_after_a_restored_database_has_the_same_key(counter: Counter):
    channel = await counter.channel(tier=2)
    await counter.tell(EDITOR, "/mute 1h")
    for text in ("Один", "Два"):
        await counter.post(channel, text)
    counter.clock.move(seconds=3600)
    await counter.store.schedules.end(at=counter.clock())
    (digest,) = await due(counter)
    assert digest.notice is not None
    assert digest.notice.kind is NoticeKind.QUIET
    assert digest.key.endswith("|2")
