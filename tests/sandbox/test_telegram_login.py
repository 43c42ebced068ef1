"""Signing in and out through a real client: exchange of keys, code, password, QR code, token."""

import asyncio
import stat
from collections.abc import Iterator
from typing import Any

import pytest
from telethon import errors, functions
from telethon.crypto import rsa
from telethon.network import ConnectionTcpAbridged

from bot.sandbox.telegram import TelegramServer, World
from bot.sandbox.telegram.world.accounts import Bot, User
from bot.sandbox.telegram.world.channels import Channel
from tests.sandbox.conftest import Connect, Listen

PHONE = "+380501112233"


@pytest.fixture
def key_known(server: TelegramServer) -> Iterator[None]:
    """Clients know the server's key, as an application does that was given its file."""
    before = dict(rsa._server_keys)
    rsa.add_key(server.key_path.read_bytes(), old=False)
    yield
    rsa._server_keys.clear()
    rsa._server_keys.update(before)


@pytest.fixture
async def stranger(key_known: None, connect: Connect) -> Any:
    """A client with no account, after a true exchange of keys."""
    return await connect()


async def test_the_key_file_is_for_its_owner_alone(server: TelegramServer) -> None:
    assert stat.S_IMODE(server.key_path.stat().st_mode) == 0o600
    assert server.key_path.read_text().startswith("-----BEGIN RSA PUBLIC KEY-----")
    assert server.address == f"2@127.0.0.1:{server.port}"


async def test_who_is_not_signed_in_is_refused(stranger: Any) -> None:
    assert not await stranger.is_user_authorized()
    with pytest.raises(errors.AuthKeyUnregisteredError):
        await stranger(functions.updates.GetStateRequest())


async def test_sign_in_by_code(world: World, stranger: Any, olena: User) -> None:
    await stranger.send_code_request(PHONE)
    with pytest.raises(errors.PhoneCodeInvalidError):
        await stranger.sign_in(PHONE, "nope")
    me = await stranger.sign_in(PHONE, world.login_code(PHONE))
    assert (me.id, me.first_name, me.phone) == (olena.id, "Олена", "380501112233")


async def test_an_unknown_phone_is_refused(stranger: Any) -> None:
    with pytest.raises(errors.PhoneNumberInvalidError):
        await stranger.send_code_request("+380990000000")


@pytest.mark.slow  # proving a password is meant to be slow
async def test_sign_in_with_a_password(world: World, stranger: Any) -> None:
    taras = world.add_user("Тарас", phone="380671234567", password="чорнозем 1814")
    await stranger.send_code_request("380671234567")
    with pytest.raises(errors.SessionPasswordNeededError):
        await stranger.sign_in("380671234567", world.login_code("380671234567"))
    with pytest.raises(errors.PasswordHashInvalidError):
        await stranger.sign_in(password="не той")
    assert (await stranger.sign_in(password="чорнозем 1814")).id == taras.id


async def test_sign_in_by_qr_code(stranger: Any, olena: User) -> None:
    login = await stranger.qr_login()
    waiting = asyncio.create_task(login.wait(5))
    await asyncio.sleep(0)  # the wait must have begun before the code is scanned
    olena.scans(login.url)
    assert (await waiting).id == olena.id


async def test_a_client_can_scan_a_qr_code(stranger: Any, connect: Connect, olena: User) -> None:
    phone = await connect(olena)
    login = await stranger.qr_login()
    waiting = asyncio.create_task(login.wait(5))
    await phone(functions.auth.AcceptLoginTokenRequest(login.token))
    assert (await waiting).id == olena.id
    with pytest.raises(errors.AuthTokenInvalidError):
        await phone(functions.auth.AcceptLoginTokenRequest(b"no such code"))


async def test_a_bot_signs_in_with_its_token(stranger: Any, bot: Bot) -> None:
    with pytest.raises(errors.AccessTokenInvalidError):
        await stranger.sign_in(bot_token=f"{bot.id}:wrong")
    me = await stranger.sign_in(bot_token=bot.token)
    assert (me.id, me.bot, me.username) == (bot.id, True, "dzherelo_test_bot")


async def test_pushes_flow_after_signing_in(
    world: World, stranger: Any, listen: Listen, olena: User, channel: Channel
) -> None:
    heard = listen(stranger)
    await stranger.send_code_request(PHONE)
    await stranger.sign_in(PHONE, world.login_code(PHONE))
    channel.post("Зарядка о сьомій")
    await world.until(lambda: heard)


async def test_devices_are_listed_and_ended(connect: Connect, olena: User) -> None:
    one, other = await connect(olena), await connect(olena)
    listed = (await one(functions.account.GetAuthorizationsRequest())).authorizations
    assert [device.current for device in listed] == [True, False]
    await one(functions.account.ResetAuthorizationRequest(listed[1].hash))
    with pytest.raises(errors.AuthKeyUnregisteredError):
        await other(functions.updates.GetStateRequest())


async def test_after_log_out_a_session_is_worthless(server: TelegramServer, connect: Connect, olena: User) -> None:
    client = await connect(olena)
    await client.log_out()
    assert server.authorizations.of(olena) == []


async def test_the_abridged_transport_works_too(connect: Connect, olena: User, channel: Channel) -> None:
    long = "Дуже довге повідомлення. " * 100
    channel.post(long)
    client = await connect(olena, connection=ConnectionTcpAbridged)
    assert (await client.get_messages("kryva_vezha", limit=1))[0].raw_text == long
