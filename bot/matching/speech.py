"""Who speaks in a quotation or in a paragraph: «…, – сказав мер. – …», and direct speech that begins with a dash."""

import re

_SAYING = (
    r"каж(?:е|уть)|казав|казала|сказа\w+|зазнач\w+|дода(?:в|ла|ли|є|ють)|повідом\w+|заяв\w+|наголо\w+|[ій]деться|йшлося",
    r"пиш(?:е|уть|ет)|на?писа(?:в|ла|ли)|поясн\w+|уточн\w+|підкресл\w+|розпов\w+|перекона\w+|вважа\w+|запевн\w+",
    r"відпов[іи]\w+|зізна\w+|говор\w+|мови(?:в|ла|ли)|(?:за|с)?пита(?:в|ла|ли|є|ють)|запиту\w+|усміха\w+|смі(?:є|я)\w+",
    r"вигук\w+|гукн\w+|крик\w+|підсум\w+|жарту\w+|пожартува\w+|наполяг\w+|стверджу\w+|припусти\w+",
    r"почина(?:є|в|ла)|показу\w+|перелічу\w+|зауваж\w+|згаду\w+|пригаду\w+|обіця\w+|доповіда\w+|доповів|доповіла",
    r"сообщ\w+|отме[тч]\w+|подчерк\w+|добавил\w*|рассказ\w+|написал\w*|счита[ею]т|уверен\w*",
    r"воскли\w+|подытожи\w+|шут\w+|пошути\w+|настаива\w+|утвержда\w+|предположи\w+",
    r"ответил\w*|отвеча\w+|спросил\w*|спрашива\w+|пояснил\w*|поясня\w+|вспомина\w+|обеща\w+|доложил\w*",
    r"sa(?:ys?|id)|told|add(?:s|ed)|wrote|writes",
)
_SAYS = rf"(?=(?:[^\W\d_]+\s+){{0,3}}?(?:{'|'.join(_SAYING)})\b)"
SPEAKER = re.compile(
    rf"(?<=[,!?…])\s*[–—-]\s+{_SAYS}(?P<speaker>[^–—«»\n\d]{{2,120}}?)(?:[.,]\s*[–—-]\s+|[.,]?\s*$)", re.IGNORECASE
)
"""Who says it, between two pieces of what is said or after it."""
_SPOKEN = re.compile(r"\s*[–—-]\s+(?=[^\W_])")
# Nobody speaks in «— Школа № 5, — як повідомив мер» and «– Верба, – зазначено в протоколі, – утримався».
_WRITTEN = r"(?:зазнач|сказа|повідом|заявл|наголош|підкресл|написа|уточн|сообщ|отмеч|подчерк|говор)\w*(?:но|ться|тся)"
_PAPER = r"[^\W\d_]+\s+(?:видання|издание|газета|агентство)"
_NOBODY = rf"(?!(?:як|как|as|про|о|об|{_PAPER}|(?:[^\W\d_]+\s+){{0,2}}?(?:{_WRITTEN}|йдеться|йшлося))\b)"
_BREAK = re.compile(rf"(?<=[,!?….])\s*[–—-]\s+{_NOBODY}{_SAYS}", re.IGNORECASE)
_LISTED = re.compile(r"\s*[–—-]\s[^\n]*")
_GOES_ON = re.compile(r"[^–—«»\n]{2,120}?[.,:;]\s*[–—-]\s+(?=[^\W_])")


def spoken(text: str, start: int, end: int) -> tuple[int, int] | None:
    """What is said in a paragraph that begins with a dash, up to where the speaker follows for the last time.

    A list begins with dashes too: somebody must speak, and a sentence must begin.
    """
    opening = _SPOKEN.match(text, start, end)
    if opening is None or text[opening.end()].islower():
        return None
    speaker = _BREAK.search(text, opening.end(), end)
    if speaker is None or _is_listed(text, start, end):
        return None
    while going_on := _GOES_ON.match(text, speaker.end(), end):
        following = _BREAK.search(text, going_on.end(), end)
        if following is None:
            return opening.end(), end
        speaker = following
    return opening.end(), speaker.start()


def _is_listed(text: str, start: int, end: int) -> bool:
    """Whether a paragraph is the first of a list: a colon before it, and behind it a dash with which nobody speaks."""
    following = _LISTED.match(text, end)
    return text[:start].rstrip().endswith(":") and following is not None and not _BREAK.search(following[0])
