"""What the user can choose. Each change shows at once; there is nothing to save."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path

from PySide6.QtCore import QSize, Qt, QUrl, Signal
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import (
    QButtonGroup,
    QFrame,
    QLabel,
    QScrollArea,
    QStackedWidget,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from desktop_app.i18n import _
from desktop_app.player.base import Output
from desktop_app.settings import Settings
from desktop_app.ui.dialogs.setting_rows import SettingRows
from desktop_app.ui.icons import icon
from desktop_app.ui.key_changes import about_single_keys, changed_table, unusual
from desktop_app.ui.theme import THEMES, font, theme_of
from desktop_app.ui.widgets.icon_button import IconButton
from desktop_app.ui.widgets.label import label
from desktop_app.ui.widgets.layouts import column, row
from desktop_app.ui.widgets.output_box import OutputBox
from desktop_app.ui.widgets.push_button import PushButton
from desktop_app.ui.widgets.reading_look import ReadingLook
from desktop_app.ui.widgets.sheet import Sheet
from desktop_app.ui.widgets.theme_button import ThemeButton

_SIZE = QSize(760, 540)
_SIDE_PX = 168
_PREVIEW_PX = 84
_OUTPUT_PX = 250
_STEPS = {"skip_back", "skip_forward", "back_step", "forward_step"}  # actions with keys

LISTENING, KEYBOARD = 1, 4  # sections


class SettingsDialog(Sheet):
    """``changed`` carries the setting's name and its new value.

    ``folders`` are the places where things are kept, by what they are for; ``formats`` names
    what can be read.
    """

    changed = Signal(str, object)
    keys_wanted = Signal()
    change_keys_wanted = Signal()

    def __init__(
        self,
        settings: Settings,
        parent: QWidget | None = None,
        *,
        folders: Mapping[str, Path] | None = None,
        formats: str = "",
    ) -> None:
        super().__init__(_("Settings"), _SIZE, parent)
        self._settings = settings
        self._outputs = OutputBox(Output(settings.output, settings.output_name))
        self._outputs.output_chosen.connect(self._on_output_chosen)
        self._sections = QStackedWidget()
        self._title = label("", "title", 600)
        self._links = QButtonGroup(self)
        side = column(label(_("Settings"), "title", 600), 8, spacing=2, margins=(12, 18, 12, 12))
        for place, (icon_name, words, section) in enumerate(
            (
                ("book-open", _("Reading"), self._reading()),
                ("headphones", _("Listening"), self._listening()),
                ("clock", _("Timing"), self._timing()),
                ("folder", _("Library"), self._library(folders or {}, formats)),
                ("keyboard", _("Keyboard"), self._keyboard()),
                ("shield-check", _("Privacy"), self._privacy()),
            )
        ):
            side.addWidget(self._link(place, icon_name, words))
            self._sections.addWidget(_scrolled(section))
        side.addStretch(1)
        frame = QFrame()
        frame.setObjectName("sheet_side")
        frame.setFixedWidth(_SIDE_PX)
        frame.setLayout(side)
        close = IconButton("x", _("Close"), "Esc", size_px=16, box_px=28)
        close.clicked.connect(self.accept)
        page = column(
            row(self._title, None, close, margins=(24, 14, 14, 0)),
            (self._sections, 1),
            spacing=8,
            margins=(0, 0, 0, 12),
        )
        self.set_content(row(frame, (page, 1), spacing=0))
        self._links.idClicked.connect(self.show_section)
        self.show_section(0)

    def show_section(self, place: int) -> None:
        """Turn to a section, from 0."""
        self._sections.setCurrentIndex(place)
        chosen = self._links.button(place)
        chosen.setChecked(True)
        self._title.setText(chosen.accessibleName())

    def show_outputs(self, outputs: Sequence[Output]) -> None:
        """List the devices that there are now to choose from."""
        self._outputs.show_outputs(outputs)

    # ---- sections ----------------------------------------------------------------------------
    def _reading(self) -> QVBoxLayout:
        now = self._settings
        rows = SettingRows(self._on_changed)
        self._system = rows.check("", _("Change with the system"), now.theme == "system")
        self._system.toggled.connect(self._on_system_toggled)
        self._preview = QLabel(
            _("It slows the yeast down, which gives the flour time to develop some flavour.")
        )
        self._preview.setTextFormat(Qt.TextFormat.PlainText)
        self._preview.setWordWrap(True)
        self._preview.setMargin(10)
        self._preview.setFixedHeight(_PREVIEW_PX)
        frame = QFrame()
        frame.setProperty("card", True)
        frame.setLayout(row(self._preview, spacing=0))
        faces: dict[object, str] = {False: _("Sans serif"), True: _("Serif")}
        clicks: dict[object, str] = {False: _("places the cursor"), True: _("plays from there")}
        made = column(
            self._themes(),
            self._system,
            rows.rule(),
            rows.choice("serif", _("Typeface"), faces, now.serif),
            rows.slider("reading_size", _("Text size"), now.reading_size, 14, 28),
            rows.slider("measure", _("Line length"), now.measure, 50, 100),
            frame,
            rows.rule(),
            rows.choice("click_seeks", _("One click in the text"), clicks, now.click_seeks),
            rows.explained(
                rows.check("mark_words", _("Mark the spoken word"), now.mark_words),
                _("Only where times are exact. Elsewhere the paragraph is marked."),
            ),
            rows.check("reduced_motion", _("Move without sliding"), now.reduced_motion),
            spacing=10,
        )
        self._show_preview()
        return made

    def _themes(self) -> QWidget:
        words = {
            "light": _("Light"),
            "dark": _("Dark"),
            "sepia": _("Sepia"),
            "contrast": _("High contrast"),
        }
        self._theme_group = QButtonGroup(self)
        box = QWidget()
        box.setAccessibleName(_("Colours"))
        line = row(spacing=10)
        for name, said in words.items():
            button = ThemeButton(THEMES[name], said)
            button.setProperty("theme", name)
            button.setChecked(name == self._settings.theme)
            self._theme_group.addButton(button)
            line.addWidget(button)
        line.addStretch(1)
        self._theme_group.buttonClicked.connect(self._on_theme_clicked)
        box.setLayout(line)
        return box

    def _listening(self) -> QVBoxLayout:
        now = self._settings
        rows = SettingRows(self._on_changed)
        steps = _("J and L go back and forward, ← and → make small steps.")
        output = rows.line(_("Sound comes from"), self._outputs)
        self._outputs.setFixedWidth(_OUTPUT_PX)
        return column(
            output,
            rows.note(_("While a device you chose is not there, Earmark plays where others do.")),
            rows.rule(),
            rows.seconds("skip_back_ms", _("Back, in seconds"), now.skip_back_ms),
            rows.seconds("skip_forward_ms", _("Forward, in seconds"), now.skip_forward_ms),
            rows.seconds("step_ms", _("Small step, in seconds"), now.step_ms),
            *([] if _STEPS & unusual(changed_table(now.keys)) else [rows.note(steps)]),
            rows.note(_("Speed and volume are in the player, and are kept for the next time.")),
            spacing=10,
        )

    def _timing(self) -> QVBoxLayout:
        now = self._settings
        rows = SettingRows(self._on_changed)
        return column(
            rows.explained(
                rows.check("align_when_idle", _("Align by itself when idle"), now.align_when_idle),
                _(
                    "When there is nothing else to do Earmark finds the exact times of the open "
                    "episode in its audio, then those of all others. That takes some minutes for "
                    "each, on this computer."
                ),
            ),
            spacing=10,
        )

    def _library(self, folders: Mapping[str, Path], formats: str) -> QVBoxLayout:
        rows = SettingRows(self._on_changed)
        made = column(
            rows.note(
                _("Your audio and your transcripts stay where they are and are never changed.")
            ),
            spacing=10,
        )
        for words, folder in folders.items():
            show = PushButton(_("Show"))
            show.setAccessibleName(_("Show the folder: {words}").format(words=words))
            show.clicked.connect(
                lambda _on, folder=folder: QDesktopServices.openUrl(QUrl.fromLocalFile(str(folder)))
            )
            path = label(str(folder), "small", dim=True, wrap=True)
            path.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
            made.addLayout(row((column(label(words), path, spacing=1), 1), show, spacing=12))
        if formats:
            made.addWidget(rows.rule())
            read = _("Earmark reads transcripts as {formats}.").format(formats=formats)
            made.addWidget(rows.note(read))
        return made

    def _keyboard(self) -> QVBoxLayout:
        rows = SettingRows(self._on_changed)
        show = PushButton(_("Show all keys"), icon_name="keyboard")
        show.clicked.connect(self._on_keys_wanted)
        table = changed_table(self._settings.keys)
        everything = _("Everything can be done without a mouse. F1 lists all keys.")
        if "keys" in unusual(table):
            everything = _("Everything can be done without a mouse.")
        change = PushButton(_("Change keys…"))
        change.clicked.connect(self._on_change_keys_wanted)
        return column(
            rows.note(about_single_keys(table)),
            rows.note(everything),
            row(change, show, None),
            spacing=10,
        )

    def _privacy(self) -> QVBoxLayout:
        rows = SettingRows(self._on_changed)
        return column(
            rows.note(_("No account, no upload. Earmark works without a network.")),
            rows.note(
                _(
                    "What you listen to, search for and keep is in files on this computer only. "
                    "The log has no words of your transcripts."
                )
            ),
            spacing=10,
        )

    # ---- within ------------------------------------------------------------------------------
    def _link(self, place: int, icon_name: str, words: str) -> QToolButton:
        theme = theme_of(self.palette())
        link = QToolButton()
        link.setProperty("nav", True)
        link.setCheckable(True)
        link.setText(f"  {words}")
        link.setAccessibleName(words)
        link.setFont(font("body", 500))
        link.setIcon(icon(icon_name, theme.text2, 17, checked=theme.accent))
        link.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        link.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        link.setFixedSize(_SIDE_PX - 24, 34)
        self._links.addButton(link, place)
        return link

    def _on_changed(self, name: str, value: object) -> None:
        if name:
            self.changed.emit(name, value)
            self._settings = replace(self._settings, **{name: value})  # type: ignore[arg-type]
            self._show_preview()

    def _on_output_chosen(self, output: Output) -> None:
        self._on_changed("output_name", output.name)
        self._on_changed("output", output.id)

    def _on_theme_clicked(self, button: ThemeButton) -> None:
        self._system.blockSignals(True)
        self._system.setChecked(False)
        self._system.blockSignals(False)
        self._on_changed("theme", button.property("theme"))

    def _on_system_toggled(self, is_on: bool) -> None:
        if is_on:
            self._theme_group.setExclusive(False)
            for button in self._theme_group.buttons():
                button.setChecked(False)
            self._theme_group.setExclusive(True)
            self._on_changed("theme", "system")
            return
        name = theme_of(self.palette()).name
        for button in self._theme_group.buttons():
            button.setChecked(button.property("theme") == name)
        self._on_changed("theme", name)

    def _show_preview(self) -> None:
        now = self._settings
        look = ReadingLook(size_px=now.reading_size, serif=now.serif, measure=now.measure)
        self._preview.setFont(look.text_font())

    def _on_keys_wanted(self) -> None:
        self.accept()
        self.keys_wanted.emit()

    def _on_change_keys_wanted(self) -> None:
        self.accept()
        self.change_keys_wanted.emit()


def _scrolled(section: QVBoxLayout) -> QScrollArea:
    """Return a section that can be scrolled where the window is low."""
    section.setContentsMargins(24, 4, 24, 8)
    section.addStretch(1)
    inside = QWidget()
    inside.setObjectName("inside")
    inside.setLayout(section)
    area = QScrollArea()
    area.setWidget(inside)
    area.setWidgetResizable(True)
    area.setFrameShape(QFrame.Shape.NoFrame)
    area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    return area
