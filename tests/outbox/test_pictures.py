"""An alert with its picture."""

from collections.abc import AsyncIterator
from pathlib import Path

from bot.alerts.audience import Audience
from bot.errors import Refused
from bot.message import Message
from bot.shelf import Shelf
from storage.records import ClaimState, Media, PostId, Stage
from tests.builders import new_post, watched
from tests.outbox.stage import EDITOR, Outbox
from tests.senders import RecordingSender


async def pictured(outbox: Outbox, folder: Path) -> Path:
    """A post with a picture that is on the shelf; nobody has been told yet."""

    async def content() -> AsyncIterator[bytes]:
        yield b"picture"

    outbox.shelf = Shelf(folder / "media")
    channel = await watched(outbox.store, media=Media.PHOTOS)
    await outbox.store.posts.add([new_post(channel, media="photo")], audience=Audience(), at=outbox.clock())
    (job,) = await outbox.store.work.due(Stage.FETCH_FILE, outbox.clock(), limit=9)
    content_hash, size = await outbox.shelf.put(content(), most=99)
    await outbox.store.files.stored(job, content_hash=content_hash, size=size, at=outbox.clock())
    path = outbox.shelf.find(content_hash)
    assert path is not None
    return path


async def test_an_alert_gets_the_picture_once(outbox: Outbox, tmp_path: Path):
    picture = await pictured(outbox, tmp_path)
    assert await outbox.run() == 2
    assert [(sent.picture, sent.edits) for sent in outbox.sender.sent] == [(picture, 1)] * 2
    await outbox.store.posts.claim(PostId(1), state=ClaimState.TAKEN, by=EDITOR, at=outbox.clock())
    outbox.sender.sent[0].picture = None  # nothing is uploaded a second time
    await outbox.run()
    assert [(sent.picture, sent.edits) for sent in outbox.sender.sent] == [(None, 2), (picture, 2)]


async def test_a_lost_answer_between_text_and_picture_doubles_nothing(outbox: Outbox, tmp_path: Path):
    picture = await pictured(outbox, tmp_path)
    outbox.sender.lost.append(EDITOR)
    await outbox.run()
    outbox.clock.move(seconds=2)
    await outbox.run()
    assert [sent.picture for sent in outbox.sender.sent] == [picture, picture]


class NoPictures(RecordingSender):
    """A Telegram that will not take any picture."""

    async def edit(self, chat_id: int, message_id: int, message: Message, *, picture: Path | None = None) -> None:
        if picture:
            raise Refused("PHOTO_INVALID_DIMENSIONS")
        await super().edit(chat_id, message_id, message)


async def test_a_picture_that_telegram_refuses_leaves_the_text(outbox: Outbox, tmp_path: Path):
    await pictured(outbox, tmp_path)
    outbox.sender = NoPictures()
    assert await outbox.run() == 2
    assert [(sent.picture, bool(sent.message.buttons)) for sent in outbox.sender.sent] == [(None, True)] * 2
    assert await outbox.run() == 0


async def test_a_picture_that_somebody_took_away_is_left_out(outbox: Outbox, tmp_path: Path):
    (await pictured(outbox, tmp_path)).unlink()
    assert await outbox.run() == 2
    assert [sent.picture for sent in outbox.sender.sent] == [None, None]
