"""Presses: every one answered, roles checked, the first taker wins."""

import asyncio

import pytest

from storage.api import Store
from storage.records import ClaimState, PostId, Role
from tests.desk.counter import EDITOR, OPERATOR, OWNER, REPORTER, STRANGER, Counter


@pytest.fixture
async def post(counter: Counter) -> PostId:
    return await counter.post(await counter.channel(), "Ліквідовано пожежу")


async def test_the_first_taker_wins_and_the_other_is_told_who(counter: Counter, store: Store, post: PostId):
    await counter.tell(EDITOR, "/help")  # the bot learns their name
    assert "Допис ваш" in (await counter.press(EDITOR, f"take:{post}")).text
    other = await counter.press(OPERATOR, f"take:{post}")
    assert other.text == "Уже пише Олена, з 08:00"
    assert other.alert
    assert "Уже пише Олена" in (await counter.press(OPERATOR, f"not_news:{post}")).text
    assert "Уже пише Олена" in (await counter.press(OPERATOR, f"give:{post}")).text
    assert "знову вільний" in (await counter.press(EDITOR, f"give:{post}")).text
    assert "Допис ваш" in (await counter.press(OPERATOR, f"take:{post}")).text


async def test_of_two_at_once_one_is_first(counter: Counter, store: Store, post: PostId):
    answers = await asyncio.gather(*(counter.press(who, f"take:{post}") for who in (EDITOR, OPERATOR, OWNER)))
    assert sorted("Допис ваш" in answer.text for answer in answers) == [False, False, True]


async def test_not_news_can_be_undone_and_taken_over(counter: Counter, store: Store, post: PostId):
    assert "не новина" in (await counter.press(EDITOR, f"not_news:{post}")).text
    assert (await counter.press(OPERATOR, f"undo:{post}")).text.startswith("Уже позначено: не новина — ")
    assert "знову вільний" in (await counter.press(EDITOR, f"undo:{post}")).text
    await counter.press(EDITOR, f"not_news:{post}")
    await counter.press(OPERATOR, f"take:{post}")
    standing = await store.posts.standing(post)
    assert standing is not None
    assert standing.claim is not None
    assert (standing.claim.state, standing.claim.person_id) == (ClaimState.TAKEN, OPERATOR)


async def test_the_articles_come_as_a_message_of_their_own(counter: Counter, store: Store, post: PostId):
    assert (await counter.press(REPORTER, f"articles:{post}")).text == "Статей ще немає"
    await counter.write(REPORTER, "https://news.example/1")
    await counter.answer()
    await counter.fetch()
    await counter.match(post)
    answer = await counter.press(REPORTER, f"articles:{post}")
    assert answer.reply is not None
    assert answer.reply.text.endswith("✏️ news.example: Заголовок 1\nпосилається на допис")


async def test_the_role_is_checked_at_each_press(counter: Counter, store: Store, post: PostId):
    assert "не дозволяє" in (await counter.press(REPORTER, f"take:{post}")).text
    assert "приватний" in (await counter.press(STRANGER, f"take:{post}")).text
    await store.people.remove(EDITOR, by=OWNER, at=counter.clock())
    assert "приватний" in (await counter.press(EDITOR, f"take:{post}")).text
    standing = await store.posts.standing(post)
    assert standing is not None
    assert standing.claim is None


@pytest.mark.parametrize("action", ["articles", "take", "not_news"])
async def test_a_post_that_is_gone_is_said_to_be(counter: Counter, action: str):
    assert "вже немає" in (await counter.press(OWNER, f"{action}:404")).text


@pytest.mark.parametrize(
    "data", ["", "take", "take:", "take:x", "take:-1", ":1", "old:1", "take:1:2", "take:" + "9" * 40]
)
async def test_old_and_broken_buttons_are_answered(counter: Counter, data: str):
    assert (await counter.press(OWNER, data)).text == "Ця кнопка вже не діє."


async def test_somebody_is_removed_by_buttons_with_a_question_between(counter: Counter, store: Store):
    choice = await counter.ask(OPERATOR, "/remove")
    offered = [row[0].data for row in choice.buttons]
    assert sorted(offered) == [f"remove:{REPORTER}", f"remove:{EDITOR}"]
    question = (await counter.press(OPERATOR, f"remove:{EDITOR}")).show
    assert question is not None
    assert [button.data for button in question.buttons[0]] == [f"removed:{EDITOR}", f"kept:{EDITOR}"]
    assert (await counter.press(OPERATOR, f"kept:{EDITOR}")).show is not None
    assert (await counter.person(EDITOR)).role is Role.EDITOR
    assert "більше не має доступу" in (await counter.press(OPERATOR, f"removed:{EDITOR}")).text
    assert await store.people.get(EDITOR) is None
    assert "тут немає" in (await counter.press(OPERATOR, f"removed:{EDITOR}")).text


async def test_only_operators_remove(counter: Counter):
    assert "не дозволяє" in (await counter.press(EDITOR, f"removed:{REPORTER}")).text
    assert (await counter.person(REPORTER)).role is Role.REPORTER
