"""From bytes to text, by the encodings that the web knows and by no others.

Python knows more: a page that calls itself "punycode" would keep a thread busy for hours, and "idna" or "undefined"
raise errors of their own kind.
"""

import codecs
import re
from collections.abc import Iterable

# https://encoding.spec.whatwg.org/#names-and-labels, as Python calls them
_KNOWN = re.compile(
    r"ascii|utf-8|utf-16(?:-[lb]e)?|iso8859-\d+|koi8-[ru]|cp(?:866|1125|874|125\d)|mac-(?:roman|cyrillic)"
    r"|gb2312|gbk|gb18030|big5|euc_jp|iso2022_jp|shift_jis|euc_kr"
)
_BEGINNINGS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
    (b"<\0", "utf-16-le"),  # without a mark it would pass for UTF-8 full of zeros
    (b"\0<", "utf-16-be"),
)
_META_CHARSET = re.compile(rb"<meta[^>]{1,500}?charset=[\"']?([\w-]+)", re.IGNORECASE)
_XML_CHARSET = re.compile(r"\s*<\?xml[^>]{1,500}?encoding\s*=\s*[\"']([\w.:-]+)[\"'][^>]*\?>")
_BEGINNING = 4000


def decode(content: bytes, declared: Iterable[str | None]) -> str:
    """The text: as it begins, else UTF-8 where that fits, else the first declared encoding that does.

    Servers declare a default more often than what they send, and no other encoding passes for UTF-8 by chance.
    """
    for beginning, known in _BEGINNINGS:
        if content.startswith(beginning):
            return content.decode(known, errors="replace").removeprefix("\ufeff")
    for charset in ("utf-8", *declared):
        try:
            if charset and _KNOWN.fullmatch(_name(charset)):
                return content.decode(charset)
        except UnicodeDecodeError:
            continue
    return content.decode("utf-8", errors="replace")


def decode_page(content: bytes, header: str | None) -> str:
    """The text of an HTML page: what it declares goes for what its header does not."""
    declared = _META_CHARSET.search(content[:_BEGINNING])
    return decode(content, (header, declared[1].decode("ascii") if declared else None))


def decode_xml(content: bytes) -> str:
    """The text of an XML document, without its declaration, which would be wrong now."""
    beginning = content[:_BEGINNING].replace(b"\0", b"").decode("latin-1")
    declared = _XML_CHARSET.match(beginning)
    text = decode(content, (declared[1],) if declared else ())
    return text[found.end() :] if (found := _XML_CHARSET.match(text)) else text


def _name(charset: str) -> str:
    try:
        return codecs.lookup(charset).name
    except (LookupError, ValueError):  # the latter: a zero in the name
        return ""
