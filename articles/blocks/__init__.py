"""The blocks of page bodies."""

from articles.blocks.body import BodyBlock

__all__ = ["BodyBlock"]
