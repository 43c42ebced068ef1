"""`login`: sign in the account that watches, and check the bot's token."""

import argparse
import asyncio
import getpass
import os
from typing import TYPE_CHECKING

from bot.commands.ending import ENV_FILE
from bot.errors import EXIT_NOT_ALL

if TYPE_CHECKING:
    from rich.console import Console

    from config.settings import Application

QUESTIONS = {
    "phone": "Phone number with its country (+380…): ",
    "code": "Code that Telegram has sent you: ",
    "password": "Two-step password (it is not shown): ",
}


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """How to sign in."""
    parser.add_argument("--env", default=str(ENV_FILE), metavar="FILE", help="where the settings stand (%(default)s)")
    parser.add_argument("--qr", action="store_true", help="scan a QR code instead of typing phone and code")
    parser.add_argument("--bot-only", action="store_true", help="only check TELEGRAM_BOT_TOKEN")


def run(args: argparse.Namespace) -> int:
    """Sign in and print what belongs into .env; 8 where Telegram refused."""
    return asyncio.run(_login(args))


async def _login(args: argparse.Namespace) -> int:
    from pathlib import Path

    from rich.console import Console

    from bot.telegram.login import LoginFailed
    from config.settings import environment, read_application

    env = environment(Path(args.env), os.environ)
    application = read_application(env)
    console = Console(highlight=False)
    try:
        if not args.bot_only:
            await _sign_in(application, console, by_code=args.qr)
            if not env.get("OWNER_ID"):
                console.print("OWNER_ID is the id of the person who will run the bot, for example yours.")
        await _check_bot(application, console, token=env.get("TELEGRAM_BOT_TOKEN", "").strip())
    except LoginFailed as error:
        console.print(str(error), style="red")
        return EXIT_NOT_ALL
    return 0


async def _sign_in(application: "Application", console: "Console", *, by_code: bool) -> None:
    from bot.telegram.login import by_phone, by_qr

    account = await (by_qr(application, draw, ask) if by_code else by_phone(application, ask))
    console.print(f"Signed in as {account.name} (id {account.id}). Put this line into .env and show it to nobody:")
    print(f"TELEGRAM_SESSION={account.session}")


async def _check_bot(application: "Application", console: "Console", *, token: str) -> None:
    from bot.telegram.login import check_token

    if not token:
        console.print("TELEGRAM_BOT_TOKEN is not set: ask @BotFather for one with /newbot.")
        return
    bot = await check_token(application, token)
    console.print(f"The bot is @{bot.username}. Open https://t.me/{bot.username} and press Start.")


async def ask(what: str) -> str:
    """Ask at the terminal; a password is not shown."""
    prompt = getpass.getpass if what == "password" else input
    return (await asyncio.to_thread(prompt, QUESTIONS[what])).strip()


def draw(address: str) -> None:
    """Draw a QR code in the terminal."""
    import qrcode

    code = qrcode.QRCode(border=2)
    code.add_data(address)
    print("Telegram on your phone → Settings → Devices → Link Desktop Device, then scan:")
    code.print_ascii(invert=True)
