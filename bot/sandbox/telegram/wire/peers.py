"""Peers: people, bots, channels and groups as one account sees them, and as it names them in requests.

Every account has its own access hash for everybody else, as on Telegram: one account's hash is worthless to another.
"""

from functools import lru_cache
from hashlib import blake2b
from typing import Any

from telethon.tl import types

from bot.sandbox.telegram.refusal import Refusal
from bot.sandbox.telegram.world.accounts import Account, Bot, User
from bot.sandbox.telegram.world.channels import Channel
from bot.sandbox.telegram.world.places import Group, Place, PrivateChat
from bot.sandbox.telegram.world.world import World

DATA_CENTRE = 2
Entity = Account | Channel | Group


@lru_cache(maxsize=100_000)
def access_hash(viewer: Account, entity_id: int) -> int:
    """What this account must show to name that user or channel."""
    digest = blake2b(f"{viewer.id}:{entity_id}".encode(), digest_size=8).digest()
    return int.from_bytes(digest, "little", signed=True)


# -------------------------------------------------------------------- as they are seen


def user(account: Account, viewer: Account) -> Any:
    """A person or a bot."""
    own = account is viewer
    person = account if isinstance(account, User) and not account.deleted else None
    bot = isinstance(account, Bot)
    return types.User(
        account.id,
        is_self=own or None,
        deleted=account.deleted or None,
        bot=bot or None,
        bot_nochats=None,
        bot_info_version=1 if bot else None,
        access_hash=access_hash(viewer, account.id),
        first_name=None if account.deleted else account.first_name,
        last_name=person.last_name if person else None,
        username=None if account.deleted else account.username,
        phone=person.phone if person and own else None,
        lang_code=person.language if person and isinstance(viewer, Bot) else None,
    )


def channel(place: Channel, viewer: Account) -> Any:
    """A channel or a supergroup."""
    if place.private and viewer not in place.members and viewer in place.banned:
        return types.ChannelForbidden(place.id, access_hash(viewer, place.id), place.title)
    admin = viewer in place.admins
    return types.Channel(
        place.id,
        place.title,
        types.ChatPhoto(place.photo.id, DATA_CENTRE) if place.photo else types.ChatPhotoEmpty(),
        place.created_at,
        left=viewer not in place.members or None,
        broadcast=place.broadcast or None,
        megagroup=not place.broadcast or None,
        forum=bool(place.topics) or None,
        access_hash=access_hash(viewer, place.id),
        username=place.username,
        admin_rights=types.ChatAdminRights(post_messages=True, edit_messages=True) if admin else None,
        participants_count=len(place.members),
    )


def group(place: Group, viewer: Account) -> Any:
    """A basic group."""
    return types.Chat(
        place.id,
        place.title,
        types.ChatPhotoEmpty(),
        len(place.members),
        place.created_at,
        version=place.version + 1,
        left=viewer not in place.members or None,
    )


def peer(place: Place, viewer: Account) -> Any:
    """The peer of a place."""
    if isinstance(place, PrivateChat):
        return types.PeerUser(place.other(viewer).id)
    return types.PeerChannel(place.id) if isinstance(place, Channel) else types.PeerChat(place.id)


# -------------------------------------------------------------------- as requests name them


def entity(world: World, viewer: Account, named: Any) -> Entity:
    """Whom a request names; refuses a wrong access hash, and groups and channels that the account may not see."""
    match named:
        case types.InputPeerSelf() | types.InputUserSelf():
            return viewer
        case types.InputPeerUser() | types.InputUser():
            return account(world, viewer, named)
        case types.InputPeerChat():
            return basic_group(world, viewer, named.chat_id)
        case types.InputPeerChannel() | types.InputChannel():
            return readable(world, viewer, named)
    raise Refusal("PEER_ID_INVALID")


def account(world: World, viewer: Account, named: Any) -> Account:
    """The person or the bot that a request names."""
    if isinstance(named, types.InputUserSelf | types.InputPeerSelf):
        return viewer
    found = world.accounts.get(getattr(named, "user_id", 0))
    if found is None or not _knows(viewer, named, found.id):
        raise Refusal("PEER_ID_INVALID")
    return found


def known(world: World, viewer: Account, named: Any) -> Channel:
    """The channel that a request names, readable or not."""
    found = world.channels.get(getattr(named, "channel_id", 0))
    if found is None or not _knows(viewer, named, found.id):
        raise Refusal("CHANNEL_INVALID")
    return found


def readable(world: World, viewer: Account, named: Any) -> Channel:
    """The channel that a request names; refuses one that the account may not read."""
    found = known(world, viewer, named)
    if not found.readable_by(viewer):
        raise Refusal("CHANNEL_PRIVATE")
    return found


def basic_group(world: World, viewer: Account, group_id: int) -> Group:
    """The basic group that a request names."""
    found = world.groups.get(group_id)
    if found is None:
        raise Refusal("CHAT_ID_INVALID")
    if viewer not in found.members:
        raise Refusal("CHAT_WRITE_FORBIDDEN")
    return found


def place(world: World, viewer: Account, named: Any) -> Place:
    """The place where the account speaks with whom a request names."""
    return world.place(viewer, entity(world, viewer, named))


def _knows(viewer: Account, named: Any, entity_id: int) -> bool:
    """Bots may name with the hash 0 whom they have met; people need the hash that they were given."""
    return named.access_hash == access_hash(viewer, entity_id) or (named.access_hash == 0 and isinstance(viewer, Bot))
