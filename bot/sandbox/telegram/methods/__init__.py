"""The methods that the server knows, one file for each family of Telegram's."""

from bot.sandbox.telegram.calls import Method
from bot.sandbox.telegram.methods import (
    account,
    auth,
    bots,
    channels,
    dialogs,
    files,
    groups,
    history,
    invites,
    messages,
    service,
    updates,
    users,
)

FAMILIES = (account, auth, bots, channels, dialogs, files, groups, history, invites, messages, service, updates, users)

METHODS: dict[type, Method] = {request: method for family in FAMILIES for request, method in family.METHODS.items()}
