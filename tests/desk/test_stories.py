"""Stories that somebody mutes: answers, forwards and the same said again wait, and come as one digest."""

from storage.records import Origin
from tests.desk.counter import EDITOR, OPERATOR, Counter
from tests.desk.showing import labels, read


async def test_a_muted_story_keeps_its_answers_and_forwards_back_and_nothing_else(counter: Counter):
    one, other = await counter.channel(1), await counter.channel(2)
    post = await counter.post(one, "Початок історії", message_id=700)
    assert len(await read(counter)) == 1
    muted = await counter.press(EDITOR, f"mute_story:{post}")
    assert muted.reply is not None
    assert "до 16:00" in muted.reply.text
    assert "історія «Початок історії»" in await counter.tell(EDITOR, "/quiet")
    await counter.post(one, "Відповідь", message_id=701, reply_to=700)
    origin = Origin(name=one.title, telegram_id=one.telegram_id, message_id=701)
    await counter.post(other, "Переслана відповідь", message_id=702, forward=origin)
    await counter.post(one, "Про інше", message_id=703)
    (alert,) = await read(counter)
    assert "Про інше" in alert
    assert len(await read(counter, OPERATOR)) == 3, "others hear of everything, of the forward as one more channel"
    await counter.press(EDITOR, labels(muted.reply)["🔔 Надсилати знову"])
    (digest,) = await read(counter)
    assert "Відповідь" in digest
    assert "історія" not in await counter.tell(EDITOR, "/quiet")


async def test_a_muted_story_comes_as_a_digest_when_its_time_is_over(counter: Counter):
    channel = await counter.channel(1)
    post = await counter.post(channel, "Початок історії", message_id=700)
    await counter.press(EDITOR, f"mute_story:{post}")
    await read(counter)
    for number in (701, 702):
        await counter.post(channel, f"Відповідь {number}", message_id=number, reply_to=number - 1)
    counter.clock.move(seconds=8 * 3600 - 1)
    assert await read(counter) == []
    counter.clock.move(seconds=1)
    (digest,) = await read(counter)
    assert "Відповідь 701" in digest
    assert "Відповідь 702" in digest


async def test_unmute_ends_the_mutes_of_stories_too(counter: Counter):
    channel = await counter.channel(1)
    post = await counter.post(channel, "Початок історії", message_id=700)
    await counter.press(EDITOR, f"mute_story:{post}")
    await read(counter)
    await counter.tell(EDITOR, "/unmute")
    await counter.post(channel, "Відповідь", message_id=701, reply_to=700)
    (alert,) = await read(counter)
    assert "Відповідь" in alert


async def test_a_story_of_a_post_that_is_gone_cannot_be_muted(counter: Counter):
    assert "вже немає" in (await counter.press(EDITOR, "mute_story:999")).text
