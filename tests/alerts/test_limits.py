"""Whatever a channel posts, Telegram takes the alert."""

from datetime import timedelta

from hypothesis import given
from hypothesis import strategies as st

from bot.alerts.render import PICTURED_UNITS, render, takes_picture
from bot.message import (
    CAPTION_LIMIT,
    DATA_LIMIT,
    ENTITY_LIMIT,
    TEXT_LIMIT,
    Button,
    Composer,
    Message,
    cut,
    dump,
    load,
    plain,
    stack,
    units,
)
from storage.records import Claim, ClaimState, Entity, EntityKind, Origin, PersonId, PostId
from tests.alerts.scenes import NOON, alert_of, channel, mention, post, standing

TEXTS = st.text(max_size=300) | st.text(alphabet="аб 🔥👨‍👩‍👧\n", max_size=40).map(lambda text: text * 150)
ENTITIES = st.lists(
    st.builds(
        Entity,
        kind=st.sampled_from(EntityKind),
        offset=st.integers(-5, 7000),
        length=st.integers(-5, 7000),
        url=st.none() | st.just("https://map.example"),
    ),
    max_size=140,
)


def fits(message: Message, *, limit: int = TEXT_LIMIT) -> None:
    """What Telegram demands of a message."""
    size = units(message.text)
    assert 0 < size <= limit
    assert len(message.entities) <= ENTITY_LIMIT
    encoded = message.text.encode("utf-16-le")
    for entity in message.entities:
        assert 0 <= entity.offset < entity.offset + entity.length <= size
        encoded[2 * entity.offset : 2 * (entity.offset + entity.length)].decode("utf-16-le")  # no half character
    for button in (button for row in message.buttons for button in row):
        assert len((button.data or "").encode()) <= DATA_LIMIT


@given(
    text=TEXTS,
    entities=ENTITIES,
    title=st.text(max_size=300),
    name=st.text(max_size=300),
    count=st.integers(0, 12),
    has_photo=st.booleans(),
)
def test_any_post_fits(*, text: str, entities: list[Entity], title: str, name: str, count: int, has_photo: bool):
    told = post(text, entities=tuple(entities), forward=Origin(name=name), reply_to=1, media="photo")
    mentions = tuple(mention(number, title=title * 3, site=title) for number in range(count))
    held = Claim(state=ClaimState.TAKEN, person_id=PersonId(2**52), person_name=name, made_at=NOON)
    shown = standing(post=told, channel=channel(title=title), mentions=mentions, claim=held)
    message = render(alert_of(shown, has_photo=has_photo), now=NOON)
    fits(message, limit=CAPTION_LIMIT if has_photo else TEXT_LIMIT)


def test_a_post_that_takes_a_picture_is_never_cut_under_it():
    longest = "д" * PICTURED_UNITS
    told = post(longest, forward=Origin(name="н" * 300, telegram_id=1, message_id=1), reply_to=1, media="photo")
    claim = Claim(
        state=ClaimState.TAKEN, person_id=PersonId(2), person_name="О" * 300, made_at=NOON, link="https://x.y"
    )
    later = NOON + timedelta(hours=2)
    mentions = (
        *(mention(number, title="н" * 300, site=f"{number}" * 300) for number in range(9)),
        mention(9, title="н" * 300, site="с" * 300, ours=True, published_at=later),
    )
    shown = standing(
        post=told,
        channel=channel(title="к" * 300),
        mentions=mentions,
        claim=claim,
        picture="ab" * 32,
        first_text="Поранено 12 людей. " + "Загинув перехожий на мосту. " * 40,
    )
    due = alert_of(shown)
    assert takes_picture(due)
    message = render(due, now=NOON)
    fits(message, limit=CAPTION_LIMIT)
    assert longest in message.text
    assert "Змінено по суті" in message.text
    assert "Наша стаття" in message.text
    assert not message.preview


def test_a_longer_post_keeps_its_text_and_telegram_shows_its_picture():
    due = alert_of(standing(post=post("д" * (PICTURED_UNITS + 1), media="photo"), picture="ab" * 32))
    assert not takes_picture(due)
    message = render(due, now=NOON)
    assert "д" * (PICTURED_UNITS + 1) in message.text
    assert message.preview


def test_forty_thousand_characters_are_cut_and_the_article_still_shows():
    entities = tuple(Entity(kind=EntityKind.BOLD, offset=10 * n, length=5) for n in range(4000))
    message = render(
        alert_of(standing(post=post("Пожежа 🔥 " * 4000, entities=entities), mentions=(mention(),))), now=NOON
    )
    fits(message)
    assert units(message.text) > TEXT_LIMIT - 10
    assert message.text.endswith("через 41\u00a0хв")
    assert "https://news.example/1" in [entity.url for entity in message.entities]


def test_the_data_of_a_button_fits_for_any_post():
    message = render(alert_of(standing(post=post(id=PostId(2**63 - 1)), mentions=(mention(),))), now=NOON)
    fits(message)


@given(text=st.text(), limit=st.integers(0, 40))
def test_a_cut_keeps_whole_characters(text: str, limit: int):
    shown = cut(text, limit)
    assert units(shown) <= limit
    assert shown in (text, "") or text.startswith(shown[:-1])


@given(texts=st.lists(st.text(max_size=900), max_size=30))
def test_a_stack_says_what_it_leaves_out(texts: list[str]):
    whole = stack([Composer().add(text) for text in texts], left_out=lambda count: f"left {count}")
    shown = whole.build().text
    assert units(shown) <= TEXT_LIMIT
    assert shown == "\n\n".join(texts) or "left" in shown.split("\n")[-1]


@given(entities=ENTITIES, text=st.text())
def test_a_message_survives_being_stored(entities: list[Entity], text: str):
    buttons = ((Button(text="так", data="take:1"), Button(text="ні", url="https://map.example")),)
    message = Message(text=text, entities=tuple(entities), buttons=buttons, silent=True)
    assert load(dump(message)) == message


def test_plain_messages_are_cut_too():
    fits(plain("🔥" * 5000))
