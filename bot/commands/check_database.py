"""The part of `check` that looks at the database, changing nothing, and asks it how the watching accounts are."""

from collections.abc import AsyncIterator
from typing import TYPE_CHECKING

from bot.commands.findings import Finding, attempt
from config.calling import call
from storage.api import Condition

if TYPE_CHECKING:
    from config.settings import Settings
    from storage.api import Store
    from storage.records import Account

_FOUND = {
    Condition.MISSING: "{file}: not there yet, the first start makes it",
    Condition.OLDER: "{file}: of an older version, the next start brings it to this one",
    Condition.CURRENT: "{file}",
}


def look_at_database(url: str) -> tuple[Condition | None, list[Finding]]:
    """Whether it could be opened, and what would be found; None where it could not."""
    from storage.opening import examine, file_of

    return attempt("database", lambda: examine(url), lambda found: _FOUND[found].format(file=file_of(url)))


async def findings_of_accounts(settings: "Settings") -> AsyncIterator[Finding]:
    """What each account follows, which are signed out, and whether all channels fit, in a database of this version."""
    from storage.errors import StorageError
    from storage.opening import read_store

    try:
        async with read_store(settings.local.database_url) as store:
            for account in await store.accounts.all():
                if account.channels or account.lost_at is not None:
                    yield _finding(account)
            if words := await _too_many(store, settings):
                yield Finding(what="accounts", ok=True, words=words, warning=True)
    except StorageError as error:
        yield Finding(what="accounts", ok=False, words=str(error))


def _finding(account: "Account") -> Finding:
    words = f"follows {account.channels}, backs {account.backups}"
    if account.lost_at is not None:
        words = (
            f"Telegram ended its session {account.lost_at:%Y-%m-%d %H:%M} UTC; to have it back: {call('login')}, "
            "and the result into TELEGRAM_SESSION in place of the old one"
        )
    return Finding(what=f"account {account.name}", ok=True, words=words, warning=account.lost_at is not None)


async def _too_many(store: "Store", settings: "Settings") -> str:
    from storage.records import Mode

    joined = sum(channel.spec.mode is Mode.JOIN for channel in await store.channels.all())
    most, sessions = settings.accounts.most_channels, len(settings.accounts.sessions)
    if joined <= most * sessions:
        return ""
    return f"{joined} channels are to be joined, but {sessions} × {most} is all that fits: see CHANNELS_PER_ACCOUNT"
