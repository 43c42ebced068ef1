"""The text of an article as a row of blocks, out of the tree that trafilatura makes."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from bot.language import normalise

_BLOCKS = ("p", "head", "item", "row", "code")


@dataclass(frozen=True, slots=True, kw_only=True)
class Block:
    """A paragraph, heading or item as it stands on the page, with its links."""

    text: str
    links: tuple[str, ...] = ()
    linked: int = 0  # characters that stand in links

    @property
    def is_link(self) -> bool:
        """Whether it is nothing but a link."""
        return bool(self.links) and self.linked >= 0.9 * len(self.text.strip(" :–—-.»«"))


def blocks_of(body: Any) -> Iterator[Block]:
    """The paragraphs, headings and items of trafilatura's tree, each once."""
    for element in body.iter(*_BLOCKS, "quote"):
        if element.tag == "quote" and len(element) and next(element.iter("p"), None) is not None:
            continue  # its paragraphs come by themselves
        if any(ancestor.tag in _BLOCKS for ancestor in element.iterancestors()):
            continue
        yield from _lines(element)


def _lines(element: Any) -> Iterator[Block]:
    """One block, or several where a page puts line breaks in place of paragraphs."""
    line: list[tuple[str, str | None]] = []
    for text, link in (*_pieces(element, None), ("\n", None)):
        if text != "\n":
            line.append((text, link))
            continue
        words = normalise("".join(piece for piece, _ in line)).replace("\n", " ")
        if words:
            links = dict.fromkeys(link for _, link in line if link)
            yield Block(text=words, links=tuple(links), linked=sum(len(piece) for piece, link in line if link))
        line = []


def _pieces(element: Any, link: str | None) -> Iterator[tuple[str, str | None]]:
    """The text of an element in order, each piece with the address behind it; a line feed for each line break."""
    if element.tag == "lb":
        yield "\n", None
    if element.tag == "ref":
        link = element.get("target")
    if element.text:
        yield element.text.replace("\n", " "), link
    for child in element:
        yield from _pieces(child, link)
        if child.tail:
            yield child.tail.replace("\n", " "), link
