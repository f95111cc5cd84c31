import re
from pathlib import Path

from PySide6.QtCore import QBuffer, QIODevice
from PySide6.QtGui import QColor, QIcon, QImage

import desktop_app.ui
from desktop_app.paths import resource
from desktop_app.ui.icons import cover, icon, pixmap, ring, skip_icon
from desktop_app.ui.theme import LIGHT

UI = Path(desktop_app.ui.__file__).parent
STORED = {path.stem for path in resource("icons").glob("*.svg")}


def test_every_icon_is_under_its_licence() -> None:
    assert "ISC License" in resource("icons/LICENSE").read_text("utf-8")
    for name in STORED:
        assert "lucide" in resource(f"icons/{name}.svg").read_text("utf-8"), name


def test_every_icon_that_is_used_is_kept() -> None:
    named = re.compile(
        r"(?:IconButton|SkipButton|EmptyState|Banner|Strip|pixmap|icon|skip_icon|show_icon)"
        r"\(\s*\"([a-z0-9-]+)\"|icon_name=\"([a-z0-9-]+)\""
    )
    used = {
        name
        for path in UI.rglob("*.py")
        for names in named.findall(path.read_text("utf-8"))
        for name in names
        if name
    }
    assert len(used) > 10
    assert used - STORED == set()


def test_an_icon_is_drawn_in_the_colour_that_is_asked_for(qapp: object) -> None:
    image = pixmap("play", "#ff0000", 20).toImage()
    middle = image.pixelColor(image.width() // 2, image.height() // 2)
    assert middle == QColor("#ff0000")


def test_a_disabled_icon_has_its_own_colour(qapp: object) -> None:
    made = icon("pause", "#00ff00", 18, disabled="#0000ff")
    colours = {
        mode: made.pixmap(18, 18, mode).toImage().pixelColor(6, 9).name()
        for mode in (QIcon.Mode.Normal, QIcon.Mode.Disabled)
    }
    assert colours == {QIcon.Mode.Normal: "#00ff00", QIcon.Mode.Disabled: "#0000ff"}


def test_a_round_arrow_shows_its_seconds(qapp: object) -> None:
    pictures = [
        skip_icon("rotate-cw", seconds, LIGHT).pixmap(22, 22).toImage() for seconds in (15, 30)
    ]
    assert pictures[0] != pictures[1]


def test_a_show_without_a_picture_keeps_its_colour(qapp: object) -> None:
    first = cover("Harbour Voices", 40).toImage().pixelColor(40, 6)
    again = cover("Harbour Voices", 32).toImage().pixelColor(32, 6)
    assert first == again
    assert first.alpha() == 255


def test_a_picture_is_cut_to_a_square_with_round_corners(qapp: object) -> None:
    photo = QImage(60, 30, QImage.Format.Format_RGB32)
    photo.fill(QColor("#0000ff"))
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    photo.save(buffer, "PNG")
    made = cover("Show", 40, bytes(buffer.data().data())).toImage()
    assert made.pixelColor(0, 0).alpha() == 0
    assert made.pixelColor(made.width() // 2, made.height() // 2) == QColor("#0000ff")


def test_a_picture_that_cannot_be_read_is_replaced_by_a_cover(qapp: object) -> None:
    assert cover("Show", 40, b"not a picture").toImage() == cover("Show", 40).toImage()


def test_a_ring_is_drawn_as_far_as_its_share(qapp: object) -> None:
    ring_of = {share: ring(14, share, "#ff0000", "#00ff00").toImage() for share in (0.0, 0.5, 1.0)}
    assert ring_of[0.0] != ring_of[0.5] != ring_of[1.0]
