"""A correction that is ready to copy, in the language of the article, not of whoever reads the message."""

from collections.abc import Sequence

_CORRECTIONS = {
    "uk": {
        "edited": "Уточнення. У дописі каналу «{channel}» після публікації цього матеріалу {changes}.",
        "changed": "«{before}» виправлено на «{after}»",
        "dropped": "вилучено «{before}»",
        "new": "додано «{after}»",
        "was": " У попередній версії матеріалу було: «{sentence}»",
        "deleted": "Оновлення. Допис каналу «{channel}», на який посилається цей матеріал, видалено.",
    },
    "ru": {
        "edited": "Уточнение. В посте канала «{channel}» после публикации этого материала {changes}.",
        "changed": "«{before}» исправлено на «{after}»",
        "dropped": "удалено «{before}»",
        "new": "добавлено «{after}»",
        "was": " В предыдущей версии материала было: «{sentence}»",
        "deleted": "Обновление. Пост канала «{channel}», на который ссылается этот материал, удалён.",
    },
    "en": {
        "edited": "Correction. After this article was published, {channel} edited its post: {changes}.",
        "changed": "“{before}” now reads “{after}”",
        "dropped": "“{before}” was removed",
        "new": "“{after}” was added",
        "was": " An earlier version of this article said: “{sentence}”",
        "deleted": "Update. The post by {channel} that this article cites has been deleted.",
    },
}
_INNER = {"en": "‘’"}  # quotation marks within quotation marks
_INNER_ELSEWHERE = "„“"
_ENDS = " .,;:!"  # of a number or a name that ends a clause
_MARKS = frozenset('«»„“”"')
_NO_LETTER_BEFORE = frozenset(" (–—-«„“\n")


def edited_draft(language: str, channel: str, changes: Sequence[tuple[str, str]], sentence: str) -> str:
    """What the post says otherwise, and the sentence of ours that said it so; `sentence` may be empty."""
    words = _words(language)
    named = ([_inside(side.rstrip(_ENDS), language) for side in change] for change in changes)
    told = "; ".join(_change(words, before, after) for before, after in named if before or after)
    draft = words["edited"].format(channel=_inside(channel, language), changes=told)
    return draft + _was(words["was"], _inside(sentence, language), language) if sentence else draft


def deleted_draft(language: str, channel: str) -> str:
    """That the post is gone."""
    return _words(language)["deleted"].format(channel=_inside(channel, language))


def _words(language: str) -> dict[str, str]:
    return _CORRECTIONS.get(language, _CORRECTIONS["uk"])


def _change(words: dict[str, str], before: str, after: str) -> str:
    kind = "changed" if before and after else "dropped" if before else "new"
    return words[kind].format(before=before, after=after)


def _was(told: str, sentence: str, language: str) -> str:
    """The full stop stands after «…», and within “…”; after «…?» there is none."""
    if language == "en" or not sentence.endswith(".") or sentence.endswith(".."):
        return told.format(sentence=sentence)
    return told.format(sentence=sentence.removesuffix(".")) + "."


def _inside(text: str, language: str) -> str:
    """A text as it stands within quotation marks: its own are the inner ones, and those without a pair are left out."""
    pairs = _pairs(text)
    inner = _INNER.get(language, _INNER_ELSEWHERE)
    marks = {at: mark for pair in pairs for at, mark in zip(pair, inner, strict=True)}
    return "".join(marks.get(at, "" if sign in _MARKS else sign) for at, sign in enumerate(text)).strip()


def _pairs(text: str) -> list[tuple[int, int]]:
    """Where quotation marks stand that belong together."""
    opened: list[int] = []
    pairs = []
    for at, sign in enumerate(text):
        if sign not in _MARKS:
            continue
        if _opens(text, at, is_low="„" in {text[one] for one in opened[-1:]}):
            opened.append(at)
        elif opened:
            pairs.append((opened.pop(), at))
    return pairs


def _opens(text: str, at: int, *, is_low: bool) -> bool:
    """Whether a mark opens: “ closes after „, and \" tells by what stands before it."""
    if text[at] == "“":
        return not is_low
    return text[at] in "«„" or (text[at] == '"' and (at == 0 or text[at - 1] in _NO_LETTER_BEFORE))
