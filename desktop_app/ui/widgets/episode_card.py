"""An episode that was begun: its picture, how much is left, and a button to go on with it."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QSizePolicy, QToolButton, QWidget

from desktop_app.i18n import _
from desktop_app.ui import icons
from desktop_app.ui.widgets.elided_label import ElidedLabel
from desktop_app.ui.widgets.icon_button import IconButton
from desktop_app.ui.widgets.label import label
from desktop_app.ui.widgets.layouts import column, row
from desktop_app.ui.widgets.progress_line import ProgressLine

_COVER_PX = 56
_HEIGHT_PX = 104


class EpisodeCard(QToolButton):
    """A press opens the episode; the round button in it plays or pauses."""

    play_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("card", True)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self.setFixedHeight(_HEIGHT_PX)
        self._art = label("")
        self._title = ElidedLabel("", "body", 600)
        self._show = ElidedLabel("", "small", dim=True)
        self._now = label(_("Playing now"), "small", tone="accent")
        self._line = ProgressLine(_("Heard"))
        self._left = label("", "small", dim=True)
        self._play = IconButton("play", _("Play"))
        self._play.clicked.connect(self.play_wanted)
        words = column(None, self._title, self._show, self._now, None, spacing=2)
        self.setLayout(
            column(
                row(self._art, (words, 1), self._play, spacing=12),
                row((self._line, 1), self._left, spacing=12),
                spacing=8,
                margins=(12, 10, 14, 10),
            )
        )

    def show_episode(
        self,
        title: str,
        show: str,
        *,
        heard: float,
        left: str,
        is_sounding: bool,
        picture: QImage | None,
    ) -> None:
        """Say which episode it is and how much of it is ``left``, in words."""
        self._art.setPixmap(icons.cover(show or title, _COVER_PX, picture, 10))
        self._title.setText(title)
        self._show.setText(show)
        self._show.setVisible(bool(show) and not is_sounding)
        self._now.setVisible(is_sounding)
        self._line.show_share(heard)
        self._left.setText(left)
        self._play.show_icon("pause" if is_sounding else "play")
        words = _("Pause “{title}”") if is_sounding else _("Play “{title}”")
        self._play.say(words.format(title=title))
        self.setAccessibleName(", ".join(part for part in (title, show, left) if part))
        self.setToolTip(_("Open “{title}”").format(title=title))
