"""Rows and columns of widgets in one expression."""

from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QLayout, QVBoxLayout, QWidget

Margins = tuple[int, int, int, int]
# A widget or layout; with a number, how much it stretches; a number alone is a gap, None a spring.
Item = QWidget | QLayout | int | None | tuple[QWidget | QLayout, int]

_NO_MARGINS: Margins = (0, 0, 0, 0)


def row(*items: Item, spacing: int = 8, margins: Margins = _NO_MARGINS) -> QHBoxLayout:
    """Return the items side by side."""
    layout = QHBoxLayout()
    _fill(layout, items, spacing, margins)
    return layout


def column(*items: Item, spacing: int = 4, margins: Margins = _NO_MARGINS) -> QVBoxLayout:
    """Return the items below each other."""
    layout = QVBoxLayout()
    _fill(layout, items, spacing, margins)
    return layout


def _fill(layout: QBoxLayout, items: tuple[Item, ...], spacing: int, margins: Margins) -> None:
    layout.setSpacing(spacing)
    layout.setContentsMargins(*margins)
    for item in items:
        if item is None:
            layout.addStretch(1)
        elif isinstance(item, int):
            layout.addSpacing(item)
        else:
            part, stretch = item if isinstance(item, tuple) else (item, 0)
            if isinstance(part, QLayout):
                layout.addLayout(part, stretch)
            else:
                layout.addWidget(part, stretch)
