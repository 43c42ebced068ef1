"""Signing in, as a person does it."""

import asyncio
from collections.abc import Awaitable, Callable

import pytest

from bot.sandbox.telegram.server import TelegramServer
from bot.sandbox.telegram.world.accounts import Bot
from bot.sandbox.telegram.world.world import World
from bot.telegram.login import LoginFailed, SignedIn, by_phone, by_qr, check_token
from config.settings import Application, Server

pytestmark = pytest.mark.slow  # a key is exchanged each time

PHONE = "+380501112233"


@pytest.fixture
def application(server: TelegramServer) -> Application:
    place = Server(dc=2, host="127.0.0.1", port=server.port, key_path=server.key_path)
    return Application(api_id=1, api_hash="0" * 32, server=place)


def answers(world: World, **given: list[str]) -> Callable[[str], Awaitable[str]]:
    """Somebody at the terminal who knows the phone and, unless told otherwise, the right code."""

    async def ask(what: str) -> str:
        if what in given:
            return given[what].pop(0)
        return PHONE if what == "phone" else world.login_code(PHONE)

    return ask


async def test_phone_and_code_give_a_session(application: Application, world: World) -> None:
    person = world.add_user("Спостерігач", phone=PHONE)
    account = await by_phone(application, answers(world))
    assert (account.id, account.name) == (person.id, "Спостерігач")
    assert account.session.startswith("1")
    assert account.session not in repr(account)


async def test_a_two_step_password_is_asked_for(application: Application, world: World) -> None:
    world.add_user("Спостерігач", phone=PHONE, password="вишня-42")
    account = await by_phone(application, answers(world, password=["не той", "вишня-42"]))
    assert account.session


async def test_a_wrong_code_may_be_tried_again(application: Application, world: World) -> None:
    world.add_user("Спостерігач", phone=PHONE)
    right = answers(world)
    tries = iter(["00000"])

    async def ask(what: str) -> str:
        return next(tries, None) or await right(what) if what == "code" else await right(what)

    assert (await by_phone(application, ask)).session


async def test_three_wrong_codes_end_it_with_words(application: Application, world: World) -> None:
    world.add_user("Спостерігач", phone=PHONE)
    with pytest.raises(LoginFailed, match="code is wrong"):
        await by_phone(application, answers(world, code=["00000"] * 3))


async def test_a_scanned_code_gives_a_session(application: Application, world: World) -> None:
    person = world.add_user("Спостерігач")
    shown: asyncio.Queue[str] = asyncio.Queue()
    login = asyncio.create_task(by_qr(application, shown.put_nowait, answers(world)))
    person.scans(await shown.get())
    account: SignedIn = await login
    assert account.id == person.id


async def test_a_bot_token_is_checked(application: Application, bot: Bot) -> None:
    assert (await check_token(application, bot.token)).username == "dzherelo_bot"
    with pytest.raises(LoginFailed, match="@BotFather"):
        await check_token(application, "123456:AAExample-example_example-example1")
