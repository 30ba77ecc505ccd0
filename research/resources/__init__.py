"""What can be imported of research, and how files name it."""

from research.resources.chairs import ChairResource

__all__ = ["ChairResource"]
