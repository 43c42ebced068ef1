"""`/here`: alerts come to a group, or to a topic of one; and what happens to groups: let in, given another id."""

from datetime import datetime

from bot.alerts.post import Reader, reader_of
from bot.desk.presses import Action, Press
from bot.desk.requests import Answer, Asked, Command, Desk
from bot.desk.rules.listing import back, state
from bot.message import Button, Composer, Message, cut, plain
from bot.texts.catalogues import words
from storage.api import Store
from storage.records import EntityKind, Person, PersonId, Place, Request, RequestKind, Role

END = "here_off"
AGAIN = "here_on"
NAME_UNITS = 60
LISTED = 30  # groups, a button each
NO = frozenset({"off", "no", "ні", "вимк", "вимкнути"})
EVENTS = frozenset({RequestKind.ADDED, RequestKind.MOVED})


async def here(asked: Asked) -> Message:
    """`/here`, `/here name`, `/here off`; in private, which groups there are."""
    new = asked.request.new
    if new.chat_id > 0:
        return await _listed(asked.store, asked.reader)
    place = Place(chat_id=new.chat_id, topic=new.topic)
    bound = await asked.store.places.find(place)
    if asked.rest.lower() in NO:
        if bound is None:
            return plain(asked.words.gettext("No alerts come here."))
        return await _end(asked.store, bound, asked.person, reader_of(bound, asked.now))
    now_bound = await asked.store.places.bind(
        place,
        name=cut(" ".join(asked.rest.split()), NAME_UNITS) or None,
        title=_title(asked),
        language=asked.person.language,
        timezone=asked.person.timezone,
        by=asked.person.id,
        at=asked.now,
    )
    _ring(asked.desk)
    return await _welcome(asked.store, now_bound, reader_of(now_bound, asked.now))


def _title(asked: Asked) -> str:
    """What a place is called that nobody has named."""
    new = asked.request.new
    title = cut(" ".join(new.chat_title.split()), NAME_UNITS) or asked.words.gettext("group")
    return f"{title} · {new.topic}" if new.topic else title


async def _welcome(store: Store, place: Person, reader: Reader) -> Message:
    """What comes, and how to change it."""
    _ = reader.words.gettext
    composer = Composer().add("📍 " + _("Alerts come here: “{name}”.").format(name=place.name), EntityKind.BOLD)
    composer.add("\n" + state(await store.rules.of(place.id), reader))
    composer.add("\n" + _("Editors change that here: /rules what comes, /quiet and /mute when, /language."))
    composer.add("\n" + _("Everybody here sees the alerts; a button works for those whose role allows it."))
    no_more = Button(text=_("✖️ Not here any more"), data=f"{END}:{-place.id}")
    return composer.build([(back(place.id, reader), no_more)])


async def _listed(store: Store, reader: Reader) -> Message:
    _, places = reader.words.gettext, await store.places.all()
    composer = Composer()
    if places:
        composer.add(_("Groups that alerts come to:"), EntityKind.BOLD)
    for number, place in enumerate(places, 1):
        composer.add(f"\n{number}. {place.name}")
        composer.add(" · ⚠️ " + _("the bot cannot write there") if place.unreachable_at is not None else "")
    composer.add("\n\n" if places else "")
    composer.add(_("For alerts to come to a group, let me in and write /here there; with topics, in the topic."))
    end = _("✖️ {number}. Not there any more")
    buttons = [
        (Button(text=end.format(number=number), data=f"{END}:{-place.id}"),)
        for number, place in enumerate(places[:LISTED], 1)
    ]
    return composer.build(buttons)


# ------------------------------------------------------------------ presses


async def _end(store: Store, place: Person, by: Person, reader: Reader) -> Message:
    await store.people.remove(place.id, by=by.id, at=reader.now)
    told = reader.words.gettext("No alerts come to “{name}” any more. Its rules are kept.").format(name=place.name)
    again = Button(text=reader.words.gettext("↩️ Let them come again"), data=f"{AGAIN}:{-place.id}")
    return Message(text="✖️ " + told, buttons=((again,),))


async def _pressed_end(made: Press) -> Answer:
    place = await made.store.people.get(PersonId(-made.item))
    if place is None or place.place is None:
        return Answer(text=made.reader.words.gettext("No alerts come to this chat any more."), alert=True)
    answer = Answer(text="", show=await _end(made.store, place, made.person, made.reader))
    _ring(made.desk)
    return answer


async def _pressed_again(made: Press) -> Answer:
    place = await made.store.places.bind_again(PersonId(-made.item), by=made.person.id, at=made.now)
    if place is None:
        return Answer(text=made.reader.words.gettext("This button is out of date."))
    _ring(made.desk)
    return Answer(text="", show=await _welcome(made.store, place, reader_of(place, made.now)))


def _ring(desk: Desk) -> None:
    desk.bells.outbox.ring()
    desk.bells.menus.ring()


ACTIONS = {END: Action(_pressed_end, Role.OPERATOR), AGAIN: Action(_pressed_again, Role.OPERATOR)}


# ------------------------------------------------------------------ what happens in groups


async def heard_in(store: Store, desk: Desk, request: Request, now: datetime) -> Person | None:
    """The group that somebody wrote in, if alerts come there; what waited for it comes, if the bot could not write."""
    place = await store.places.find(Place(chat_id=request.new.chat_id, topic=request.new.topic))
    if place is not None and place.unreachable_at is not None:
        await store.alerts.reachable(place.id, at=now)
        desk.bells.outbox.ring()
    return place


async def happened(store: Store, desk: Desk, request: Request, now: datetime) -> Message | None:
    """The bot was let into a group, or a group got another id."""
    new = request.new
    if new.kind is RequestKind.MOVED:
        old, new_id = map(int, new.text.split())
        await store.places.move(old, new_id, at=now)
        _ring(desk)
        return None
    if await store.places.returned(new.chat_id, at=now):
        desk.bells.outbox.ring()
    person = await store.people.get(new.person_id)
    if person is None:
        return None  # whoever it is has nothing to do with us
    _ = words(person.language).gettext
    told = _(
        "Good day! This is Dzherelo. For alerts to come here, an operator writes /here; with topics, in the topic."
    )
    return plain(told)


def unrecognised(desk: Desk, told: Command | None, request: Request) -> Message | None:
    """In groups the bot says nothing to strangers; an administrator who writes as the group cannot know why."""
    if request.new.person_id != request.new.chat_id or told is None or told.name != "here":
        return None
    return plain(
        words(desk.language).gettext(
            "I cannot see who you are: administrators of this group write as the group itself. "
            "Switch “remain anonymous” off for yourself and write once more."
        )
    )
