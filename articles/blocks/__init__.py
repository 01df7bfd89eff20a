"""The blocks of which every page's body is made."""

from articles.blocks.body import BodyBlock

__all__ = ["BodyBlock"]
