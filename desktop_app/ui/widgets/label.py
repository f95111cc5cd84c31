"""Plain words on the window."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QLabel

from desktop_app.ui.theme import font


def label(
    text: str,
    role: str = "body",
    weight: int = 400,
    *,
    dim: bool = False,
    wrap: bool = False,
    tone: str = "",
) -> QLabel:
    """Return a label in the type of ``role``.

    ``dim`` is for secondary words; ``tone`` is mark, accent, warn, ok or danger.
    """
    made = QLabel(text)
    made.setTextFormat(Qt.TextFormat.PlainText)  # a title with "<" in it is not markup
    made.setFont(font(role, weight))
    made.setProperty("dim", dim)
    made.setProperty("tone", tone)
    made.setWordWrap(wrap)
    if wrap:
        made.setAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop)
    return made


def rule() -> QFrame:
    """Return a hairline between two areas."""
    made = QFrame()
    made.setProperty("rule", True)
    return made
