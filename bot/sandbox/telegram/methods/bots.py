"""bots.* and the buttons under bots' messages."""

from typing import Any

from telethon.tl import functions, types

from bot.sandbox.telegram.calls import Call, Callers, table
from bot.sandbox.telegram.refusal import Refusal
from bot.sandbox.telegram.wire import peers
from bot.sandbox.telegram.world.accounts import Bot, User
from bot.sandbox.telegram.world.presses import Answer, Press
from bot.sandbox.telegram.world.waiting import NeverHappened

ANSWERED_WITHIN = 10.0  # seconds that a person's client waits for the bot
SCOPES = {
    types.BotCommandScopeDefault: "default",
    types.BotCommandScopeUsers: "users",
    types.BotCommandScopeChats: "chats",
    types.BotCommandScopeChatAdmins: "chat_admins",
}


def get_bot_callback_answer(call: Call, request: Any) -> Any:
    """Press a button and wait for the bot."""
    place = peers.place(call.world, call.account, request.peer)
    message = place.box_for(call.account).messages.get(request.msg_id)
    if message is None or not isinstance(call.account, User):
        raise Refusal("MESSAGE_ID_INVALID")
    if request.data not in [button.data for row in message.buttons for button in row]:
        raise Refusal("DATA_INVALID")
    return _answer_to(call.world.press(call.account, message, request.data))


async def _answer_to(press: Press) -> Any:
    try:
        answer = await press.answered(ANSWERED_WITHIN)
    except NeverHappened:
        raise Refusal("BOT_RESPONSE_TIMEOUT") from None
    return types.messages.BotCallbackAnswer(
        cache_time=0, alert=answer.alert or None, message=answer.text, url=answer.url, has_url=bool(answer.url) or None
    )


def set_bot_callback_answer(call: Call, request: Any) -> bool:
    """Answer a pressed button."""
    press = call.world.presses.get(request.query_id)
    if press is None or press.bot is not call.account:
        raise Refusal("QUERY_ID_INVALID")
    press.give(Answer(request.message, alert=bool(request.alert), url=request.url))
    return True


def set_bot_commands(call: Call, request: Any) -> bool:
    """Give the bot a menu for a scope and a language."""
    menu = [(command.command, command.description) for command in request.commands]
    _bot(call).menus[_scope(call, request.scope), request.lang_code] = menu
    return True


def reset_bot_commands(call: Call, request: Any) -> bool:
    """Take a menu away."""
    _bot(call).menus.pop((_scope(call, request.scope), request.lang_code), None)
    return True


def get_bot_commands(call: Call, request: Any) -> list[Any]:
    """The menu for a scope and a language."""
    menu = _bot(call).menus.get((_scope(call, request.scope), request.lang_code), [])
    return [types.BotCommand(name, description) for name, description in menu]


def set_bot_info(call: Call, request: Any) -> bool:
    """Say what the bot is: name, description and the line of its profile, by language."""
    said = _bot(call).about.setdefault(request.lang_code, {})
    said |= {key: value for key in ("name", "about", "description") if (value := getattr(request, key)) is not None}
    return True


def _bot(call: Call) -> Bot:
    if not isinstance(call.account, Bot):
        raise Refusal("USER_BOT_REQUIRED")
    return call.account


def _scope(call: Call, scope: Any) -> str:
    if type(scope) in SCOPES:
        return SCOPES[type(scope)]
    return f"peer:{peers.entity(call.world, call.account, scope.peer).id}"


METHODS = table(Callers.PEOPLE, {functions.messages.GetBotCallbackAnswerRequest: get_bot_callback_answer}) | table(
    Callers.BOTS,
    {
        functions.messages.SetBotCallbackAnswerRequest: set_bot_callback_answer,
        functions.bots.SetBotCommandsRequest: set_bot_commands,
        functions.bots.ResetBotCommandsRequest: reset_bot_commands,
        functions.bots.GetBotCommandsRequest: get_bot_commands,
        functions.bots.SetBotInfoRequest: set_bot_info,
    },
)
