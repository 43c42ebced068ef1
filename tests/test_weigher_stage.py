"""The second pass: what words leave open is judged anew with an encoder, whatever is killed or fails in between."""

from datetime import timedelta

import pytest

from bot.bell import Bells
from bot.judging import InThreads
from bot.matcher import match_due
from bot.meaning.choosing import Standing, chosen
from bot.meaning.meanings import Meanings
from bot.weigher import TRIED_AGAIN_AFTER, Weigher
from storage.api import Store
from storage.records import Article, PostId, Stage
from tests.meaning.inside import Inside
from tests.test_matcher_stage import HOUR, OF_THE_FIRE, add_article, add_post, at, channel

FIRE = "У Лебедині горіла меблева фабрика, є постраждалий. Триває гасіння."
RETOLD = (
    "Пожежа в Лебедині: що відомо",
    "Горіла меблева фабрика. За словами очевидців, один чоловік у лікарні, гасіння триває.",
)
ELSEWHERE = ("Рада ухвалила бюджет", "Депутати голосували двічі. Кошти підуть на школи та дороги.")


class Room:
    def __init__(self, store: Store) -> None:
        self.store, self.encoder, self.bells = store, Inside(), Bells()
        self.standing = Standing(encoder="inside")
        self.after = HOUR

    def weigher(self) -> Weigher:
        """As after a start: nothing is remembered but what storage holds."""
        meanings = Meanings(self.store.vectors, self.encoder, now=lambda: at(self.after))  # type: ignore[arg-type]
        return Weigher(
            store=self.store,
            judging=InThreads(self.store),
            meanings=meanings,
            standing=self.standing,
            now=lambda: at(self.after),
            bells=self.bells,
        )

    async def first_pass(self, *, doubting: bool = True) -> None:
        while await match_due(self.store, self.bells, now=lambda: at(self.after), doubting=doubting):
            pass

    async def waiting(self) -> int:
        return await self.store.work.waiting(Stage.WEIGH_ARTICLE)

    async def retold(self) -> tuple[PostId, Article]:
        """A post, and an article of which words alone are not sure."""
        post = await add_post(self.store, await channel(self.store, "riatuvalnyky"), 1, FIRE, after=timedelta())
        return post, await add_article(self.store, "pozhezha", RETOLD, after=HOUR)


@pytest.fixture
def room(store: Store) -> Room:
    return Room(store)


async def test_what_words_leave_open_is_judged_anew_with_meaning_and_once(room: Room, store: Store) -> None:
    post, article = await room.retold()
    await add_article(store, "rada", ELSEWHERE, after=HOUR)
    await room.first_pass()
    assert await room.waiting() == 1
    heard: list[float | None] = []
    weigher = room.weigher()
    weigher.heard = lambda verdicts: heard.extend(each.evidence.meaning for each in verdicts)
    assert await weigher.weigh_due() == 1
    assert await weigher.weigh_due() == await room.waiting() == 0
    assert len(heard) == 1
    assert heard[0] is not None
    assert [(one.post.id, one.verdict.evidence.meaning) for one in await store.matches.of_article(article.id)] == (
        [(post, heard[0])]
    )
    await room.bells.outbox.heard(within_seconds=None)


async def test_what_is_quoted_word_for_word_and_what_has_nothing_in_common_waits_for_no_encoder(room: Room) -> None:
    text = OF_THE_FIRE[1].split("»")[0].lstrip("«")
    await add_post(room.store, await channel(room.store, "riatuvalnyky"), 1, text, after=timedelta())
    await add_article(room.store, "lebedyn", OF_THE_FIRE, after=HOUR)
    await add_article(room.store, "rada", ELSEWHERE, after=HOUR)
    await room.first_pass()
    assert await room.waiting() == 0


async def test_without_an_encoder_nothing_is_left_to_a_second_pass(room: Room) -> None:
    await room.retold()
    await room.first_pass(doubting=False)
    assert await room.waiting() == 0
    assert chosen("none") == Standing(encoder=None, why="it is switched off (ENCODER=none)")
    for name in ("nobody:Nobody", "nanoe6"):
        missing = chosen(name)
        assert missing.encoder is None
        assert missing.why is not None
        assert "ENCODER names" in missing.why


async def test_an_encoder_that_does_not_work_keeps_nothing_from_being_judged_later(room: Room) -> None:
    await room.retold()
    await room.first_pass()
    room.encoder.breaks = lambda _: True
    weigher = room.weigher()
    assert await weigher.weigh_due() == 0
    assert room.standing.trouble == "The process ended with 7."
    room.encoder.breaks = lambda _: False
    assert await weigher.weigh_due() == 0
    room.after += TRIED_AGAIN_AFTER
    assert await weigher.weigh_due() == 1
    assert (room.standing.trouble, await room.waiting()) == (None, 0)


async def test_a_text_that_breaks_the_encoder_is_parked_and_the_others_go_on(room: Room, store: Store) -> None:
    _, article = await room.retold()
    await add_article(store, "inshe", (RETOLD[0], RETOLD[1] + " Подробиці згодом."), after=HOUR)
    await room.first_pass()
    assert await room.waiting() == 2
    room.encoder.breaks = lambda text: text == RETOLD[1]
    weigher = room.weigher()
    for _ in range(6):
        await weigher.weigh_due()
        room.after += timedelta(minutes=5)
    (parked,) = await store.work.parked()
    assert (parked.stage, parked.item) == (Stage.WEIGH_ARTICLE.value, article.id)
    assert (room.standing.trouble, await room.waiting()) == (None, 0)


async def test_killed_before_its_verdicts_are_stored_it_starts_anew_with_the_vectors_it_has(room: Room) -> None:
    class Killed(BaseException):
        pass

    await room.retold()
    await room.first_pass()
    weigher = room.weigher()

    def die(_: object) -> None:
        raise Killed

    weigher.heard = die
    with pytest.raises(Killed):
        await weigher.weigh_due()
    assert await room.waiting() == 1
    encoded = room.encoder.texts
    assert await room.weigher().weigh_due() == 1
    assert (room.encoder.texts, await room.waiting()) == (encoded, 0)
