"""An encoder that is tried before anything depends on it."""

from bot.meaning.trying import fault_of


async def test_an_encoder_that_is_silent_too_long_is_given_up() -> None:
    assert await fault_of("tests.meaning.hashing:Hashing", within=0) == "it said nothing for 0 seconds"
