"""Where on the page the voice may be without anything having to move."""

from dataclasses import dataclass

_TOP, _BOTTOM = 0.12, 0.70  # of the view's height
_REST = 0.28  # where the passage is put when it has left the band


@dataclass(frozen=True, slots=True)
class Extent:
    """From where to where something reaches, downwards."""

    top: float
    bottom: float


def rest_px(height: float) -> float:
    """Return how far down a passage is put."""
    return _REST * height


def scroll_wanted(passage: Extent, line: Extent, height: float) -> float:
    """Return by how many pixels to scroll down (up: negative), 0 to stay.

    ``passage`` is the paragraph being spoken with its name, ``line`` the line in it. A passage that
    fits is kept whole; in a taller one it is the line that must stay in the band.
    """
    if passage.bottom - passage.top <= (1 - _REST) * height:
        is_well = _TOP * height <= passage.top <= _BOTTOM * height and passage.bottom <= height
        return 0 if is_well else passage.top - _REST * height
    if _TOP * height <= line.top and line.bottom <= _BOTTOM * height:
        return 0
    return line.top - _REST * height
