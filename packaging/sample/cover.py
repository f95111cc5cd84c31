"""Draws the cover: a loaf rising out of an open drawer."""

from pathlib import Path

from PIL import Image, ImageDraw

_SIZE, _SCALE = 600, 4
_WALL, _CHEST, _EDGE, _INSIDE, _FRONT = "#22505a", "#c98b4e", "#a86d38", "#5f3a1d", "#d99c5e"
_CRUST, _CRUST_DARK, _CRUMB, _KNOB, _FLOUR = "#e0a95b", "#c68539", "#f8e6c1", "#f4d9a6", "#fbf3e2"


def draw_cover(path: Path) -> None:
    """Write the cover as a small PNG."""
    side = _SIZE * _SCALE
    image = Image.new("RGB", (side, side), _WALL)
    pen = _Pen(ImageDraw.Draw(image))
    pen.box((48, 318, 552, 660), _CHEST, radius=20)
    pen.box((48, 318, 552, 340), _EDGE, radius=10)
    pen.box((84, 362, 516, 470), _INSIDE, radius=10)
    _draw_loaf(pen)
    pen.box((72, 404, 528, 560), _FRONT, radius=16)
    pen.box((72, 404, 528, 420), _FLOUR, radius=8)
    pen.box((94, 438, 506, 540), _CHEST, radius=10)
    pen.oval((274, 466, 326, 518), _EDGE)
    pen.oval((274, 459, 326, 511), _KNOB)
    small = image.resize((_SIZE, _SIZE), Image.Resampling.LANCZOS)
    small.quantize(96, dither=Image.Dither.NONE).save(path, optimize=True)


class _Pen:
    """Draws in the cover's own coordinates."""

    def __init__(self, draw: ImageDraw.ImageDraw) -> None:
        self._draw = draw

    def box(self, box: tuple[int, int, int, int], colour: str, *, radius: int) -> None:
        """Fill a rounded rectangle."""
        self._draw.rounded_rectangle(_scaled(box), radius * _SCALE, fill=colour)

    def oval(self, box: tuple[int, int, int, int], colour: str) -> None:
        """Fill an ellipse."""
        self._draw.ellipse(_scaled(box), fill=colour)

    def dome(self, box: tuple[int, int, int, int], colour: str) -> None:
        """Fill the upper half of an ellipse."""
        self._draw.pieslice(_scaled(box), 180, 360, fill=colour)

    def score(self, box: tuple[int, int, int, int]) -> None:
        """Draw a cut in the crust: a crescent between two ellipses."""
        left, top, right, bottom = box
        self._draw.ellipse(_scaled(box), fill=_CRUMB)
        self._draw.ellipse(_scaled((left + 17, top + 9, right + 17, bottom + 9)), fill=_CRUST)


def _draw_loaf(pen: _Pen) -> None:
    pen.dome((94, 166, 506, 642), _CRUST_DARK)
    pen.dome((94, 150, 506, 626), _CRUST)
    for left in (164, 256, 348):
        pen.score((left, 206, left + 84, 352))


def _scaled(box: tuple[int, int, int, int]) -> tuple[int, int, int, int]:
    left, top, right, bottom = (edge * _SCALE for edge in box)
    return left, top, right, bottom
