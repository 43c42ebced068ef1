"""People: roles given by invitation, used once, taken away at once."""

from datetime import timedelta
from hashlib import sha256

import pytest

from storage.api import Store
from storage.errors import InviteRefused
from storage.records import Invite, Person, PersonId, RequestId, Role
from tests.builders import MINUTE, MORNING, OWNER, member, new_request, owner

DAY = timedelta(days=1)


async def invite(store: Store, name: str = "token", role: Role = Role.EDITOR, by: PersonId = OWNER) -> bytes:
    token = sha256(name.encode()).digest()
    await store.requests.add(new_request(message_id=int.from_bytes(token[:4], "big"), chat_id=by))
    request = (await store.requests.due(MORNING, limit=99))[-1]
    await store.people.invite(
        Invite(token_hash=token, role=role, made_by=by, expires_at=MORNING + DAY),
        request=request.id,
        reply=f"https://t.me/bot?start={name}",
        at=MORNING,
    )
    return token


async def accept(store: Store, token: bytes, person_id: int, after: timedelta = MINUTE) -> Person:
    return await store.people.accept(
        token, person_id=PersonId(person_id), name=f"P{person_id}", language="uk", timezone="UTC", at=MORNING + after
    )


async def test_there_is_one_owner(store: Store) -> None:
    first = await owner(store)
    assert (first.role, first.name, first.muted_at, first.unreachable_at) == (Role.OWNER, "Марта", None, None)
    assert await owner(store) == first
    second = await owner(store, PersonId(2))
    assert [(person.id, person.role) for person in await store.people.all()] == [
        (2, Role.OWNER),
        (OWNER, Role.OPERATOR),
    ]
    assert await store.people.get(PersonId(2)) == second


async def test_the_settings_do_not_undo_what_the_owner_chose(store: Store) -> None:
    await owner(store)
    changed = await store.people.change(OWNER, name="М.", language="en", at=MORNING)
    assert await owner(store) == changed


async def test_an_invitation_is_used_once(store: Store) -> None:
    await owner(store)
    token = await invite(store)
    person = await accept(store, token, 2)
    assert (person.id, person.role, person.added_at) == (2, Role.EDITOR, MORNING + MINUTE)
    assert await accept(store, token, 2) == person
    with pytest.raises(InviteRefused, match="used"):
        await accept(store, token, 3)
    assert await store.people.get(PersonId(3)) is None


async def test_an_invitation_expires_and_cannot_be_guessed(store: Store) -> None:
    await owner(store)
    token = await invite(store)
    with pytest.raises(InviteRefused, match="expired"):
        await accept(store, token, 2, after=DAY)
    with pytest.raises(InviteRefused, match="not known"):
        await accept(store, b"another", 2)


async def test_an_invitation_never_lowers_a_role(store: Store) -> None:
    await member(store, 2, Role.OPERATOR)
    token = await invite(store, role=Role.REPORTER)
    assert (await accept(store, token, 2)).role is Role.OPERATOR
    assert (await accept(store, await invite(store, "other"), OWNER)).role is Role.OWNER


async def test_only_the_settings_make_an_owner(store: Store) -> None:
    await owner(store)
    with pytest.raises(ValueError, match="settings"):
        await invite(store, role=Role.OWNER)


async def test_an_invitation_is_worth_what_its_maker_may_give_now(store: Store) -> None:
    await member(store, 2, Role.OPERATOR)
    token = await invite(store, "by operator", by=PersonId(2))
    await store.people.remove(PersonId(2), by=OWNER, at=MORNING)
    with pytest.raises(InviteRefused):
        await accept(store, token, 3)
    await member(store, 4, Role.EDITOR)
    with pytest.raises(InviteRefused, match="may no longer"):
        await accept(store, await invite(store, "too high", role=Role.OPERATOR, by=PersonId(4)), 5)


async def test_whoever_was_removed_does_not_come_back_by_the_old_link(store: Store) -> None:
    await owner(store)
    token = await invite(store)
    await accept(store, token, 2)
    assert await store.people.remove(PersonId(2), by=OWNER, at=MORNING)
    with pytest.raises(InviteRefused):
        await accept(store, token, 2)
    assert not await store.people.remove(PersonId(2), by=OWNER, at=MORNING)
    back = await accept(store, await invite(store, "again", role=Role.REPORTER), 2)
    assert back.role is Role.REPORTER


async def test_the_owner_cannot_be_removed(store: Store) -> None:
    await owner(store)
    assert not await store.people.remove(OWNER, by=OWNER, at=MORNING)
    assert not await store.people.remove(PersonId(99), by=OWNER, at=MORNING)
    assert len(await store.people.all()) == 1


async def test_one_request_makes_one_invitation_and_its_answer_is_forgotten(store: Store) -> None:
    await owner(store)
    first = await invite(store, "first")
    (request,) = await store.requests.due(MORNING, limit=9)
    assert request.reply == "https://t.me/bot?start=first"
    second = Invite(token_hash=b"second", role=Role.EDITOR, made_by=OWNER, expires_at=MORNING + DAY)
    await store.people.invite(second, request=request.id, reply="second", at=MORNING)
    (request,) = await store.requests.due(MORNING, limit=9)
    assert request.reply == "https://t.me/bot?start=first"
    with pytest.raises(InviteRefused):
        await accept(store, b"second", 2)
    await accept(store, first, 2)
    await store.requests.answered(RequestId(request.id), at=MORNING)
    assert await store.requests.due(MORNING, limit=9) == []


async def test_people_change_what_is_theirs(store: Store) -> None:
    await owner(store)
    muted = await store.people.change(OWNER, muted=True, at=MORNING)
    assert muted is not None
    assert (muted.muted_at, muted.name) == (MORNING, "Марта")
    assert await store.people.change(OWNER, muted=True, at=MORNING + MINUTE) == muted
    loud = await store.people.change(OWNER, muted=False, language="en", at=MORNING)
    assert loud is not None
    assert (loud.muted_at, loud.language) == (None, "en")
    assert await store.people.change(PersonId(99), name="X", at=MORNING) is None
