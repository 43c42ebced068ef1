"""What somebody took and did not write is free again, and they are reminded."""

from datetime import timedelta

from bot.alerts.render import render
from bot.claims import Claims
from storage.api import Store
from storage.records import ClaimState, NoticeKind, PostId, Stage
from tests.builders import feed_item, feed_spec
from tests.desk.counter import EDITOR, OWNER, Counter

LASTING = timedelta(minutes=20)


async def look(counter: Counter, lasting: timedelta | None = LASTING) -> None:
    await Claims(store=counter.store, bells=counter.bells, now=counter.clock, lasting=lasting).look()


async def reminders(counter: Counter) -> list[tuple[int, object]]:
    due = await counter.store.alerts.due(counter.clock(), limit=99)
    return [
        (alert.person.id, alert.notice.data["post"])
        for alert in due
        if alert.notice and alert.notice.kind is NoticeKind.CLAIM_LAPSED
    ]


async def state(store: Store, post: PostId) -> ClaimState | None:
    standing = await store.posts.standing(post)
    assert standing is not None
    return standing.claim.state if standing.claim else None


async def test_a_claim_lapses_after_its_time_and_whoever_made_it_is_reminded_once(counter: Counter, store: Store):
    post = await counter.post(await counter.channel(), "Міст відкрито.")
    await counter.press(EDITOR, f"take:{post}")
    counter.clock.move(minutes=19)
    await look(counter)
    assert await state(store, post) is ClaimState.TAKEN
    counter.clock.move(minutes=1)
    for _ in range(2):
        await look(counter)
    assert await state(store, post) is None
    assert await reminders(counter) == [(EDITOR, post)]


async def test_whoever_goes_on_writing_takes_it_anew_by_the_button(counter: Counter, store: Store):
    post = await counter.post(await counter.channel(), "Міст відкрито.")
    await counter.press(EDITOR, f"take:{post}")
    counter.clock.move(minutes=20)
    await look(counter)
    await counter.press(EDITOR, f"take:{post}")
    assert await state(store, post) is ClaimState.TAKEN
    counter.clock.move(minutes=20)
    await look(counter)
    assert await reminders(counter) == [(EDITOR, post)] * 2, "each time anew"


async def test_what_is_no_news_and_what_was_never_to_lapse_stays(counter: Counter, store: Store):
    post = await counter.post(await counter.channel(), "Міст відкрито.")
    await counter.press(OWNER, f"not_news:{post}")
    counter.clock.move(hours=9)
    await look(counter)
    assert await state(store, post) is ClaimState.NOT_NEWS
    await counter.press(EDITOR, f"take:{post}")
    counter.clock.move(hours=9)
    await look(counter, lasting=None)
    assert await state(store, post) is ClaimState.TAKEN


async def test_what_one_of_our_sites_wrote_up_keeps_the_name_of_who_took_it(counter: Counter, store: Store):
    post = await counter.post(await counter.channel(), "Міст відкрито.")
    await counter.press(EDITOR, f"take:{post}")
    await store.feeds.put(feed_spec(ours=True), at=counter.clock())
    (job,) = await store.work.due(Stage.POLL_FEED, counter.clock(), limit=9)
    now, item = counter.clock(), feed_item(1, published_at=counter.clock())
    await store.feeds.read(job, [item], etag=None, last_modified=None, next_at=now + LASTING, at=now)
    await counter.fetch()
    await counter.match(post)
    counter.clock.move(hours=1)
    await look(counter)
    assert await state(store, post) is ClaimState.TAKEN


async def test_the_reminder_names_the_post_and_has_a_button(counter: Counter, store: Store):
    post = await counter.post(await counter.channel(), "Міст відкрито.")
    await counter.press(EDITOR, f"take:{post}")
    counter.clock.move(minutes=20)
    await look(counter)
    (alert,) = [one for one in await store.alerts.due(counter.clock(), limit=99) if one.notice]
    message = render(alert, now=counter.clock())
    assert message.text.splitlines()[2] == "Міст відкрито."
    assert [button.data for row in message.buttons for button in row] == [f"take:{post}"]
