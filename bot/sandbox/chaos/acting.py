"""What channels and editors do in a run."""

from dataclasses import dataclass, field

from bot.sandbox.chaos.recorder import Recorder
from bot.sandbox.chaos.steps import Ask, Delete, Edit, Notice, Post, Press, React, Step
from bot.sandbox.chaos.truth import Question
from bot.sandbox.newsroom import Newsroom
from bot.sandbox.telegram.world.accounts import User
from bot.sandbox.telegram.world.channels import Channel
from bot.sandbox.telegram.world.messages import Message
from bot.sandbox.telegram.world.presses import Press as Pressed

TAKE = b"take:"
PHOTO = b"a picture"


@dataclass(slots=True)
class Actors:
    """The staff of the channels, and the editors."""

    room: Newsroom
    recorder: Recorder
    channels: list[Channel]
    editors: list[User]
    pressed: list[tuple[int, Pressed]] = field(default_factory=list)
    _posts: dict[int, list[Message]] = field(default_factory=dict)

    def act(self, step: Step) -> None:
        """Do what a step says."""
        match step:
            case Post():
                self._posts[step.number] = self._publish(step)
            case Edit(number, text):
                self._channel(number).edit(self._posts[number][0].id, text)
            case Delete(number):
                self._channel(number).delete(*(part.id for part in self._posts[number]))
            case React(number):
                self._channel(number).react(self._posts[number][0].id)
            case Notice(number):
                self._channel(number).pin(self._posts[number][0].id)
            case Ask(editor, text):
                message = self.editors[editor].says(self.room.bot, text)
                question = Question(self.editors[editor].id, message.id, text)
                self.recorder.truth.questions.append(question)
            case Press(editor, number):
                self._press(self.editors[editor], number)

    def settle_presses(self) -> None:
        """Write down which presses were answered: what they asked for must be kept."""
        self.recorder.truth.taken = [number for number, press in self.pressed if press.answer is not None]

    def _publish(self, post: Post) -> list[Message]:
        channel = self.channels[post.channel]
        if post.parts > 1:
            return channel.album([PHOTO] * post.parts, post.text)
        return [channel.post(post.text)]

    def _channel(self, number: int) -> Channel:
        place = self._posts[number][0].place
        assert isinstance(place, Channel)  # noqa: S101 - a channel published it
        return place

    def _press(self, editor: User, number: int) -> None:
        """Only what they see can be pressed."""
        message, _ = self.recorder.alerts.get(editor.id, {}).get(number, (None, 0))
        if message is None:
            return
        for button in (button for row in message.buttons for button in row):
            if button.data is not None and button.data.startswith(TAKE):
                self.pressed.append((number, self.room.world.press(editor, message, button.data)))
                return
