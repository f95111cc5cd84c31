"""A themed application for everything that has colours or letters."""

import pytest
from PySide6.QtWidgets import QApplication

from desktop_app.ui.theme import LIGHT, apply_theme


@pytest.fixture(autouse=True)
def light(qapp: QApplication) -> None:
    apply_theme(qapp, LIGHT)
