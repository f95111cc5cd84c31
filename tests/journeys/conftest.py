"""The real window on real files."""

from tests.windows import desk, open_window, reading_desk, stock, stocked, where

__all__ = ["desk", "open_window", "reading_desk", "stock", "stocked", "where"]
