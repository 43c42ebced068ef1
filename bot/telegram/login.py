"""Signing in: phone and code, a QR code, the two-step password, and the check of a bot's token.

Secrets are handed back to whoever asked, never logged.
"""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from typing import Any

from telethon import errors

from bot.telegram.client import make_client, string_session
from config.settings import Application

Ask = Callable[[str], Awaitable[str]]
"""Asks the person for a phone, a code or a password; the argument says which: `phone`, `code`, `password`."""

SIGN_IN_RETRIES = 3


class LoginFailed(Exception):
    """Signing in did not work; the message says why and what to do."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SignedIn:
    """An account that has signed in."""

    id: int
    name: str
    username: str | None
    session: str = field(repr=False)


async def by_phone(application: Application, ask: Ask) -> SignedIn:
    """Sign in with a code that Telegram sends, and the password where there is one. Raises LoginFailed."""
    client = await _connected(application)
    try:
        phone = await ask("phone")
        await client.send_code_request(phone)
        await _sign_in(client, ask, lambda code: client.sign_in(phone, code))
        return await _signed_in(client)
    except errors.PhoneNumberInvalidError as error:
        raise LoginFailed("Telegram does not know this number: write it with its country, such as +380…") from error
    except errors.FloodWaitError as error:
        raise LoginFailed(f"Too many tries: Telegram asks to wait {error.seconds} s.") from error
    except errors.ApiIdInvalidError as error:
        raise LoginFailed(
            "TELEGRAM_API_ID and TELEGRAM_API_HASH do not belong together; see my.telegram.org"
        ) from error
    finally:
        await client.disconnect()


async def by_qr(application: Application, show: Callable[[str], None], ask: Ask, *, tries: int = 10) -> SignedIn:
    """Sign in by scanning a code with a phone that is signed in. `show` draws its address; it changes every 30 s."""
    client = await _connected(application)
    try:
        code = await client.qr_login()
        for _ in range(tries):
            show(code.url)
            try:
                await code.wait()
                break
            except TimeoutError:
                await code.recreate()
            except errors.SessionPasswordNeededError:
                await client.sign_in(password=await ask("password"))
                break
        else:
            raise LoginFailed("Nobody scanned the code. Start again, or sign in by phone.")
        return await _signed_in(client)
    except errors.PasswordHashInvalidError as error:
        raise LoginFailed("The password is wrong. Start again.") from error
    finally:
        await client.disconnect()


async def check_token(application: Application, token: str) -> SignedIn:
    """Sign in as a bot. Raises LoginFailed where Telegram does not know the token."""
    client = await _connected(application)
    try:
        await client.sign_in(bot_token=token)
        return await _signed_in(client)
    except (errors.AccessTokenInvalidError, errors.AccessTokenExpiredError) as error:
        raise LoginFailed("Telegram does not know this bot token; ask @BotFather for the right one: /token") from error
    finally:
        await client.disconnect()


async def _sign_in(client: Any, ask: Ask, with_code: Callable[[str], Awaitable[Any]]) -> None:
    for left in reversed(range(SIGN_IN_RETRIES)):
        try:
            await with_code(await ask("code"))
            return
        except errors.SessionPasswordNeededError:
            await _give_password(client, ask)
            return
        except (errors.PhoneCodeInvalidError, errors.PhoneCodeEmptyError) as error:
            if not left:
                raise LoginFailed("The code is wrong. Start again.") from error
        except errors.PhoneCodeExpiredError as error:
            raise LoginFailed("The code has expired. Start again.") from error


async def _give_password(client: Any, ask: Ask) -> None:
    for left in reversed(range(SIGN_IN_RETRIES)):
        try:
            await client.sign_in(password=await ask("password"))
            return
        except errors.PasswordHashInvalidError as error:
            if not left:
                raise LoginFailed("The password is wrong. Start again.") from error


async def _connected(application: Application) -> Any:
    client = make_client(application, string_session(application), request_retries=SIGN_IN_RETRIES)
    await client.connect()
    return client


async def _signed_in(client: Any) -> SignedIn:
    me = await client.get_me()
    name = " ".join(filter(None, (me.first_name, me.last_name)))
    return SignedIn(id=me.id, name=name, username=me.username, session=client.session.save())
