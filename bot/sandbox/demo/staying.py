"""After the demo: somebody types to the bot as the editor, and presses its buttons."""

from prompt_toolkit import PromptSession
from prompt_toolkit.patch_stdout import patch_stdout
from rich.console import Console

from bot.sandbox.demo.phone import plain
from bot.sandbox.demo.play import Cast
from bot.sandbox.telegram.world.messages import Message


async def stay(console: Console, people: Cast) -> None:
    """Read lines until the input ends. `!2` presses the second button of the newest message."""
    console.print(people.morning.narration["stay"], soft_wrap=True)
    chat = people.chat(people.editor)
    seen = {message.id: message.edits for message in chat.messages}
    console.print(plain(chat.received[-1], numbered=True), markup=False, soft_wrap=True)

    def look(_: object) -> None:
        for message in chat.received:
            if seen.get(message.id, -1) < message.edits:
                seen[message.id] = message.edits
                print(plain(message, numbered=True))  # noqa: T201 - prompt_toolkit keeps the line being typed below it

    end = people.room.world.listen(look)
    session: PromptSession[str] = PromptSession(f"{people.morning.editor} ▸ ")
    try:
        with patch_stdout():
            while True:
                await _say(people, (await session.prompt_async()).strip(), chat.received)
    except (EOFError, KeyboardInterrupt):
        return
    finally:
        end()


async def _say(people: Cast, line: str, received: list[Message]) -> None:
    if line.startswith("!") and line[1:].isdigit():
        newest = next((message for message in reversed(received) if message.buttons), None)
        buttons = [button for row in newest.buttons for button in row] if newest else []
        number = int(line[1:])
        if newest is None or not 0 < number <= len(buttons):
            print(f"    ({people.morning.narration['buttons'].format(count=len(buttons))})")  # noqa: T201
        elif (chosen := buttons[number - 1]).url:
            print(f"    {chosen.url}")  # noqa: T201
        else:
            answer = await people.editor.press(newest, number - 1)
            print(f"    ({answer.text or chosen.text})")  # noqa: T201
    elif line:
        people.editor.says(people.room.bot, line)
