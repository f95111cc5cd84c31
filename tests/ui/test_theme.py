import re

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QPalette
from PySide6.QtWidgets import QLabel

from desktop_app.paths import resource
from desktop_app.ui.theme import (
    CONTRAST,
    DARK,
    LIGHT,
    THEMES,
    Theme,
    apply_theme,
    contrast,
    font,
    mixed,
    palette,
    stylesheet,
    theme_of,
    wanted_theme,
)
from desktop_app.ui.widgets.icon_button import IconButton

# What is read on what, and the least contrast it needs (WCAG 2: 4.5 for text, 3 for signs).
PAIRS = [
    ("text", "canvas", 7),
    ("text", "now", 7),
    ("text", "word", 4.5),
    ("text", "hit", 4.5),
    ("text", "raised", 7),
    ("hit_fg", "hit_now", 4.5),
    ("text2", "canvas", 4.5),
    ("text2", "side", 4.5),
    ("text2", "now", 4.5),
    ("text2", "sel", 4.5),
    ("text2", "hover", 4.5),
    ("accent", "canvas", 4.5),
    ("accent", "side", 4.5),
    ("accent", "sel", 4.5),
    ("on_accent", "accent", 4.5),
    ("edge", "raised", 3),
    ("mark", "canvas", 3),
    ("warn", "warn_bg", 4.5),
    ("ok", "side", 4.5),
    ("danger", "canvas", 4.5),
    ("speakers", "canvas", 4.5),
    ("speakers", "now", 4.5),
]
ALL = pytest.mark.parametrize("theme", THEMES.values(), ids=list(THEMES))


@ALL
@pytest.mark.parametrize(("ink", "ground", "least"), PAIRS)
def test_what_is_read_has_enough_contrast(
    theme: Theme, ink: str, ground: str, least: float
) -> None:
    inks = getattr(theme, ink)
    worst = min(
        contrast(colour, getattr(theme, ground))
        for colour in (inks if isinstance(inks, tuple) else (inks,))
    )
    assert worst >= least


@ALL
def test_text_stays_readable_on_the_sentence_and_on_pressed_buttons(theme: Theme) -> None:
    assert contrast(theme.text, mixed(theme.now, theme.word, 0.6)) >= 4.5
    assert contrast(theme.text, theme.press) >= 4.5
    assert contrast(theme.on_accent, mixed(theme.accent, theme.text, 0.16)) >= 4.5


def test_contrast_is_that_of_wcag() -> None:
    assert contrast("#000000", "#ffffff") == pytest.approx(21)
    assert contrast("#777777", "#ffffff") == pytest.approx(4.48, abs=0.01)


@ALL
def test_a_palette_says_which_theme_it_is(qapp: object, theme: Theme) -> None:
    assert theme_of(palette(theme)) is theme


def test_a_foreign_palette_counts_as_light_or_dark(qapp: object) -> None:
    foreign = QPalette()
    foreign.setColor(QPalette.ColorRole.Link, QColor("#123456"))
    foreign.setColor(QPalette.ColorRole.Base, QColor("#101010"))
    assert theme_of(foreign) is DARK
    foreign.setColor(QPalette.ColorRole.Base, QColor("#fafafa"))
    assert theme_of(foreign) is LIGHT


@ALL
def test_disabled_words_are_dimmer_than_others(qapp: object, theme: Theme) -> None:
    colours = palette(theme)
    disabled = colours.color(QPalette.ColorGroup.Disabled, QPalette.ColorRole.Text)
    assert disabled.name() == theme.text3


@ALL
def test_the_style_sheet_is_filled_in_and_its_pictures_exist(theme: Theme) -> None:
    sheet = stylesheet(theme)
    assert "$" not in sheet
    pictures = re.findall(r"url\((.+?)\)", sheet)
    assert len(set(pictures)) == 3
    for picture in pictures:
        assert resource(picture).is_file()


@ALL
def test_the_pictures_of_check_boxes_have_the_themes_colours(theme: Theme) -> None:
    folder = resource("icons/controls")
    assert theme.on_accent in (folder / f"{theme.name}-check.svg").read_text("utf-8")
    for way in ("up", "down"):
        picture = folder / f"{theme.name}-chevron-{way}.svg"
        assert theme.text2 in picture.read_text("utf-8")


def test_a_named_theme_is_taken_whatever_the_system_says(qapp: object) -> None:
    hints = qapp.styleHints()  # type: ignore[attr-defined]
    assert wanted_theme("sepia", hints).name == "sepia"
    assert wanted_theme("contrast", hints) is CONTRAST


def test_the_system_decides_between_light_and_dark(qapp: object) -> None:
    hints = qapp.styleHints()  # type: ignore[attr-defined]
    is_dark = hints.colorScheme() is Qt.ColorScheme.Dark
    assert wanted_theme("system", hints) is (DARK if is_dark else LIGHT)


def test_a_theme_reaches_widgets_that_are_already_there(qapp, qtbot) -> None:  # type: ignore[no-untyped-def]
    apply_theme(qapp, LIGHT)
    button = IconButton("search", "Search")
    words = QLabel("Words")
    words.setProperty("dim", True)
    for widget in (button, words):
        qtbot.addWidget(widget)
        widget.show()
    before = button.icon().pixmap(18, 18).toImage()
    apply_theme(qapp, DARK)
    assert theme_of(button.palette()) is DARK
    assert button.icon().pixmap(18, 18).toImage() != before
    assert words.palette().color(words.foregroundRole()).name() == DARK.text2


def test_small_type_has_figures_of_one_width(qapp: object) -> None:
    assert font("small").featureTags()
    assert not font("reading").featureTags()
    assert font("reading", 600, 21).pixelSize() == 21


def test_colours_mix_by_their_share() -> None:
    assert mixed("#000000", "#ffffff", 0) == "#000000"
    assert mixed("#000000", "#ffffff", 1) == "#ffffff"
    assert mixed("#000000", "#ff0000", 0.5) == "#800000"
