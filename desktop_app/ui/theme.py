"""What Earmark looks like: four sets of colours, the type, the spaces, and how they reach Qt.

The colours reach a widget by its palette: ``theme_of(self.palette())`` says which theme is on, and
Qt tells every widget of a change with its own ``PaletteChange`` event.
"""

from dataclasses import asdict, dataclass
from functools import cache
from string import Template

from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QFont, QFontDatabase, QPalette, QStyleHints
from PySide6.QtWidgets import QApplication

from desktop_app.paths import resource


@dataclass(frozen=True, slots=True)
class Theme:
    """One set of colours, each with one meaning, as ``#rrggbb``."""

    name: str
    is_dark: bool
    canvas: str  # the page you read on
    side: str  # sidebar, rail, panel, player bar
    raised: str  # inputs, cards, menus, bubbles
    line: str  # hairlines between areas (decorative)
    edge: str  # borders that mean something (inputs, check boxes)
    text: str
    text2: str  # secondary text
    text3: str  # disabled text and idle decoration only
    accent: str  # where the voice is, and what you can press
    on_accent: str
    hover: str  # row or button under the pointer
    press: str
    sel: str  # selected row
    now: str  # behind the passage being spoken
    word: str  # behind the word being spoken
    hit: str  # search hits, nothing else
    hit_now: str  # the current search hit
    hit_fg: str  # text on the current hit
    mark: str  # bookmarks, nothing else
    ok: str
    warn: str
    warn_bg: str
    danger: str  # deleting, nothing else
    wave: str  # waveform not yet played
    zone: str  # hatching where there is sound but no text
    shadow: str  # as #aarrggbb
    speakers: tuple[str, ...]  # names only, in order of appearance

    def speaker(self, order: int) -> str:
        """Return the colour of the name that appeared ``order``-th, from 0."""
        return self.speakers[order % len(self.speakers)]


LIGHT = Theme(
    name="light",
    is_dark=False,
    canvas="#ffffff",
    side="#f5f5f7",
    raised="#ffffff",
    line="#e5e6ea",
    edge="#868c98",
    text="#1c1f26",
    text2="#5b616c",
    text3="#a2a7b1",
    accent="#4653c9",
    on_accent="#ffffff",
    hover="#e9eaef",
    press="#dddfe6",
    sel="#e4e7fb",
    now="#f1f2fd",
    word="#cdd3fa",
    hit="#ffeaa6",
    hit_now="#ffcb45",
    hit_fg="#1c1f26",
    mark="#c2413a",
    ok="#1d7a4c",
    warn="#865600",
    warn_bg="#fdf4df",
    danger="#b3261e",
    wave="#c3c7d0",
    zone="#d9dbe2",
    shadow="#331c1f26",
    speakers=("#1f6d7d", "#96492b", "#694fa3", "#4c6a26"),
)
DARK = Theme(
    name="dark",
    is_dark=True,
    canvas="#17191d",
    side="#1d2025",
    raised="#262a31",
    line="#2c3037",
    edge="#757c89",
    text="#e3e5e9",
    text2="#a1a8b3",
    text3="#666d78",
    accent="#99a4ff",
    on_accent="#14161c",
    hover="#292d34",
    press="#343941",
    sel="#2a2f4b",
    now="#1f2334",
    word="#414a8c",
    hit="#574612",
    hit_now="#e0ab2b",
    hit_fg="#1a1405",
    mark="#ff8d7e",
    ok="#63c793",
    warn="#e5b567",
    warn_bg="#2c2618",
    danger="#ff8f85",
    wave="#4a505a",
    zone="#363b43",
    shadow="#aa000000",
    speakers=("#72c4d2", "#e3a27f", "#bda6f0", "#a8c470"),
)
SEPIA = Theme(
    name="sepia",
    is_dark=False,
    canvas="#f9f2e4",
    side="#f1e8d6",
    raised="#fdf9ef",
    line="#e2d6bf",
    edge="#8d7d60",
    text="#382d20",
    text2="#69583f",
    text3="#a89a7d",
    accent="#275f66",
    on_accent="#ffffff",
    hover="#e8ddc7",
    press="#ddd0b6",
    sel="#dbe3d8",
    now="#f0ead6",
    word="#bfd5cd",
    hit="#f6dd8c",
    hit_now="#ecb83a",
    hit_fg="#2c2113",
    mark="#ad3d2d",
    ok="#2b6b3f",
    warn="#7d5000",
    warn_bg="#f7e7c4",
    danger="#a3281d",
    wave="#cdbf9f",
    zone="#ddd0b3",
    shadow="#33382d20",
    speakers=("#275f66", "#8d451f", "#67498f", "#50621c"),
)
CONTRAST = Theme(
    name="contrast",
    is_dark=True,
    canvas="#000000",
    side="#000000",
    raised="#000000",
    line="#ffffff",
    edge="#ffffff",
    text="#ffffff",
    text2="#ffffff",
    text3="#a8a8a8",
    accent="#ffe14d",
    on_accent="#000000",
    hover="#333333",
    press="#4d4d4d",
    sel="#3d3600",
    now="#1c1c1c",
    word="#6b5d00",
    hit="#005a66",
    hit_now="#2ee6ff",
    hit_fg="#000000",
    mark="#ffb0a6",
    ok="#7dff9c",
    warn="#ffd257",
    warn_bg="#000000",
    danger="#ffaaa2",
    wave="#8c8c8c",
    zone="#5c5c5c",
    shadow="#00000000",
    speakers=("#8ef0ff", "#ffc59e", "#dcc6ff", "#d4ff8f"),
)
THEMES = {theme.name: theme for theme in (LIGHT, DARK, SEPIA, CONTRAST)}

# Pixels. The reading size is the user's (14 to 28); the rest is fixed.
TYPE = {
    "display": 26,
    "heading": 20,
    "title": 15,
    "body": 13,
    "small": 12,
    "caption": 11,
    "reading": 17,
}
SPACE = {"xs": 4, "s": 8, "m": 12, "l": 16, "xl": 24, "xxl": 40}
RADIUS = {"chip": 6, "control": 8, "card": 12, "pill": 18}
WIDTH = {
    "sidebar": 240,
    "rail": 56,
    "panel": 336,
    "panel_small": 288,
    "results": 400,
    "wide": 1180,
    "narrow": 900,
    "text_least": 400,
}
HEADER_HEIGHT_PX = 52

PANEL_MS = 160
TOAST_MS = 4_000

_FACES = ("Inter", "Segoe UI", "SF Pro Text", "Cantarell", "Noto Sans")
_SERIF_FACES = ("Noto Serif", "Source Serif 4", "Georgia", "Charter", "DejaVu Serif")
_DRESSED = "earmark_dressed"
_SMALL_ROLES = ("body", "small", "caption")


def apply_theme(application: QApplication, theme: Theme) -> None:
    """Dress the whole application. Widgets that paint learn of it by ``PaletteChange``."""
    if application.property(_DRESSED) is None:  # a style is slow to set, and stays
        application.setStyle("Fusion")
        application.setProperty(_DRESSED, True)
        application.setFont(font("body"))
    # WORKAROUND(PySide6 6.11): a changed style sheet polishes each widget once for itself and once
    # for each of its ancestors; none and then another do so twice in all. To be dropped when a
    # change takes no longer than that.
    application.setStyleSheet("")
    application.setPalette(palette(theme))
    application.setStyleSheet(stylesheet(theme))


def theme_of(colours: QPalette) -> Theme:
    """Return the theme a palette was made from; light or dark by its page where it is foreign."""
    accent = colours.color(QPalette.ColorRole.Link).name()
    for theme in THEMES.values():
        if theme.accent == accent:
            return theme
    return DARK if colours.color(QPalette.ColorRole.Base).lightness() < 128 else LIGHT


def wanted_theme(choice: str, hints: QStyleHints) -> Theme:
    """Return the theme for a setting: one of the four names, or ``system``."""
    if choice in THEMES:
        return THEMES[choice]
    if hints.accessibility().contrastPreference() is Qt.ContrastPreference.HighContrast:
        return CONTRAST
    return DARK if hints.colorScheme() is Qt.ColorScheme.Dark else LIGHT


def palette(theme: Theme) -> QPalette:
    """Return the colours for what Qt paints by itself."""
    role = QPalette.ColorRole
    colours = QPalette()
    for which, colour in (
        (role.Window, theme.side),
        (role.Base, theme.canvas),
        (role.AlternateBase, theme.side),
        (role.Text, theme.text),
        (role.WindowText, theme.text),
        (role.ButtonText, theme.text),
        (role.Button, theme.raised),
        (role.Highlight, theme.accent),
        (role.HighlightedText, theme.on_accent),
        (role.Accent, theme.accent),
        (role.PlaceholderText, theme.text2),
        (role.ToolTipBase, theme.raised),
        (role.ToolTipText, theme.text),
        (role.Link, theme.accent),
        (role.LinkVisited, theme.accent),
    ):
        colours.setColor(which, QColor(colour))
    for which in (role.Text, role.WindowText, role.ButtonText):
        colours.setColor(QPalette.ColorGroup.Disabled, which, QColor(theme.text3))
    return colours


def stylesheet(theme: Theme) -> str:
    """Return the style sheet: the words of ``resources/theme.qss`` with this theme's colours."""
    template = Template(resource("theme.qss").read_text("utf-8"))
    is_contrast = theme is CONTRAST
    return template.substitute(
        {name: value for name, value in asdict(theme).items() if isinstance(value, str)},
        idle=theme.line if is_contrast else "transparent",
        soft=theme.edge if is_contrast else theme.line,
        accent_hover=mixed(theme.accent, theme.text, 0.16),
        accent_press=mixed(theme.accent, theme.text, 0.28),
        warn_line=theme.warn if is_contrast else theme.warn_bg,
        info_line=theme.accent if is_contrast else theme.sel,
        tab=theme.press if theme.is_dark else theme.raised,
        controls=resource("icons/controls").as_posix(),
        **{f"r_{name}": f"{pixels}px" for name, pixels in RADIUS.items()},
    )


def font(
    role: str, weight: int = 400, size_px: float | None = None, *, serif: bool = False
) -> QFont:
    """Return the type for a role of ``TYPE``. Small roles have figures of one width."""
    made = QFont(_serif_face() if serif else _face())
    made.setPixelSize(round(size_px or TYPE[role]))
    made.setWeight(QFont.Weight(weight))
    made.setHintingPreference(QFont.HintingPreference.PreferNoHinting)
    if role in _SMALL_ROLES:
        made.setFeature(QFont.Tag("tnum"), 1)  # times must not dance
    return made


def mixed(first: str, second: str, share: float) -> str:
    """Return the colour ``share`` of the way from ``first`` to ``second``."""
    parts = (
        round(int(first[at : at + 2], 16) * (1 - share) + int(second[at : at + 2], 16) * share)
        for at in (1, 3, 5)
    )
    return "#" + "".join(f"{part:02x}" for part in parts)


def contrast(first: str, second: str) -> float:
    """Return the contrast of two colours as WCAG counts it: 1 to 21."""
    darker, lighter = sorted((_luminance(first), _luminance(second)))
    return (lighter + 0.05) / (darker + 0.05)


def _luminance(colour: str) -> float:
    shares = (int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5))
    linear = [s / 12.92 if s <= 0.03928 else ((s + 0.055) / 1.055) ** 2.4 for s in shares]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


@cache
def _face() -> str:
    return _first_installed(_FACES, QFontDatabase.SystemFont.GeneralFont)


@cache
def _serif_face() -> str:
    return _first_installed(_SERIF_FACES, QFontDatabase.SystemFont.GeneralFont)


def _first_installed(faces: tuple[str, ...], otherwise: QFontDatabase.SystemFont) -> str:
    installed = set(QFontDatabase.families())
    for face in faces:
        if face in installed:
            return face
    return QFontDatabase.systemFont(otherwise).family()
