"""After publication: what we wrote from is edited, deleted or misquoted; and what nobody writes escalates."""

from datetime import timedelta

import pytest

from bot.alerts.render import render
from bot.matcher import match_due
from bot.message import Message
from bot.reviewing import SENTENCES_CHARACTERS, Escalation, Reviewer
from storage.api import Store
from storage.records import DueAlert, EntityKind, NoticeKind, PersonId, PostId, Stage
from tests.builders import feed_item, feed_spec, new_post
from tests.desk.counter import EDITOR, OPERATOR, OWNER, Counter

POST = (
    "У Лебедині вночі горів склад меблевої фабрики. Постраждали семеро людей, серед них двоє рятувальників. "
    "Пожежу гасили 38 рятувальників, причину з'ясовують слідчі."
)
BROKEN = "За даними служби, постраждали семеро людей, серед них двоє рятувальників."
CORRECTION = (
    "Уточнення. У дописі каналу «ДСНС» після публікації цього матеріалу «семеро» виправлено на «дев’ятеро». "
    f"У попередній версії матеріалу було: «{BROKEN.removesuffix('.')}»."
)
ARTICLE = (
    "У Лебедині вночі горів склад меблевої фабрики, повідомили рятувальники.\n\n"
    f"{BROKEN}\n\n"
    "Пожежу гасили 38 рятувальників, причину з'ясовують слідчі."
)


class Newsroom:
    """A channel, a site of ours, and the stages between them."""

    def __init__(self, counter: Counter) -> None:
        self.counter, self.store = counter, counter.store
        self.reviewer = Reviewer(store=self.store, bells=counter.bells, now=counter.clock)

    async def post(self, text: str = POST, **changes: object) -> PostId:
        self.channel = await self.counter.channel(**{"title": "ДСНС", "tier": 1} | changes)
        self.message = 500
        return await self.counter.post(
            self.channel, text, original=text, message_id=self.message, sent_at=self.counter.clock(), language="uk"
        )

    async def publish(self, text: str = ARTICLE, *, ours: bool = True) -> None:
        """An article comes out ten minutes later, and is matched."""
        clock = self.counter.clock
        clock.move(minutes=10)
        spec = feed_spec(url="https://our.example/rss", site="Наш сайт", ours=ours)
        await self.store.feeds.put(spec, at=clock())
        (job,) = await self.store.work.due(Stage.POLL_FEED, clock(), limit=9)
        item = feed_item(1, published_at=clock())
        await self.store.feeds.read(
            job, [item], etag=None, last_modified=None, next_at=clock() + timedelta(days=9), at=clock()
        )
        await self.counter.fetch(
            number=1, published_at=clock(), title="У Лебедині горів склад фабрики", lead="", text=text
        )
        await self.settle()

    async def edit(self, text: str) -> None:
        clock = self.counter.clock
        clock.move(minutes=10)
        edited = new_post(
            self.channel, text=text, original=text, message_id=self.message, edited_at=clock(), received_at=clock()
        )
        await self.store.posts.revise([edited], at=clock())
        await self.settle()

    async def settle(self) -> None:
        while await match_due(self.store, now=self.counter.clock) + await self.reviewer.review_due():
            pass

    async def told(self, *kinds: NoticeKind) -> dict[PersonId, DueAlert]:
        """What of these kinds is to be seen, by person."""
        due = await self.store.alerts.due(self.counter.clock(), limit=99)
        return {one.person.id: one for one in due if one.notice and one.notice.kind in kinds}

    def shown(self, alert: DueAlert) -> Message:
        return render(alert, now=self.counter.clock())


@pytest.fixture
def newsroom(counter: Counter) -> Newsroom:
    return Newsroom(counter)


async def test_a_changed_number_is_told_with_the_sentence_that_it_breaks_and_a_correction(newsroom: Newsroom):
    await newsroom.post()
    await newsroom.publish()
    await newsroom.edit(POST.replace("семеро людей", "девʼятеро людей"))
    told = await newsroom.told(NoticeKind.POST_EDITED)
    assert sorted(told) == [OWNER, EDITOR, OPERATOR]
    message = newsroom.shown(told[EDITOR])
    assert message.text.split("\n\n") == [
        "✏️ Допис, про який ми написали, змінено по суті\n🔴 ДСНС · 08:00\n📰 У Лебедині горів склад фабрики",
        "Було → стало: семеро → дев’ятеро",
        f"У нашій статті: {BROKEN}",
        f"Чернетка, щоб скопіювати:\n{CORRECTION}",
    ]
    assert message.entities[-1].kind is EntityKind.PRE
    assert [button.url for row in message.buttons for button in row] == [
        "https://t.me/channel_1001/500",
        "https://news.example/1",
    ]


async def test_a_sentence_that_was_taken_out_is_found_in_our_article(newsroom: Newsroom):
    await newsroom.post()
    await newsroom.publish()
    await newsroom.edit(POST.partition(" Пожежу")[0])
    message = newsroom.shown((await newsroom.told(NoticeKind.POST_EDITED))[EDITOR])
    assert "прибрано: «Пожежу гасили 38" in message.text
    assert "У нашій статті: Пожежу гасили 38 рятувальників" in message.text


@pytest.mark.parametrize("gap", [" ", "\u2060"])
async def test_a_long_sentence_is_told_in_part(newsroom: Newsroom, gap: str):
    long = gap.join(["Пожежу", "гасили", *(f"розрахунки{number}" for number in range(1, 40)), "загинули", "двоє"])
    await newsroom.post(f"{POST} {long}.")
    await newsroom.publish()
    await newsroom.edit(POST)
    text = newsroom.shown((await newsroom.told(NoticeKind.POST_EDITED))[EDITOR]).text
    part = text.partition("прибрано: «")[2].partition("»")[0]
    assert len(part) <= SENTENCES_CHARACTERS
    assert part.endswith("…")
    assert long.replace("\u2060", "").startswith(part.removesuffix("…").rstrip())


async def test_looks_alone_are_no_news_and_the_same_is_told_once(newsroom: Newsroom):
    await newsroom.post()
    await newsroom.publish()
    await newsroom.edit(POST.replace("вночі горів", "вночі  горів").replace(".", "!"))
    assert await newsroom.told(NoticeKind.POST_EDITED) == {}
    changed = POST.replace("семеро", "девʼятеро")
    await newsroom.edit(changed)
    for alert in (await newsroom.told(NoticeKind.POST_EDITED)).values():
        await newsroom.store.alerts.shown(alert, message_id=alert.id, at=newsroom.counter.clock())
    await newsroom.edit(changed + " 🙏")
    assert await newsroom.told(NoticeKind.POST_EDITED) == {}


async def test_what_others_wrote_from_it_concerns_only_the_alert(newsroom: Newsroom):
    await newsroom.post()
    await newsroom.publish(ours=False)
    await newsroom.edit(POST.replace("семеро", "девʼятеро"))
    assert await newsroom.told(NoticeKind.POST_EDITED, NoticeKind.MISQUOTED) == {}


async def test_an_edit_before_our_article_came_out_breaks_nothing(newsroom: Newsroom):
    await newsroom.post()
    await newsroom.edit(POST.replace("семеро", "девʼятеро"))
    await newsroom.publish(ARTICLE.replace("семеро", "девʼятеро"))
    assert await newsroom.told(NoticeKind.POST_EDITED) == {}


async def test_a_pair_that_an_editor_rejected_is_left_alone(newsroom: Newsroom):
    post = await newsroom.post()
    await newsroom.publish()
    await newsroom.counter.press(EDITOR, f"a_unrelated:{post}.1")
    await newsroom.edit(POST.replace("семеро", "девʼятеро"))
    assert await newsroom.told(NoticeKind.POST_EDITED) == {}


async def test_a_deletion_is_told_to_the_desk_and_to_the_writer_though_muted(newsroom: Newsroom):
    post = await newsroom.post()
    await newsroom.publish()
    await newsroom.counter.press(EDITOR, f"written:{post}")
    for who in (EDITOR, OPERATOR):
        await newsroom.counter.tell(who, "/mute")
    await newsroom.store.posts.delete(newsroom.channel.id, [newsroom.message], since=None, at=newsroom.counter.clock())
    await newsroom.settle()
    told = await newsroom.told(NoticeKind.POST_DELETED)
    assert sorted(told) == [OWNER, EDITOR]
    assert "на який посилається цей матеріал, видалено" in newsroom.shown(told[EDITOR]).text


async def test_an_inexact_quotation_is_told_to_whoever_wrote_it(newsroom: Newsroom):
    words = "Постраждали семеро людей, серед них двоє рятувальників, усі вони зараз у лікарні"
    post = await newsroom.post(f"У Лебедині вночі горів склад меблевої фабрики. «{words}», — сказав речник служби.")
    await newsroom.counter.press(EDITOR, f"take:{post}")
    quoted = words.replace("семеро", "восьмеро")
    await newsroom.publish(
        f"У Лебедині вночі горів склад меблевої фабрики.\n\n«{quoted}», — сказав речник ДСНС у Telegram."
    )
    told = await newsroom.told(NoticeKind.MISQUOTED)
    assert list(told) == [EDITOR]
    assert "У дописі → у нашій статті: семеро → восьмеро" in newsroom.shown(told[EDITOR]).text


async def escalate(newsroom: Newsroom, minutes: int = 15) -> dict[PersonId, DueAlert]:
    clock = newsroom.counter.clock
    clock.move(minutes=minutes)
    stage = Escalation(store=newsroom.store, bells=newsroom.counter.bells, now=clock, after=timedelta(minutes=15))
    await stage.look()
    return await newsroom.told(NoticeKind.ESCALATED)


async def test_a_top_post_that_nobody_takes_is_told_once_more_with_its_buttons(newsroom: Newsroom, store: Store):
    await store.feeds.put(feed_spec(ours=True), at=newsroom.counter.clock())
    post = await newsroom.post()
    assert await escalate(newsroom, 14) == {}
    told = await escalate(newsroom, 1)
    assert sorted(told) == [OWNER, EDITOR, OPERATOR]
    message = newsroom.shown(told[EDITOR])
    assert message.text.startswith("🚨 Уже 15 хвилин про це ніхто не пише\n🔴 ДСНС · 08:00\nУ Лебедині")
    assert f"take:{post}" in [button.data for row in message.buttons for button in row]
    for alert in told.values():
        await store.alerts.shown(alert, message_id=alert.id, at=newsroom.counter.clock())
    assert await escalate(newsroom) == {}
    await newsroom.counter.tell(OPERATOR, "/help")
    await newsroom.counter.press(OPERATOR, f"take:{post}")
    changed = await newsroom.told(NoticeKind.ESCALATED)
    assert newsroom.shown(changed[EDITOR]).text.startswith("✍️ пише Богдан")


@pytest.mark.parametrize("decision", ["take", "written", "not_news"])
async def test_what_is_decided_in_time_does_not_escalate(newsroom: Newsroom, decision: str):
    post = await newsroom.post()
    await newsroom.counter.press(EDITOR, f"{decision}:{post}")
    assert await escalate(newsroom) == {}


async def test_nothing_escalates_where_nobody_says_what_they_write(newsroom: Newsroom):
    await newsroom.post()
    assert await escalate(newsroom) == {}


async def test_lower_tiers_and_late_posts_do_not_escalate(newsroom: Newsroom, store: Store):
    await store.feeds.put(feed_spec(ours=True), at=newsroom.counter.clock())
    await newsroom.post(tier=2)
    assert await escalate(newsroom) == {}
