"""An article of the local site, as its newsroom has it."""

from dataclasses import dataclass
from datetime import datetime
from http import HTTPStatus


@dataclass(frozen=True, slots=True, kw_only=True)
class SiteArticle:
    """An article in its latest form. Its path is what identifies it, through all revisions."""

    base: str  # address of the site
    path: str
    title: str
    lead: str
    paragraphs: tuple[str, ...]
    published_at: datetime
    changed_at: datetime
    author: str
    links: tuple[str, ...] = ()  # sources, linked below the text
    embeds: tuple[str, ...] = ()  # Telegram posts shown in the text, as channel/id
    withdrawn: HTTPStatus | None = None  # what its address answers once it was taken down

    @property
    def url(self) -> str:
        """Its address."""
        return self.base + self.path
