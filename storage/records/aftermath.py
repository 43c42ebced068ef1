"""Posts that we wrote up, beside our articles, after publication."""

from dataclasses import dataclass

from storage.records.articles import Article
from storage.records.channels import Channel
from storage.records.ids import PersonId
from storage.records.matches import Quotation
from storage.records.posts import Post


@dataclass(frozen=True, slots=True, kw_only=True)
class OurArticle:
    """An article of ours that was written from a post."""

    article: Article
    text_then: str  # of the post, as it stood when the article came out
    is_matched: bool  # still held to come from the post as it is now
    quotations: tuple[Quotation, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Aftermath:
    """A post that we wrote up."""

    post: Post
    channel: Channel
    key: str  # names the post also to a database that began anew
    writer: PersonId | None  # whoever took it, or says to have written it
    articles: tuple[OurArticle, ...]
