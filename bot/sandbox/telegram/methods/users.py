"""users.* and contacts.*: who is who."""

import re
from typing import Any

from telethon.tl import functions, types

from bot.sandbox.telegram.calls import Call, Callers, table
from bot.sandbox.telegram.refusal import Refusal
from bot.sandbox.telegram.wire import peers
from bot.sandbox.telegram.wire.messages import Cast
from bot.sandbox.telegram.world.accounts import Account, Bot, User
from bot.sandbox.telegram.world.channels import Channel

USERNAME = re.compile(r"[A-Za-z][A-Za-z0-9_]{3,31}")


def get_users(call: Call, request: Any) -> list[Any]:
    """People and bots by their ids; oneself too."""
    named = (peers.account(call.world, call.account, user) for user in request.id)
    return [peers.user(account, call.account) for account in named]


def get_full_user(call: Call, request: Any) -> Any:
    """More about one of them."""
    account = peers.account(call.world, call.account, request.id)
    full = types.UserFull(
        account.id,
        types.PeerSettings(),
        types.PeerNotifySettings(),
        common_chats_count=0,
        about=account.about.get("", {}).get("about") if isinstance(account, Bot) else None,
        bot_info=bot_info(account) if isinstance(account, Bot) else None,
    )
    return types.users.UserFull(full, [], Cast(call.account).meet(account).users)


def bot_info(bot: Bot) -> Any:
    """What a bot says about itself, with its menu for everybody."""
    commands = [types.BotCommand(name, description) for name, description in bot.commands()]
    return types.BotInfo(user_id=bot.id, description=bot.about.get("", {}).get("description"), commands=commands)


def resolve_username(call: Call, request: Any) -> Any:
    """Who has a username now."""
    if not USERNAME.fullmatch(request.username):
        raise Refusal("USERNAME_INVALID")
    owner = call.world.names.owner(request.username)
    if owner is None or (isinstance(owner, Account) and owner.deleted):
        raise Refusal("USERNAME_NOT_OCCUPIED")
    cast = Cast(call.account).meet(owner)
    peer = types.PeerChannel(owner.id) if isinstance(owner, Channel) else types.PeerUser(owner.id)
    return types.contacts.ResolvedPeer(peer, cast.chats, cast.users)


def block(call: Call, request: Any) -> bool:
    """Block somebody."""
    _person(call).blocks(peers.account(call.world, call.account, request.id))
    return True


def unblock(call: Call, request: Any) -> bool:
    """Let somebody write again."""
    _person(call).unblocks(peers.account(call.world, call.account, request.id))
    return True


def _person(call: Call) -> User:
    if not isinstance(call.account, User):
        raise Refusal("BOT_METHOD_INVALID")
    return call.account


METHODS = table(
    Callers.SIGNED_IN,
    {
        functions.users.GetUsersRequest: get_users,
        functions.users.GetFullUserRequest: get_full_user,
        functions.contacts.ResolveUsernameRequest: resolve_username,
    },
) | table(
    Callers.PEOPLE,
    {
        functions.contacts.BlockRequest: block,
        functions.contacts.UnblockRequest: unblock,
    },
)
