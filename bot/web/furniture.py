"""What stands on an article's page and is no part of the article: plain to see, so cut by plain rules.

trafilatura drops most of it by the shape of the page. What it keeps is mostly written like a paragraph:
«Читайте також», a photo's caption, a call to subscribe.
"""

import re
from collections.abc import Iterable, Iterator
from typing import Any

from bot.web.addresses import host_of
from bot.web.blocks import Block

_LONGEST_CALL = 400  # an article's own paragraph may begin with «Підписуйтесь» only in a longer text
_LONGEST_CAPTION = 160

_CALLS = re.compile(
    r"""[\W_]*(?:
    (?:читайте|читай|дивіться|дивись|слухайте)\s+(?:також|ще|теж|нас|детальніше|більше|на\s+цю\s+тему|по\s+темі)\b
  | (?:читайте|смотрите|слушайте)\s+(?:также|ещ[её]|нас|подробнее|по\s+теме)\b
  | (?:також\s+(?:читайте|дивіться)|чита(?:ти|й)\s+також|также\s+(?:читайте|смотрите)|читать\s+также)\b
  | (?:вас|вам)\s+(?:також\s+|также\s+)?может?\s+(?:зацікавити|бути\s+цікаво|заинтересовать|быть\s+интересно)\b
  | (?:ще|ещ[её])\s+(?:за\s+темою|по\s+теме)\b
  | (?:read|see|watch|listen)\s+(?:also|more|next)\b | also\s+read\b | related\s*: | more\s+(?:on\s+this|from)\b
  | (?:підпис(?:уйтесь|уйтеся|атися|уйся)|підпишіться|приєднуйтес[ья]|стежте|слідкуйте|долучайтес[ья])\s+(?:на|за|до)\b
  | (?:подписывайтесь|подпишитесь|присоединяйтесь|следите|оставайтесь)\s+(?:на|за|к|в|с)\b
  | (?:subscribe|sign\s+up|follow\s+us|join\s+(?:us|our)|support\s+(?:us|our)|become\s+a\s+(?:member|supporter))\b
  | (?:якщо\s+ви\s+)?(?:помітили|знайшли|побачили)\s+(?:помилку|орфографічну)
  | (?:если\s+вы\s+)?(?:заметили|нашли)\s+(?:ошибку|опечатку)
  | (?:found|spotted|noticed)\s+(?:an?\s+)?(?:error|mistake|typo)
  | (?:теги|мітки|метки|tags|рубрики|категорії|ключові\s+слова|topics)\s*:
  | (?:більше\s+новин|больше\s+новостей|новини\s+за\s+темою|новости\s+по\s+теме|матеріали\s+по\s+темі)\b
  )""",
    re.IGNORECASE | re.VERBOSE,
)
_CAPTIONS = re.compile(
    r"[\W_]*(?:(?:головне|ілюстративне|архівне|иллюстративное)?\s*фото|відео|видео|photo|image|video|скріншот|скриншот|"
    r"(?:photo|image)\s+credit|джерело\s+фото|getty\s+images)\s*(?:[:/|©—–-]|by\b|$)",
    re.IGNORECASE,
)
_ALONE = re.compile(
    r"[\W_]*(?:реклама|advertisement|ads?|поділитися|поділитись|поделиться|share|роздрукувати|коментарі|comments?|"
    r"по\s+темі|за\s+темою|по\s+теме|важливо|популярне|останні\s+новини|последние\s+новости|latest\s+news)[\W_]*",
    re.IGNORECASE,
)

PRUNED = (
    ".//figcaption",
    ".//aside",
    ".//nav",
    ".//footer",
    ".//*[contains(@class,'read-also') or contains(@class,'readalso') or contains(@class,'read_also')]",
    ".//*[contains(@class,'also-read') or contains(@class,'alsoread') or contains(@class,'read-more')]",
    ".//*[contains(@class,'related-') or contains(@class,'-related') or contains(@class,'recommended')]",
    ".//*[contains(@class,'caption') or contains(@class,'photo-author') or contains(@class,'image-source')]",
    ".//*[contains(@class,'banner') or contains(@class,'advert') or contains(@class,'adsbygoogle')]",
    ".//*[contains(@class,'share-') or contains(@class,'social-') or contains(@class,'subscribe')]",
)
"""Parts of a page that are furniture by their place or name, as XPath; a part with many paragraphs is never one."""

MOST_PARAGRAPHS = 3


def prune(tree: Any) -> None:
    """Take those parts out of a page's tree."""
    for path in PRUNED:
        for element in tree.xpath(path):
            if len(element.findall(".//p")) <= MOST_PARAGRAPHS and element.getparent() is not None:
                element.drop_tree()


def is_call(text: str) -> bool:
    """Whether a paragraph calls to read, subscribe or report, names a photo, or is a label."""
    if len(text) <= _LONGEST_CALL and _CALLS.match(text):
        return True
    return bool((len(text) <= _LONGEST_CAPTION and _CAPTIONS.match(text)) or _ALONE.fullmatch(text))


def without_furniture(blocks: Iterable[Block], *, host: str) -> Iterator[Block]:
    """The blocks that belong to the article: no calls, no teasers of the site's other articles."""
    for block in blocks:
        teaser = block.is_link and any(host_of(link) == host for link in block.links)
        if not teaser and not is_call(block.text):
            yield block
