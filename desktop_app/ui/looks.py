"""The user's choices: where they are made, kept, and take effect."""

from functools import partial

from PySide6.QtCore import QObject, Qt, Signal, Slot
from PySide6.QtWidgets import QApplication

from desktop_app.errors import AppError
from desktop_app.i18n import _
from desktop_app.paths import Places
from desktop_app.settings import Settings, SettingsFile
from desktop_app.transcript.formats import FORMATS
from desktop_app.ui.dialogs.settings_dialog import LISTENING, SettingsDialog
from desktop_app.ui.hearing import Hearing
from desktop_app.ui.key_changes import Changes
from desktop_app.ui.main_window import MainWindow
from desktop_app.ui.theme import Theme, apply_theme, wanted_theme
from desktop_app.ui.widgets.reading_look import ReadingLook

SMALLEST_TEXT, LARGEST_TEXT = 14, 28
_HEARD_ONLY = ("speed", "volume")  # their bar has shown them already


class Looks(QObject):
    """Settings, and what they change on screen. Colours follow the system where that is chosen."""

    changed = Signal()  # a setting has another value
    keys_wanted = Signal()  # the user wants to see all keys
    change_keys_wanted = Signal()

    def __init__(
        self,
        application: QApplication,
        window: MainWindow,
        settings: SettingsFile,
        hearing: Hearing,
        places: Places,
    ) -> None:
        super().__init__(window)
        self._application = application
        self._window = window
        self._file = settings
        self._hearing = hearing
        self._places = places
        self._worn: Theme | None = None
        hearing.setting_changed.connect(self.change)
        hearing.outputs.choice_wanted.connect(partial(self.show_settings, LISTENING))
        application.styleHints().colorSchemeChanged.connect(self._on_system_changed)
        for side in (window.sidebar, window.rail):
            side.settings_wanted.connect(self.show_settings)
        window.reading.header.look_wanted.connect(self.show_settings)
        window.reading.view.size_step_wanted.connect(self.change_text_size)
        self._apply(settings.value)
        hearing.apply(settings.value)

    @property
    def keys(self) -> Changes:
        """The keys that are not the usual ones, by action."""
        return self._file.value.keys

    @Slot(str, object)
    def change(self, name: str, value: object) -> None:
        """Change one setting; it holds at once, and next time as well where it can be saved."""
        try:
            self._file.change(**{name: value})
        except AppError as error:
            self._window.notices.fail(error)
        if name not in _HEARD_ONLY:
            self._apply(self._file.value)
            self._hearing.apply(self._file.value)
        self.changed.emit()

    @Slot(int)
    def change_text_size(self, by: int) -> None:
        """Make the text larger (1) or smaller (-1)."""
        size = self._file.value.reading_size + by
        self.change("reading_size", max(SMALLEST_TEXT, min(LARGEST_TEXT, size)))

    def reset_text_size(self) -> None:
        """Go back to the usual size."""
        self.change("reading_size", Settings().reading_size)

    @Slot()
    def show_settings(self, section: int = 0) -> None:
        """Open the settings at a section."""
        where = self._places
        folders = {
            _("Library, bookmarks and where you were"): where.database.parent,
            _("Search and waveforms, which may be deleted"): where.index.parent,
            _("Log"): where.log.parent,
        }
        formats = ", ".join(entry.label for entry in FORMATS)
        dialog = SettingsDialog(self._file.value, self._window, folders=folders, formats=formats)
        dialog.show_outputs(self._hearing.outputs.there)
        self._hearing.outputs.changed.connect(dialog.show_outputs)
        dialog.show_section(section)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.changed.connect(self.change)
        dialog.keys_wanted.connect(self.keys_wanted)
        dialog.change_keys_wanted.connect(self.change_keys_wanted)
        dialog.open()

    def _apply(self, settings: Settings) -> None:
        self._dress(settings)
        view = self._window.reading.view
        view.set_look(
            ReadingLook(
                size_px=settings.reading_size, serif=settings.serif, measure=settings.measure
            )
        )
        view.set_reduced_motion(settings.reduced_motion)
        view.set_click_plays(settings.click_seeks)
        view.set_marks_words(settings.mark_words)

    def _dress(self, settings: Settings) -> None:
        theme = wanted_theme(settings.theme, self._application.styleHints())
        if theme is not self._worn:  # dressing every widget takes a tenth of a second
            self._worn = theme
            apply_theme(self._application, theme)

    @Slot()
    def _on_system_changed(self) -> None:
        if self._file.value.theme == "system":
            self._dress(self._file.value)
