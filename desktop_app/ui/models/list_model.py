"""A list of values in a model. The value itself is one role; its words are the others."""

from collections.abc import Sequence
from typing import Any, Protocol

from PySide6.QtCore import QModelIndex, QObject, QPersistentModelIndex, QStringListModel, Qt

_MANY = 50  # changed rows: told together

VALUE = Qt.ItemDataRole.UserRole
Index = QModelIndex | QPersistentModelIndex


class Row(Protocol):
    """What the model must know of a row."""

    @property
    def words(self) -> str:
        """What a screen reader says, and type-ahead searches."""

    @property
    def tip(self) -> str:
        """What a click would do."""

    @property
    def key(self) -> object:
        """What the row stands for: the same when only what it says has changed."""

    @property
    def is_heading(self) -> bool:
        """Whether the row names a group and cannot be chosen."""


_FLAGS = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemNeverHasChildren


class ListModel(QStringListModel):
    """Rows of one list. ``show`` keeps the rows that stayed, so that the list does not jump.

    A view asks four times for the number of rows at each of ten thousand: as a list of (empty)
    strings the model knows it without asking Python.
    """

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._rows: list[Row] = []

    @property
    def rows(self) -> Sequence[Row]:
        return tuple(self._rows)

    def show(self, rows: Sequence[Row]) -> None:
        """Replace the rows; where only some changed, only those are told."""
        if len(rows) == len(self._rows):
            changed = [
                at for at, (old, new) in enumerate(zip(self._rows, rows, strict=True)) if old != new
            ]
            self._rows = list(rows)
            if len(changed) > _MANY:
                self.dataChanged.emit(self.index(changed[0]), self.index(changed[-1]))
                return
            for at in changed:
                self.dataChanged.emit(self.index(at), self.index(at))
            return
        self._rows = list(rows)
        self.setStringList([""] * len(self._rows))  # tells that all is new

    def row(self, index: Index) -> Row | None:
        """Return the row at an index, None where there is none."""
        return self._rows[index.row()] if 0 <= index.row() < len(self._rows) else None

    # Qt's own names and loose types from here on.
    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        row = self.row(index)
        if row is None:
            return None
        match role:
            case Qt.ItemDataRole.DisplayRole | Qt.ItemDataRole.AccessibleTextRole:
                return row.words
            case Qt.ItemDataRole.ToolTipRole:
                return row.tip or None
            case _:
                return row if role == VALUE else None

    def flags(self, index: Index) -> Qt.ItemFlag:
        row = self.row(index)
        if row is None:
            return Qt.ItemFlag.NoItemFlags
        return _FLAGS if row.is_heading else _FLAGS | Qt.ItemFlag.ItemIsSelectable
