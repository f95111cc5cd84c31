"""How wide the page is in a view, and what stands beside it."""

from dataclasses import dataclass

_RIGHT_PX = (36, 56)  # room for ribbons, in a narrow and in a wide view
_NARROW_PX = 700
_BOTTOM_SHARE = 0.75  # below the text, so that its last line can reach the reading height
_BOTTOM_STEP_PX = 240  # in coarse steps: every change lays the text out anew


@dataclass(frozen=True, slots=True)
class PageFit:
    """The page is gutter, column and room at the right; what is left over stands beside it.

    A view that grows or shrinks beyond that moves the page and lays nothing out anew.
    """

    beside_left: int
    beside_right: int
    column: float
    right: int
    bottom: int


def fit_page(available: int, height: int, gutter: int, column: float) -> PageFit:
    """Return the page for a view, the column in its middle where there is room for that."""
    right = _RIGHT_PX[0] if available < _NARROW_PX else _RIGHT_PX[1]
    page = min(available, round(gutter + column + right))
    column = max(1.0, page - gutter - right)
    left = max(0, round((available - column) / 2) - gutter)
    left = min(left, available - page)
    steps = -(-round(height * _BOTTOM_SHARE) // _BOTTOM_STEP_PX)
    return PageFit(left, available - page - left, column, right, steps * _BOTTOM_STEP_PX)
