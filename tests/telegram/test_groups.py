"""Groups and their topics: what the bot hears of them, and how it writes there."""

import pytest

from bot.errors import Unreachable
from bot.message import Message
from bot.sandbox.telegram.world.accounts import User
from bot.sandbox.telegram.world.groupings import let_in, open_topic, upgrade
from storage.records import RequestKind
from tests.telegram.office import Office, heard

pytestmark = pytest.mark.slow  # a key is exchanged each time


async def test_the_bot_is_let_into_groups_and_follows_them_when_they_become_supergroups(
    office: Office, editor: User
) -> None:
    group = office.world.add_group("Редакція", [editor])
    async with office.open() as (account, intake):
        let_in(group, office.bot, by=editor)
        editor.says(group, "Обідаємо о другій, @dzherelo_bot?")
        editor.says(group, "/here")
        await heard(office.world, account, 2)
        new = upgrade(group, by=editor)
        await heard(office.world, account, 4)
        asked = list(account.chat.requests)
        await intake.take_due()
    old_id, new_id = -group.id, int(f"-100{new.id}")
    told = {(request.kind, request.chat_id, request.text) for request in asked}
    assert told == {
        (RequestKind.ADDED, old_id, ""),
        (RequestKind.MESSAGE, old_id, "/here"),
        (RequestKind.MOVED, old_id, f"{old_id} {new_id}"),
        (RequestKind.MOVED, new_id, f"{old_id} {new_id}"),
    }
    assert {request.person_id for request in asked} == {editor.id}
    assert {request.chat_title for request in asked} == {"Редакція"}


async def test_a_topic_of_a_group_is_heard_and_answered_in_the_topic(office: Office, editor: User) -> None:
    group = office.world.add_supergroup("Редакція", [editor, office.bot])
    topic = open_topic(group, "Війна", by=editor)
    async with office.open() as (account, intake):
        editor.says(group, "/here", topic=topic)
        await heard(office.world, account)
        (asked,) = account.chat.requests
        await intake.take_due()
        for number, place in ((1, topic.id), (2, None)):
            text = Message(text=f"Сповіщення {number}")
            await account.sender.send(asked.chat_id, text, random_id=number, topic=place)
        await account.sender.send(
            asked.chat_id, Message(text="Гаразд"), random_id=3, reply_to=asked.message_id, topic=topic.id
        )
        alert = group.messages[-3]
        editor.says(group, "/why", topic=topic, reply_to=alert)
        await heard(office.world, account)
        (why,) = account.chat.requests
        await intake.take_due()
    assert (asked.topic, asked.reply_to) == (topic.id, None)
    assert (why.topic, why.reply_to) == (topic.id, alert.id)
    first, second, answer = group.messages[-4:-1]
    assert [message.topic for message in (first, second, answer)] == [topic, None, topic]
    assert answer.reply_to is not None
    assert answer.reply_to.text == "/here"


async def test_a_topic_that_is_gone_cannot_be_written_to(office: Office, editor: User) -> None:
    group = office.world.add_supergroup("Редакція", [editor, office.bot])
    topic = open_topic(group, "Війна", by=editor)
    async with office.open() as (account, _):
        editor.says(group, "/here", topic=topic)
        await heard(office.world, account)
        chat_id = account.chat.requests.popleft().chat_id
        group.delete(topic.id)
        with pytest.raises(Unreachable):
            await account.sender.send(chat_id, Message(text="Сповіщення"), random_id=1, topic=topic.id)
