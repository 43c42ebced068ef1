"""The world alone, with no server and nobody connected: what scripts can do and what phones show."""

from datetime import UTC, datetime, timedelta

import pytest

from bot.sandbox.telegram import NeverHappened, Refusal, World
from bot.sandbox.telegram.world.accounts import Bot, User
from bot.sandbox.telegram.world.channels import Channel


def test_time_is_an_argument() -> None:
    now = datetime(2026, 3, 1, 8, 0, 0, 700_000, tzinfo=UTC)
    world = World(now=lambda: now)
    channel = world.add_channel("kryva_vezha")
    first = channel.post("О восьмій")
    now += timedelta(hours=1)
    assert (first.date.hour, channel.post("О дев'ятій").date.hour) == (8, 9)
    assert first.date.microsecond == 0  # Telegram counts whole seconds


def test_a_channels_ids_begin_where_one_wants(world: World) -> None:
    channel = world.add_channel("kryva_vezha", first_id=40_000)
    assert [channel.post(text).id for text in ("Раз", "Два")] == [40_000, 40_001]
    assert [message.service for message in channel.messages] == ["created", None, None]


def test_a_phone_shows_versions(world: World, channel: Channel) -> None:
    post = channel.post("Мост закрито")
    channel.edit(post.id, "Міст закрито", at=world.now() + timedelta(minutes=2))
    assert (post.text, post.edits) == ("Міст закрито", 1)
    assert [version.text for version in post.versions] == ["Мост закрито", "Міст закрито"]
    with pytest.raises(Refusal, match="MESSAGE_NOT_MODIFIED"):
        channel.edit(post.id, "Міст закрито")


def test_a_deleted_message_is_gone_from_both_phones(world: World, olena: User) -> None:
    petro = world.add_user("Петро")
    message = olena.says(petro, "Не читай")
    olena.deletes(message)
    assert len(world.chat(olena, petro)) == len(world.chat(petro, olena)) == 0


def test_names_pass_from_one_to_another(world: World, channel: Channel) -> None:
    with pytest.raises(ValueError, match="taken"):
        world.add_channel("KRYVA_vezha")
    channel.change_username(None)
    assert channel.private
    assert world.add_channel("kryva_vezha").username == "kryva_vezha"


def test_privacy_keeps_a_groups_talk_from_a_bot(world: World, olena: User, bot: Bot) -> None:
    group = world.add_group("Стрічка", [olena, bot])
    olena.says(group, "Поміж нами")
    olena.says(group, "@Dzherelo_Test_Bot що нового?")
    assert [message.text for message in world.chat(bot, group).messages] == ["", "@Dzherelo_Test_Bot що нового?"]
    bot.privacy = False
    olena.says(group, "Тепер чує все")
    assert world.chat(bot, group).last.text == "Тепер чує все"


def test_a_token_looks_like_telegrams(bot: Bot) -> None:
    number, _, secret = bot.token.partition(":")
    assert (int(number), len(secret)) == (bot.id, 35)


def test_a_button_is_found_by_its_text_or_number(world: World, olena: User, bot: Bot) -> None:
    shown = olena.starts(bot)
    with pytest.raises(LookupError, match="no button 'Беру'"):
        shown.button("Беру")


async def test_waiting_ends_with_the_change(world: World, channel: Channel) -> None:
    assert await world.until(lambda: channel.pts) == channel.pts
    with pytest.raises(NeverHappened) as caught:
        await world.until(lambda: channel.pts > 99, timeout=0.01)
    assert "channel.pts > 99" in str(caught.value)
    assert "new <Message 1 in <Channel 'kryva_vezha'>: 'created'> (pts 2" in str(caught.value)
