"""Lucide's line icons, tinted for a theme. A stock QIcon, so that disabled states work."""

from functools import lru_cache

from PySide6.QtCore import QByteArray, QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QIcon, QImage, QPainter, QPainterPath, QPen, QPixmap
from PySide6.QtSvg import QSvgRenderer
from PySide6.QtWidgets import QLineEdit, QToolButton

from desktop_app.paths import resource
from desktop_app.ui.theme import Theme, font, theme_of

STROKE = 1.75
_SHARPNESS = 2.0  # drawn at twice the size: crisp on common screens, scaled down on others
_SOLID = frozenset({"play", "pause"})  # filled wherever they stand
# Flat and dark enough for a white glyph (3:1); a show keeps its colour between starts.
_COVER_COLOURS = ("#b9772f", "#2f6f8f", "#7757a5", "#4a7d3a", "#a8475a", "#3f6cb5", "#8a6d3b")


def pixmap(
    name: str, colour: str, size_px: float = 18, *, stroke: float = STROKE, filled: bool = False
) -> QPixmap:
    """Return an icon in one colour."""
    # A copy: pixmaps of one image share its key in Qt's cache, even after one is painted on.
    image = _drawn(name, colour, size_px, stroke, filled or name in _SOLID).copy()
    made = QPixmap.fromImage(image)
    made.setDevicePixelRatio(_SHARPNESS)
    return made


def icon(
    name: str,
    colour: str,
    size_px: float = 18,
    *,
    disabled: str = "",
    checked: str = "",
    filled: bool = False,
) -> QIcon:
    """Return an icon with its colours for a disabled and for a checked button."""
    made = QIcon(pixmap(name, colour, size_px, filled=filled))
    if disabled:
        made.addPixmap(pixmap(name, disabled, size_px, filled=filled), QIcon.Mode.Disabled)
    if checked:
        made.addPixmap(
            pixmap(name, checked, size_px, filled=filled), QIcon.Mode.Normal, QIcon.State.On
        )
    return made


def skip_icon(name: str, seconds: int, theme: Theme, size_px: int = 22) -> QIcon:
    """Return a round arrow with the number of seconds in it."""
    made = QIcon()
    for mode, colour in ((QIcon.Mode.Normal, theme.text), (QIcon.Mode.Disabled, theme.text3)):
        image = pixmap(name, colour, size_px, stroke=1.6)
        painter = QPainter(image)
        painter.setPen(QColor(colour))
        painter.setFont(font("caption", 700, size_px * 0.34))
        painter.drawText(0, 1, size_px, size_px, Qt.AlignmentFlag.AlignCenter, str(seconds))
        painter.end()
        made.addPixmap(image, mode)
    return made


def cover(
    show: str, size_px: int, picture: bytes | QImage | None = None, radius_px: int = 8
) -> QPixmap:
    """Return a recording's picture with round corners; one glyph on a flat colour without one.

    ``show`` decides the colour, so that one show always looks the same. ``picture`` is an image
    file's content, or the image.
    """
    made = _blank(size_px)
    painter = QPainter(made)
    painter.setRenderHints(
        QPainter.RenderHint.Antialiasing | QPainter.RenderHint.SmoothPixmapTransform
    )
    shape = QPainterPath()
    shape.addRoundedRect(QRectF(0, 0, size_px, size_px), radius_px, radius_px)
    photo = picture if isinstance(picture, QImage) else QImage.fromData(picture or b"")
    if photo.isNull():
        colour = _COVER_COLOURS[sum(show.encode()) % len(_COVER_COLOURS)]
        painter.fillPath(shape, QColor(colour))
        glyph = round(size_px * (0.5 if size_px > 24 else 0.64))
        edge = (size_px - glyph) / 2
        stroke = 1.6 if size_px > 24 else 2.2
        painter.drawImage(
            QRectF(edge, edge, glyph, glyph),
            _drawn("audio-lines", "#ffffff", glyph, stroke, filled=False),
        )
    else:
        side = min(photo.width(), photo.height())
        middle = QRectF((photo.width() - side) / 2, (photo.height() - side) / 2, side, side)
        painter.setClipPath(shape)
        painter.drawImage(QRectF(0, 0, size_px, size_px), photo, middle)
    painter.end()
    return QPixmap.fromImage(made)


def ring(size_px: int, share: float, colour: str, track: str, width_px: float = 2.0) -> QPixmap:
    """Return a ring of which ``share`` (0 to 1) is drawn in ``colour``."""
    made = _blank(size_px)
    painter = QPainter(made)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    edge = width_px / 2 + 0.5
    circle = QRectF(edge, edge, size_px - 2 * edge, size_px - 2 * edge)
    painter.setPen(QPen(QColor(track), width_px))
    painter.drawEllipse(circle)
    if share > 0:
        line, cap = Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap
        painter.setPen(QPen(QColor(colour), width_px, line, cap))
        painter.drawArc(circle, 90 * 16, -round(360 * 16 * min(1.0, share)))
    painter.end()
    return QPixmap.fromImage(made)


def add_field_icon(field: QLineEdit, name: str, words: str, *, leading: bool = True) -> QToolButton:
    """Put an icon into a field and return its button.

    Qt makes a button without a name of it; ``words`` becomes its name and tool tip.
    """
    position = QLineEdit.ActionPosition
    theme = theme_of(field.palette())
    action = field.addAction(
        icon(name, theme.text2, 16, disabled=theme.text3),
        position.LeadingPosition if leading else position.TrailingPosition,
    )
    action.setText(words)
    action.setToolTip(words)
    button = next(b for b in field.findChildren(QToolButton) if b.defaultAction() is action)
    button.setAccessibleName(words)
    return button


def _blank(size_px: float) -> QImage:
    side = round(size_px * _SHARPNESS)
    image = QImage(side, side, QImage.Format.Format_ARGB32_Premultiplied)
    image.setDevicePixelRatio(_SHARPNESS)
    image.fill(Qt.GlobalColor.transparent)
    return image


@lru_cache(maxsize=512)
def _drawn(name: str, colour: str, size_px: float, stroke: float, filled: bool) -> QImage:
    """Images, not pixmaps, are kept: they may outlive the application."""
    drawing = _svg(name).replace("currentColor", colour)
    drawing = drawing.replace('stroke-width="2"', f'stroke-width="{stroke}"')
    if filled:
        drawing = drawing.replace('fill="none"', f'fill="{colour}"')
    image = _blank(size_px)
    painter = QPainter(image)
    QSvgRenderer(QByteArray(drawing.encode())).render(painter, QRectF(0, 0, size_px, size_px))
    painter.end()
    return image


@lru_cache(maxsize=128)
def _svg(name: str) -> str:
    return resource(f"icons/{name}.svg").read_text("utf-8")


def draw(painter: QPainter, at: QPointF, name: str, colour: str, size_px: float = 16) -> None:
    """Draw a filled icon with its upper left corner at a point."""
    image = _drawn(name, colour, size_px, STROKE, filled=True)
    painter.drawImage(QRectF(at.x(), at.y(), size_px, size_px), image)
