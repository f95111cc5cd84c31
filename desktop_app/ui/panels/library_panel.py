"""All episodes, newest first."""

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtWidgets import QFrame, QMenu, QWidget

from desktop_app.i18n import _, ngettext
from desktop_app.ui.delegates.recording_painter import RecordingPainter
from desktop_app.ui.models.recording_rows import RecordingRow
from desktop_app.ui.widgets.filter_field import FilterField
from desktop_app.ui.widgets.label import label
from desktop_app.ui.widgets.layouts import column, row
from desktop_app.ui.widgets.list_view import ListView


class LibraryPanel(QFrame):
    """One row, one episode, one click to open. Signals carry the recording's id."""

    recording_chosen = Signal(str)
    recording_played = Signal(str)
    audio_wanted = Signal(str)
    remove_wanted = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("page")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setAccessibleName(_("Library"))
        self._rows: list[RecordingRow] = []
        self._show_name: str | None = None
        self._title = label(_("Library"), "display", 650)
        self._count = label("", "small", dim=True)
        self._filter = FilterField(_("Filter titles and shows"), "list-filter")
        self._filter.setMaximumWidth(320)
        self._filter.textChanged.connect(self._show)
        self.list = ListView(_("Episodes"), RecordingPainter())
        self.list.chosen.connect(lambda r: self.recording_chosen.emit(r.recording.id))
        self.list.activated_row.connect(lambda r: self.recording_played.emit(r.recording.id))
        self.list.delete_wanted.connect(lambda r: self.remove_wanted.emit(r.recording.id))
        self.list.menu_wanted.connect(self._on_menu_wanted)
        self.setLayout(
            column(
                row(self._title, 4, self._count, None, self._filter, margins=(32, 0, 32, 0)),
                12,
                row(self.list, margins=(14, 0, 14, 0)),
                spacing=0,
                margins=(0, 20, 0, 0),
            )
        )

    def show_recordings(self, rows: list[RecordingRow]) -> None:
        """Show the library's episodes."""
        if rows != self._rows:
            self._rows = rows
            self._show()

    def show_only(self, show: str | None) -> None:
        """Show the episodes of one show, or of all."""
        self._show_name = show
        self._title.setText(show or _("Library"))
        self._show()

    def _show(self) -> None:
        words = self._filter.text().casefold().split()
        shown = [
            row
            for row in self._rows
            if (self._show_name is None or row.recording.show == self._show_name)
            and all(w in f"{row.recording.title} {row.recording.show}".casefold() for w in words)
        ]
        self.list.show_rows(list(shown))
        count = ngettext("{n} episode", "{n} episodes", len(shown)).format(n=len(shown))
        self._count.setText(count)

    def _on_menu_wanted(self, chosen: RecordingRow, point: QPoint) -> None:
        recording_id = chosen.recording.id
        menu = QMenu(self)
        menu.addAction(_("Open"), lambda: self.recording_chosen.emit(recording_id))
        menu.addAction(_("Play"), lambda: self.recording_played.emit(recording_id))
        menu.addAction(_("Find its audio…"), lambda: self.audio_wanted.emit(recording_id))
        menu.addSeparator()
        menu.addAction(_("Remove from the library"), lambda: self.remove_wanted.emit(recording_id))
        menu.exec(point)
