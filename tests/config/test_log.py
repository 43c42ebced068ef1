"""What is logged has constant words, fields, and no secret."""

import io
import json
import logging
from collections.abc import Iterator

import pytest

from config.log import HIDDEN, set_up_logging

TOKEN = "123456:AAExample-example_example-example1"
SESSION = "1" + "Ab_-" * 88


@pytest.fixture(autouse=True)
def _logging_as_it_was() -> Iterator[None]:
    root = logging.getLogger()
    handlers, level = root.handlers[:], root.level
    yield
    root.handlers[:] = handlers
    root.setLevel(level)


def logged(message: str, *, form: str = "text", secrets: tuple[str, ...] = (), **fields: object) -> str:
    stream = io.StringIO()
    set_up_logging(level="INFO", form=form, secrets=secrets, stream=stream)
    logging.getLogger("bot.watcher").info(message, extra=fields)
    return stream.getvalue()


def test_an_event_is_one_line_with_its_fields() -> None:
    line = logged("posts_stored", channel="Генштаб ЗСУ", posts=3)
    assert "info bot.watcher posts_stored" in line
    assert 'channel="Генштаб ЗСУ" posts=3' in line
    assert line.count("\n") == 1


def test_an_event_can_be_json() -> None:
    line = json.loads(logged("posts_stored", form="json", posts=3))
    assert (line["event"], line["posts"], line["logger"], line["level"]) == ("posts_stored", 3, "bot.watcher", "info")


@pytest.mark.parametrize(
    "secret",
    [
        TOKEN,
        SESSION,
        "api_hash='0123456789abcdef0123456789abcdef'",
        "phone_number='+380501112233'",
        "t.me/+AbCdEfGhIjKlMnOp",
        "?start=AbCdEfGhIjKlMnOpQrStUv",
    ],
)
def test_the_shapes_of_secrets_are_hidden_wherever_they_stand(secret: str) -> None:
    bare = secret.rsplit("=", maxsplit=1)[-1].removeprefix("t.me/+").strip("'\"")
    for line in (logged(f"SendCodeRequest({secret})"), logged("event", what=secret), logged(secret, form="json")):
        assert bare not in line
        assert HIDDEN in line


def test_known_secrets_are_hidden_in_any_shape() -> None:
    assert "open-sesame" not in logged("event", words="say open-sesame now", secrets=("open-sesame",))


def test_a_traceback_is_redacted_too() -> None:
    stream = io.StringIO()
    set_up_logging(level="INFO", form="text", secrets=(), stream=stream)
    try:
        raise RuntimeError(TOKEN)
    except RuntimeError:
        logging.getLogger("x").exception("unexpected_error")
    assert "RuntimeError" in stream.getvalue()
    assert TOKEN not in stream.getvalue()
