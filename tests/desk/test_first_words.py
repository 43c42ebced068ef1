"""Strangers, invitations, help; who may do what."""

import re

import pytest

from bot.alerts.key import random_id
from bot.desk.menus import menu
from bot.desk.operators import VALID
from bot.errors import Refused, Unreachable, Wait
from bot.message import units
from storage.api import Store
from storage.errors import DatabaseUnusable
from storage.records import Role
from tests.desk.counter import BOT, EDITOR, OPERATOR, OWNER, REPORTER, STRANGER, Counter

HOUR = 3600


async def test_a_stranger_is_told_so_once_an_hour_and_nothing_else_happens(counter: Counter):
    assert "приватний бот" in await counter.tell(STRANGER, "/channels")
    for text in ("/start", "слово", "https://news.example/1"):
        await counter.write(STRANGER, text)
    assert await counter.answer() == 3
    assert len(counter.sender.texts(STRANGER)) == 1
    counter.clock.move(seconds=HOUR)
    assert "private" in await counter.tell(STRANGER, "/start", person_language="en")
    assert await counter.store.articles.by_url("https://news.example/1") is None


async def test_the_hour_of_silence_for_strangers_is_forgotten_in_time(counter: Counter, store: Store):
    await counter.ask(STRANGER, "слово")
    assert await store.marks.get(f"stranger|{STRANGER}") is not None
    counter.clock.move(days=2)
    await counter.ask(REPORTER, "/help")
    assert await store.marks.get(f"stranger|{STRANGER}") is None


async def test_an_invitation_makes_somebody_an_editor_once(counter: Counter, store: Store):
    link = await counter.tell(OPERATOR, "/invite редактор")
    (token,) = re.findall(rf"https://t\.me/{BOT}\?start=([0-9a-f]{{48}})\b", link)
    assert "Вітаю! Це «Джерело»." in await counter.tell(STRANGER, f"/start {token}")
    assert (await counter.person(STRANGER)).role is Role.EDITOR
    assert "Вітаю" in await counter.tell(STRANGER, f"/start {token}")  # pressed twice
    assert "вже використане" in await counter.tell(98, f"/start {token}")
    assert await store.people.get(98) is None


async def test_an_invitation_ends_after_two_days(counter: Counter):
    token = (await counter.tell(OWNER, "/invite operator")).split("start=")[1].split("\n")[0]
    counter.clock.move(seconds=VALID.total_seconds())
    assert "прострочене" in await counter.tell(STRANGER, f"/start {token}")


async def test_a_wrong_invitation_harms_nobody(counter: Counter):
    assert "вам воно й не потрібне" in await counter.tell(REPORTER, "/start abc")
    assert (await counter.person(REPORTER)).role is Role.REPORTER


async def test_repeating_the_answer_repeats_the_same_link(counter: Counter):
    counter.sender.refuse(OPERATOR, Wait(5, only_this_chat=True))
    await counter.write(OPERATOR, "/invite editor")
    assert await counter.answer() == 0
    counter.clock.move(seconds=5)
    (request,) = await counter.store.requests.due(counter.clock(), limit=9)
    assert await counter.answer() == 1
    token = counter.sender.last.message.text.split("start=")[1].split("\n")[0]
    assert token in (request.reply or "")


@pytest.mark.parametrize("role", ["owner", "власник", "king", ""])
async def test_roles_that_nobody_can_give(counter: Counter, role: str):
    assert "/invite editor|reporter|operator" in await counter.tell(OWNER, f"/invite {role}")


@pytest.mark.parametrize(
    ("who", "allowed"),
    [
        (REPORTER, {"latest", "search", "channels", "stats", "language", "help"}),
        (
            EDITOR,
            {
                *("latest", "search", "channels", "stats", "language", "help"),
                *("quiet", "mute", "unmute", "rules", "why", "whynot", "queue", "handover"),
            },
        ),
    ],
)
async def test_a_command_of_a_higher_role_is_refused_with_the_reason(counter: Counter, who: int, allowed: set[str]):
    everything = {command.name for command in menu(Role.OWNER, "uk")}
    assert {command.name for command in menu((await counter.person(who)).role, "uk")} == allowed
    for name in sorted(everything - allowed):
        assert f"Для /{name} потрібна вища роль" in await counter.tell(who, f"/{name}")


async def test_help_names_what_the_role_can_do(counter: Counter):
    assert "/invite" not in await counter.tell(EDITOR, "/help")
    assert "/invite" in await counter.tell(OWNER, "/help")
    assert "Ваша роль тут: репортер." in await counter.tell(REPORTER, "/start")


async def test_help_explains_marks_to_all_and_buttons_to_those_who_have_them(counter: Counter):
    for who in (REPORTER, EDITOR, OPERATOR):
        text = await counter.tell(who, "/help")
        assert all(mark in text for mark in ("🔴 🟠 ⚪️", "«ймовірно»", "💬", "↩️ лише згадує"))
        assert ("«🚫 Не новина»" in text) is (who != REPORTER)
        assert units(text) < 3000
        assert "🔴 🟠 ⚪️" not in await counter.tell(who, "/start")  # a greeting is short


def test_menus_are_whole_in_both_languages():
    assert [line.name for line in menu(None, "uk")] == ["start"]
    for role in Role:
        uk, en = menu(role, "uk"), menu(role, "en")
        assert [line.name for line in uk] == [line.name for line in en]
        assert all(line.description != other.description for line, other in zip(uk, en, strict=True))
        assert all(3 <= len(line.description) <= 256 for line in (*uk, *en))


async def test_a_slip_of_the_fingers_is_understood(counter: Counter):
    assert "Може, /latest?" in await counter.tell(REPORTER, "/lates")
    assert "/help" in await counter.tell(REPORTER, "/qwertyuiop")


async def test_nonsense_gets_a_kind_answer_that_fits(counter: Counter):
    markup = "<b>**[x](tg://user?id=1)**</b>`" * 132
    for text in ("", "🤷", "Добрий день", markup[:4096], "/search " + markup[:4000], "/latest " + "ї" * 4000):
        answer = await counter.ask(OWNER, text)
        assert 0 < units(answer.text) <= 4096


async def test_in_a_group_only_our_commands_are_heard(counter: Counter):
    group = {"chat_id": -1005}
    assert "Я стежу" in await counter.tell(REPORTER, f"/help@{BOT.upper()}", **group)
    for text in ("/help@another_bot", "балачка", "https://news.example/1", "/unknown"):
        await counter.write(REPORTER, text, **group)
    await counter.write(STRANGER, "/help", **group)
    assert await counter.answer() == 5
    assert len(counter.sender.texts(-1005)) == 1
    assert "особисто" in await counter.tell(OWNER, "/invite editor", **group)


async def test_the_name_follows_the_person_and_the_language_their_choice(counter: Counter):
    await counter.tell(EDITOR, "/help", person_name="Олена Нова")
    assert (await counter.person(EDITOR)).name == "Олена Нова"
    assert await counter.tell(EDITOR, "/language en") == "I speak English with you from now on."
    assert "what I can do" in await counter.tell(EDITOR, "/help")
    assert "/language uk|en" in await counter.tell(EDITOR, "/language de")
    assert "українською" in await counter.tell(EDITOR, "/language uk")


async def test_mute_and_unmute(counter: Counter):
    await counter.tell(EDITOR, "/mute")
    assert (await counter.person(EDITOR)).muted_at is not None
    await counter.tell(EDITOR, "/unmute")
    assert (await counter.person(EDITOR)).muted_at is None


async def test_each_request_is_answered_once_even_if_the_reply_got_lost(counter: Counter):
    counter.sender.lost.append(REPORTER)
    await counter.write(REPORTER, "/help")
    assert await counter.answer() == 0
    counter.clock.move(seconds=1)
    assert await counter.answer() == 1
    assert await counter.answer() == 0
    assert len(counter.sender.sent) == 1
    assert counter.sender.last.random_id == random_id(b"secret", peer=REPORTER, key=f"reply|{REPORTER}|1")
    assert counter.sender.last.reply_to == 1


async def test_a_wait_of_all_holds_every_answer(counter: Counter):
    counter.sender.refuse(REPORTER, Wait(30, only_this_chat=False))
    await counter.write(REPORTER, "/help")
    await counter.answer()
    await counter.write(EDITOR, "/help")
    assert await counter.answer() == 0
    assert counter.sender.calls == 1
    counter.clock.move(seconds=30)
    assert await counter.answer() == 2


async def test_whoever_deleted_their_question_is_answered_all_the_same(counter: Counter):
    counter.sender.refuse(REPORTER, Refused("the message to reply to is gone"))
    assert "/search" in await counter.tell(REPORTER, "/help")
    assert counter.sender.last.reply_to is None


async def test_whoever_blocked_the_bot_is_marked_and_back_when_they_write(counter: Counter):
    counter.sender.refuse(EDITOR, Unreachable("blocked"))
    await counter.write(EDITOR, "/help")
    assert await counter.answer() == 1
    assert (await counter.person(EDITOR)).unreachable_at is not None
    await counter.tell(EDITOR, "/help")
    assert (await counter.person(EDITOR)).unreachable_at is None


async def test_an_answer_that_fails_three_times_ends_in_an_apology(counter: Counter, store: Store):
    await counter.write(REPORTER, "/help")
    for _ in range(3):
        counter.sender.refuse(REPORTER, ZeroDivisionError("a fault of ours"))
        await counter.answer()
        counter.clock.move(minutes=1)
    assert "Перепрошую" in counter.sender.texts(REPORTER)[0]
    assert [row.stage for row in await store.work.parked()] == ["request"]
    assert await counter.answer() == 0
    assert "/search" in await counter.tell(REPORTER, "/help")


async def test_a_database_that_fails_is_no_fault_of_the_request(counter: Counter, store: Store):
    await counter.write(REPORTER, "/help")
    counter.sender.refuse(REPORTER, DatabaseUnusable("the disk is full"))
    with pytest.raises(DatabaseUnusable):
        await counter.answer()
    assert await counter.answer() == 1
    assert await store.work.parked() == []
