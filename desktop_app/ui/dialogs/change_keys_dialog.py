"""Other keys for anything that has one: choose the action, press the key."""

from PySide6.QtCore import QPoint, QSize, Signal
from PySide6.QtWidgets import QStackedWidget, QWidget

from desktop_app.i18n import _
from desktop_app.ui.delegates.key_painter import KeyPainter
from desktop_app.ui.key_changes import (
    Changes,
    changed_table,
    native,
    owner_of,
    why_not,
    with_key,
    with_usual_keys,
    without_keys,
)
from desktop_app.ui.models.key_rows import KeyRow, key_rows
from desktop_app.ui.widgets.icon_button import IconButton
from desktop_app.ui.widgets.key_catcher import KeyCatcher
from desktop_app.ui.widgets.label import label, rule
from desktop_app.ui.widgets.layouts import column, row
from desktop_app.ui.widgets.list_view import ListView
from desktop_app.ui.widgets.passing_menu import PassingMenu
from desktop_app.ui.widgets.push_button import PushButton, Weight
from desktop_app.ui.widgets.sheet import Sheet

_SIZE = QSize(620, 640)
_CATCHER_PX = 150
_FOOT_PX = 92  # the same for each page of it: the list does not move


class ChangeKeysDialog(Sheet):
    """``changed`` carries all changes, as they are to be kept, after each of them."""

    changed = Signal(object)

    def __init__(self, changes: Changes, parent: QWidget | None = None) -> None:
        super().__init__(_("Change keys"), _SIZE, parent)
        self._changes = changes
        self._name = ""  # of the action that gets a key
        self._wanted = ""  # the key that is another's
        self.list = ListView(_("Actions and their keys"), KeyPainter())
        self.list.activated_row.connect(self._catch)
        self.list.delete_wanted.connect(self._clear)
        self.list.menu_wanted.connect(self._on_menu_wanted)
        self.list.selectionModel().currentChanged.connect(self._show_ways)
        self._foot = QStackedWidget()
        self._foot.setFixedHeight(_FOOT_PX)
        self._make_ways()
        self._make_catcher()
        self._make_conflict()
        close = IconButton("x", _("Close"), "Esc", size_px=16, box_px=28)
        close.clicked.connect(self.accept)
        self.set_content(
            column(
                row(label(_("Change keys"), "title", 600), None, close, margins=(24, 14, 14, 0)),
                (self.list, 1),
                rule(),
                self._foot,
                spacing=8,
                margins=(0, 0, 0, 10),
            )
        )
        self._show()
        self.list.move_by(1)
        self.list.setFocus()

    # ---- the foot: what can be done, the key that is waited for, whose key it is -------------
    def _make_ways(self) -> None:
        self._about = label("", "small", dim=True, wrap=True)
        self._change = PushButton(_("Change…"), Weight.PRIMARY)
        self._change.clicked.connect(lambda: self._catch(self._row))
        self._none = PushButton(_("No key"))
        self._none.clicked.connect(lambda: self._clear(self._row))
        self._usual = PushButton(_("Usual key"))
        self._usual.clicked.connect(lambda: self._reset(self._row))
        self._all = PushButton(_("All usual keys"), Weight.LINK)
        self._all.clicked.connect(lambda: self._keep({}))
        buttons = row(self._change, self._none, self._usual, None, self._all)
        self._add_page(column(self._about, None, buttons, spacing=6, margins=(24, 4, 24, 4)))

    def _make_catcher(self) -> None:
        self._question = label("", "body", 500, wrap=True)
        self._catcher = KeyCatcher()
        self._catcher.setFixedWidth(_CATCHER_PX)
        self._catcher.caught.connect(self._on_caught)
        self._catcher.left.connect(self._leave)
        hint = label(_("Esc leaves it as it is."), "small", dim=True)
        ask = row((self._question, 1), self._catcher, spacing=12)
        self._add_page(column(ask, None, hint, spacing=6, margins=(24, 4, 24, 4)))

    def _make_conflict(self) -> None:
        self._whose = label("", "body", 500, wrap=True)
        self._take = PushButton(_("Use it here"), Weight.PRIMARY)
        self._take.clicked.connect(self._on_take)
        other = PushButton(_("Another key…"))
        other.clicked.connect(lambda: self._catch(self._row))
        leave = PushButton(_("Leave it"), Weight.LINK)
        leave.clicked.connect(self._leave)
        buttons = row(self._take, other, leave, None)
        self._add_page(column(self._whose, None, buttons, spacing=6, margins=(24, 4, 24, 4)))

    def _add_page(self, content: object) -> None:
        page = QWidget()
        page.setLayout(content)  # type: ignore[arg-type]
        self._foot.addWidget(page)

    # ---- the list ----------------------------------------------------------------------------
    @property
    def _row(self) -> KeyRow | None:
        current = self.list.current_row()
        return current if isinstance(current, KeyRow) else None

    def _show(self) -> None:
        self.list.show_rows(list(key_rows(changed_table(self._changes), self._changes)))
        self._all.setEnabled(bool(self._changes))
        self._show_ways()

    def _show_ways(self) -> None:
        chosen = self._row
        is_free = chosen is not None and not chosen.is_fixed
        self._change.setEnabled(is_free)
        self._none.setEnabled(chosen is not None and is_free and bool(chosen.spec.keys))
        self._usual.setEnabled(chosen is not None and chosen.is_changed)
        about = _("Enter changes the key of an action, Delete takes it away.")
        if chosen is not None and chosen.is_fixed:
            about = _("This key stays as it is.")
        self._about.setText(about)
        self._foot.setCurrentIndex(0)

    def _on_menu_wanted(self, chosen: KeyRow, point: QPoint) -> None:
        menu = PassingMenu(self)
        change = menu.addAction(_("Change…"), lambda: self._catch(chosen))
        change.setEnabled(not chosen.is_fixed)
        none = menu.addAction(_("No key"), lambda: self._clear(chosen))
        none.setEnabled(not chosen.is_fixed and bool(chosen.spec.keys))
        usual = menu.addAction(_("Usual key"), lambda: self._reset(chosen))
        usual.setEnabled(chosen.is_changed)
        menu.exec(point)

    # ---- changing ----------------------------------------------------------------------------
    def _catch(self, chosen: KeyRow | None) -> None:
        if chosen is None or chosen.is_fixed:
            return
        self._name = chosen.spec.name
        self._ask(_("The new key for “{action}”:").format(action=chosen.spec.words))

    def _ask(self, question: str) -> None:
        self._question.setText(question)
        self._catcher.setAccessibleName(question)
        self._foot.setCurrentIndex(1)
        self._catcher.setFocus()

    def _on_caught(self, key: str) -> None:
        refusal = why_not(key)
        owner = owner_of(key, self._changes)
        if refusal:
            self._ask(refusal)
        elif owner is not None and owner.name != self._name:
            self._wanted = key
            words = _("{key} is the key of “{action}”.")
            self._whose.setText(words.format(key=native(key), action=owner.words))
            self._take.setAccessibleDescription(self._whose.text())
            self._foot.setCurrentIndex(2)
            self._take.setFocus()
        else:
            self._keep(with_key(self._changes, self._name, key))

    def _on_take(self) -> None:
        self._keep(with_key(self._changes, self._name, self._wanted))

    def _clear(self, chosen: KeyRow | None) -> None:
        if chosen is not None and not chosen.is_fixed:
            self._keep(without_keys(self._changes, chosen.spec.name))

    def _reset(self, chosen: KeyRow | None) -> None:
        if chosen is not None:
            self._keep(with_usual_keys(self._changes, chosen.spec.name))

    def _keep(self, changes: Changes) -> None:
        self._changes = changes
        self._show()
        self.changed.emit(changes)
        self.list.setFocus()

    def _leave(self) -> None:
        self._show_ways()
        self.list.setFocus()
