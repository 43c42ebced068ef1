"""Bots through a real client: messages with buttons, presses, commands, groups; and what people's phones show of it."""

import io
from typing import Any

import pytest
from telethon import Button, errors, events, functions, types

from bot.sandbox.telegram import NeverHappened, World
from bot.sandbox.telegram.world.accounts import Bot, User
from tests.sandbox.conftest import Connect, Listen

ROWS = [[Button.inline("Беру", b"take:1"), Button.url("Допис", "https://t.me/kryva_vezha/2")]]


@pytest.fixture
async def client(connect: Connect, bot: Bot) -> Any:
    return await connect(bot)


async def test_a_persons_message_reaches_the_bot(
    world: World, client: Any, listen: Listen, olena: User, bot: Bot
) -> None:
    heard = listen(client)
    olena.starts(bot, "abc")
    await world.until(lambda: heard)
    assert (heard[0].raw_text, heard[0].sender_id, heard[0].is_private) == ("/start abc", olena.id, True)


async def test_a_bot_answers_with_buttons_and_edits_them_away(world: World, client: Any, olena: User, bot: Bot) -> None:
    olena.starts(bot)
    bold = types.MessageEntityBold(0, 5)
    sent = await client.send_message(
        olena.id, "Увага: новий допис", buttons=ROWS, formatting_entities=[bold], silent=True
    )
    shown = world.chat(olena, bot).last
    assert shown.id_for(bot) == sent.id
    assert (shown.text, shown.silent, [entity.to_dict() for entity in shown.entities]) == (
        "Увага: новий допис",
        True,
        [bold.to_dict()],
    )
    assert [[button.text for button in row] for row in shown.buttons] == [["Беру", "Допис"]]
    await client.edit_message(olena.id, sent.id, "Узято в роботу")
    assert (shown.text, shown.buttons, shown.edits) == ("Узято в роботу", (), 1)
    assert [version.text for version in shown.versions] == ["Увага: новий допис", "Узято в роботу"]


async def test_ids_differ_between_the_phone_and_the_bot(world: World, client: Any, olena: User, bot: Bot) -> None:
    petro = world.add_user("Петро")
    petro.starts(bot)
    olena.starts(bot)
    sent = await client.send_message(olena.id, "Вітаю")
    shown = world.chat(olena, bot).last
    assert (shown.id, sent.id, shown.id_for(bot)) == (2, 3, 3)


async def test_a_press_reaches_the_bot_and_its_answer_the_person(
    world: World, client: Any, olena: User, bot: Bot
) -> None:
    async def taken(event: events.CallbackQuery.Event) -> None:
        await event.answer(f"Отримано: {event.data.decode()}", alert=True)
        await event.edit("Беру я")

    client.add_event_handler(taken, events.CallbackQuery())
    olena.starts(bot)
    await client.send_message(olena.id, "Хто бере?", buttons=ROWS)
    shown = world.chat(olena, bot).last
    answer = await olena.press(shown, "Беру")
    assert (answer.text, answer.alert) == ("Отримано: take:1", True)
    await world.until(lambda: shown.text == "Беру я")


async def test_a_client_of_a_person_can_talk_to_a_bot(
    client: Any, connect: Connect, listen: Listen, olena: User, bot: Bot
) -> None:
    async def answer(event: Any) -> None:
        await event.answer("Гаразд")

    client.add_event_handler(answer, events.CallbackQuery())
    phone = await connect(olena)
    heard, of_bot = listen(phone), listen(client)
    await phone(functions.messages.StartBotRequest(bot.username, bot.username, "zaproshennia"))
    await bot.world.until(lambda: of_bot)
    assert of_bot[0].raw_text == "/start zaproshennia"
    await client.send_message(olena.id, "Хто бере?", buttons=ROWS)
    await bot.world.until(lambda: heard)
    assert (await heard[0].message.click(0)).message == "Гаразд"


async def test_a_press_that_nobody_answers_says_so(world: World, client: Any, olena: User, bot: Bot) -> None:
    olena.starts(bot)
    await client.send_message(olena.id, "Хто бере?", buttons=ROWS)
    press = olena.press(world.chat(olena, bot).last, 0)
    with pytest.raises(NeverHappened, match="an answer to <Press of b'take:1' by Олена>"):
        await press.answered(timeout=0.01)
    await client(functions.messages.SetBotCallbackAnswerRequest(press.id, cache_time=0))
    with pytest.raises(errors.QueryIdInvalidError):
        await client(functions.messages.SetBotCallbackAnswerRequest(press.id, cache_time=0))


async def test_commands_by_scope_and_language(client: Any, olena: User, bot: Bot) -> None:
    scope = types.BotCommandScopePeer(await client.get_input_entity(olena.id))
    uk = [types.BotCommand("shukaty", "знайти допис")]
    await client(functions.bots.SetBotCommandsRequest(types.BotCommandScopeUsers(), "uk", uk))
    await client(functions.bots.SetBotCommandsRequest(scope, "", [types.BotCommand("channels", "канали")]))
    assert bot.commands("users", "uk") == [("shukaty", "знайти допис")]
    assert bot.commands(olena) == [("channels", "канали")]
    assert bot.commands() == []
    menu = await client(functions.bots.GetBotCommandsRequest(types.BotCommandScopeUsers(), "uk"))
    assert [(line.command, line.description) for line in menu] == [("shukaty", "знайти допис")]
    await client(functions.bots.ResetBotCommandsRequest(types.BotCommandScopeUsers(), "uk"))
    assert bot.commands("users", "uk") == []


async def test_a_bot_reads_what_was_written_while_it_was_away(
    world: World, connect: Connect, listen: Listen, olena: User, bot: Bot
) -> None:
    client = await connect(bot)
    heard = listen(client)
    state = await client(functions.updates.GetStateRequest())
    await client.disconnect()
    olena.starts(bot)
    olena.edits(olena.says(bot, "Шукаю допис про мсот"), "Шукаю допис про міст")
    olena.deletes(olena.says(bot, "Ой"))
    await client.connect()
    difference = await client(functions.updates.GetDifferenceRequest(state.pts, state.date, 0))
    assert [message.message for message in difference.new_messages] == ["/start", "Шукаю допис про міст"]
    assert difference.users[0].first_name == "Олена"
    assert heard == []


async def test_a_bot_hears_in_a_group_what_speaks_to_it(
    world: World, client: Any, listen: Listen, olena: User, bot: Bot
) -> None:
    group = world.add_group("Стрічка новин", [olena, bot])
    heard = listen(client)
    olena.says(group, "Доброго ранку всім")
    olena.says(group, "/черга")
    await world.until(lambda: heard)
    assert (heard[0].raw_text, heard[0].is_group, heard[0].sender_id) == ("/черга", True, olena.id)
    await client.send_message(heard[0].chat_id, "Черга порожня", reply_to=heard[0].id)
    shown = world.chat(olena, group).last
    assert (shown.text, shown.reply_to and shown.reply_to.text) == ("Черга порожня", "/черга")


async def test_a_supergroup_with_a_bot(world: World, client: Any, listen: Listen, olena: User, bot: Bot) -> None:
    group = world.add_supergroup("Редакція", [olena, bot])
    heard = listen(client, events.NewMessage(), events.CallbackQuery())
    olena.says(group, "Хто на зміні?")
    await world.until(lambda: heard)
    assert (heard[0].is_group, heard[0].is_channel, heard[0].sender.first_name) == (True, True, "Олена")
    await heard[0].reply("Я", buttons=ROWS)
    olena.press(world.chat(olena, group).last, 0)
    await world.until(lambda: len(heard) == 2)
    assert (heard[1].data, heard[1].sender_id) == (b"take:1", olena.id)


async def test_a_forwarded_post_keeps_its_origin(
    world: World, client: Any, listen: Listen, olena: User, bot: Bot
) -> None:
    channel = world.add_channel("kryva_vezha", first_id=40)
    heard = listen(client)
    olena.forwards(channel.post("Мер звітує"), bot)
    await world.until(lambda: heard)
    origin = heard[0].message.fwd_from
    assert (origin.from_id.channel_id, origin.channel_post) == (channel.id, 40)


async def test_bots_have_no_history(client: Any, olena: User, bot: Bot) -> None:
    olena.starts(bot)
    with pytest.raises(errors.BotMethodInvalidError):
        await client.get_messages(olena.id, limit=1)
    assert (await client.get_messages(olena.id, ids=1)).raw_text == "/start"


async def test_a_bot_deletes_its_messages(world: World, client: Any, olena: User, bot: Bot) -> None:
    olena.starts(bot)
    sent = await client.send_message(olena.id, "Помилка")
    await client.delete_messages(olena.id, [sent.id])
    assert [message.text for message in world.chat(olena, bot).messages] == ["/start"]


async def test_a_bot_sends_a_picture(world: World, client: Any, olena: User, bot: Bot) -> None:
    olena.starts(bot)
    picture = io.BytesIO(b"\x89PNG\r\n\x1a\n" + b"\x00" * 5000)
    picture.name = "hrafik.png"
    await client.send_file(olena.id, picture, caption="Графік")
    shown = world.chat(olena, bot).last
    assert shown.photo is not None
    assert (shown.text, shown.photo.data) == ("Графік", picture.getvalue())


async def test_a_bot_looks_at_its_group(world: World, client: Any, olena: User, bot: Bot) -> None:
    group = world.add_group("Стрічка", [olena, bot])
    assert (await client.get_entity(types.PeerChat(group.id))).title == "Стрічка"
    full = await client(functions.messages.GetFullChatRequest(group.id))
    assert [member.user_id for member in full.full_chat.participants.participants] == [olena.id, bot.id]
    await client(functions.messages.DeleteChatUserRequest(group.id, "me"))
    assert bot not in group.members
