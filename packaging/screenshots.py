"""Pictures of the real window, for the README and for review of its looks.

    python3 packaging/dev.py screenshots [--into FOLDER] [--only PART]

Opens the built-in sample in a made-up library of 200 episodes and takes every screen in light and
dark, wide and small; a few in the smallest window and in all colours. Nothing is drawn for the
picture: what is here is what a user sees. ``--readme`` also renews packaging/pictures/. For twice
the size set QT_SCALE_FACTOR=2.
"""

import argparse
import sys
import tempfile
import time
import wave
from collections.abc import Callable
from functools import partial
from itertools import product
from pathlib import Path

from PySide6.QtCore import QEventLoop, QMimeData, QPoint, QPointF, Qt, QTimer, QUrl
from PySide6.QtGui import QDragEnterEvent, QDragLeaveEvent, QImage, QPainter
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QTextEdit, QWidget

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))
sys.path.insert(0, str(ROOT / "packaging"))

from made_library import fill  # noqa: E402

from desktop_app.alignment.engines import why_not  # noqa: E402
from desktop_app.app import Earmark, make_application  # noqa: E402
from desktop_app.library import Library, open_library  # noqa: E402
from desktop_app.paths import Places, places, resource  # noqa: E402
from desktop_app.player.null_player import NullPlayer  # noqa: E402
from desktop_app.transcript.model import Segment  # noqa: E402
from desktop_app.ui.panels.places_panel import BOOKMARKS, QUESTIONS  # noqa: E402
from desktop_app.ui.panels.sidebar_panel import BOOKMARKS as ALL_BOOKMARKS  # noqa: E402
from desktop_app.ui.panels.sidebar_panel import LIBRARY, READING  # noqa: E402
from desktop_app.workflows.bookmarking import add_bookmark  # noqa: E402

SIZES = ((1440, 900), (900, 600))
SMALLEST = (720, 480)
THEMES = ("light", "dark")
README_SIZE = (1280, 800)
_PATIENCE_S = 60.0


def main() -> int:
    """Take the pictures and say where they are."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--into", type=Path, default=ROOT / "screenshots")
    parser.add_argument("--only", default="", help="only pictures with this in their name")
    parser.add_argument("--readme", action="store_true", help="renew packaging/pictures/ as well")
    options = parser.parse_args()
    options.into.mkdir(parents=True, exist_ok=True)
    application = make_application()
    with tempfile.TemporaryDirectory(prefix="earmark-screenshots-") as scratch:
        where = places(Path(scratch))
        earmark = Earmark(application, where, NullPlayer())
        photographer = Photographer(earmark, where, options.into, options.only)
        earmark.start()
        try:
            count = photographer.take_all()
            if options.readme:
                photographer.renew_readme(ROOT / "packaging" / "pictures")
        finally:
            earmark.window.close()
    print(f"{count} pictures in {options.into}")
    return 0 if count else 1


class Photographer:
    """Goes through the screens of a window and keeps a picture of each."""

    def __init__(self, earmark: Earmark, where: Places, folder: Path, only: str) -> None:
        self._earmark = earmark
        self._where = where
        self._folder = folder
        self._only = only
        self._count = 0
        self._made: list[str] = []

    def take_all(self) -> int:
        """Take every screen in every size and theme; return how many pictures were kept."""
        self._wait(lambda: self._earmark.shelf.is_read)
        self._take("01-first-run", sizes=(*SIZES, SMALLEST))
        self._take_refused("11b-not-a-transcript-first")
        self._fill()
        self._earmark.adding.add_sample()
        self._wait(lambda: self._earmark.session.shown is not None)
        self._prepare()
        self._take_reading()
        self._take_finding()
        self._take_places()
        self._take_over()
        self._take_problems()
        self._take_another()
        self._take_aligning()
        return self._count

    def renew_readme(self, folder: Path) -> None:
        """Keep the two pictures of the README."""
        folder.mkdir(parents=True, exist_ok=True)
        earmark = self._earmark
        self._open_sample()
        earmark.window.reading.view.follow()
        earmark.window.places.show_page(QUESTIONS)
        for theme in THEMES:
            earmark.looks.change("theme", theme)
            earmark.window.resize(*README_SIZE)
            self._let_live(300)
            self._picture().save(str(folder / f"reading-{theme}.png"))

    # ---- the screens -------------------------------------------------------------------------
    def _take_reading(self) -> None:
        window, view = self._earmark.window, self._earmark.window.reading.view
        self._take("02-reading", sizes=(*SIZES, SMALLEST))
        self._take("02-reading", themes=("sepia", "contrast"), sizes=SIZES[:1])
        window.resize(*SMALLEST)
        window.show_panel(True)
        self._take("02-reading-drawer", sizes=(SMALLEST,))
        window.show_panel(False)
        window.resize(*SIZES[0])
        view.stop_following()
        view.verticalScrollBar().setValue(0)
        self._take("03-let-go")
        view.follow()
        window.places.questions.filter.setText("do")
        self._take("04-questions", sizes=SIZES[:1])
        window.places.questions.filter.clear()
        window.places.show_page(BOOKMARKS)
        self._take("06-bookmarks")
        window.places.show_page(QUESTIONS)
        self._take_zone()
        self._take_correcting()

    def _take_correcting(self) -> None:
        earmark = self._earmark
        shown = earmark.session.shown
        assert shown is not None
        segment = next(s.index for s in shown.transcript.segments if "starter makes" in s.text)
        window = earmark.window
        window.show_panel(False)
        for size in SIZES:
            window.resize(*size)
            self._let_live(50)
            earmark.correcting.correct_paragraph(segment)
            editor = earmark.correcting.editor
            assert editor is not None
            field = editor.findChild(QTextEdit)
            assert isinstance(field, QTextEdit)
            field.find("liquid")
            field.insertPlainText("fluid")
            self._take("09-correct", sizes=(size,))
            earmark.correcting.leave()
        window.resize(*SIZES[0])
        window.show_panel(True)
        window.reading.view.follow()

    def _take_zone(self) -> None:
        session = self._earmark.session
        shown = session.shown
        assert shown is not None
        before_ms = session.moment_ms
        zone = next(zone for zone in shown.zones if zone.kind == "break")
        session.scrub(zone.start_ms + (zone.end_ms - zone.start_ms) // 3)
        self._take("16-unknown-zone")
        session.scrub(before_ms)

    def _take_finding(self) -> None:
        earmark, window = self._earmark, self._earmark.window
        earmark.episode_search.open()
        window.reading.find_bar.field.setText("flour")
        self._take("15-find-here")
        earmark.episode_search.close()
        window.resize(*SIZES[0])
        self._let_live(50)
        earmark.library_search.open()
        QTest.keyClicks(window.search_field, "salt")
        self._wait(lambda: window.results.words == "salt" and bool(window.results.results))
        window.results.step(1)
        self._let_live(200)
        self._take("05-search", sizes=(*SIZES, SMALLEST))
        window.resize(*SIZES[1])
        window.read_hit()
        self._take("05b-after-a-hit", sizes=SIZES[1:])
        window.resize(*SIZES[0])
        window.sidebar.search.setText("saltt")
        self._wait(lambda: window.results.words == "saltt")
        self._take("11e-no-results")
        earmark.library_search.leave()
        self._open_sample()

    def _take_places(self) -> None:
        window = self._earmark.window
        self._earmark.navigation.show_page(LIBRARY)
        self._let_live(400)
        self._take("07-library", sizes=(*SIZES, SMALLEST))
        self._earmark.navigation.show_page(ALL_BOOKMARKS)
        self._take("17-all-bookmarks")
        window.show_page(READING)

    def _take_over(self) -> None:
        """Take what lies over the window."""
        earmark, window = self._earmark, self._earmark.window
        self._take_times("08-timing")
        self._take_each("10-settings", earmark.actions["settings"].trigger)
        self._take_each("12-keyboard", earmark.actions["keys"].trigger)
        mime = QMimeData()
        mime.setUrls([QUrl.fromLocalFile(str(resource("sample/bread-questions.mp3")))])
        enter = QDragEnterEvent(
            QPoint(400, 300),
            Qt.DropAction.CopyAction,
            mime,
            Qt.MouseButton.LeftButton,
            Qt.KeyboardModifier.NoModifier,
        )
        QApplication.sendEvent(window, enter)
        self._take("18-drop", sizes=SIZES[:1])
        QApplication.sendEvent(window, QDragLeaveEvent())

    def _take_times(self, name: str) -> None:
        """Take what the chip says of the times, in each size."""
        window = self._earmark.window
        for size in SIZES:
            window.resize(*size)
            self._let_live(50)
            window.reading.header.chip.click()
            self._take(name, sizes=(size,))
            for widget in QApplication.topLevelWidgets():
                if widget.windowType() is Qt.WindowType.Popup:
                    widget.hide()

    def _take_aligning(self) -> None:
        """Take the sample while its words are being found; left out where there is no engine."""
        earmark = self._earmark
        shown = earmark.session.shown
        assert shown is not None
        if why_not() is not None:
            return
        earmark.window.resize(*SIZES[0])
        earmark.window.show_panel(False)
        earmark.window.reading.view.follow()
        earmark.aligning.start(shown)
        self._wait(lambda: any(s.words for s in self._shown_segments()))
        self._take_times("08-aligning")
        earmark.aligning.stop(shown.recording.id)

    def _shown_segments(self) -> tuple[Segment, ...]:
        shown = self._earmark.session.shown
        return shown.transcript.segments if shown is not None else ()

    def _take_each(self, name: str, show: Callable[[], None]) -> None:
        """Take a sheet, opened anew for each size: it is placed once."""
        for size, theme in product((*SIZES, SMALLEST), THEMES):
            self._earmark.window.resize(*size)
            self._earmark.looks.change("theme", theme)
            self._let_live(50)
            show()
            self._take(name, sizes=(size,), themes=(theme,))
            dialog = QApplication.activeModalWidget()
            if dialog is not None:
                dialog.close()
            self._let_live(20)

    def _take_problems(self) -> None:
        window = self._earmark.window
        self._earmark.hearing.explain_problem()
        self._take_refused("11b-not-a-transcript")
        window.show_page(READING)
        player = self._earmark.session.player
        assert isinstance(player, NullPlayer)
        player.plug(False)
        self._earmark.hearing.explain_problem()
        self._take("11c-no-sound-device")
        player.plug(True)
        self._earmark.notices.clear()

    def _take_refused(self, name: str) -> None:
        with tempfile.TemporaryDirectory() as folder:
            table = Path(folder) / "holiday-budget.csv"
            table.write_text("\n".join(f"{n},{n * 7},{n * 3.5}" for n in range(40)), "utf-8")
            self._earmark.adding.add([table])
            self._wait(lambda: self._earmark.jobs.is_idle)
            self._take(name)
            self._earmark.actions["leave"].trigger()

    def _take_another(self) -> None:
        earmark = self._earmark
        earmark.session.player.play()
        earmark.navigation.open(self._made[2])
        self._wait(lambda: earmark.session.shown is not None and not earmark.session.is_shown_heard)
        self._take("13-reading-another")
        earmark.window.places.show_page(BOOKMARKS)
        self._take("11d-empty", sizes=SIZES[:1])
        earmark.window.places.show_page(QUESTIONS)
        shown = earmark.session.shown
        assert shown is not None
        gone = Path("/media/stick/Harbour Voices/the-bell.mp3")
        with self._library() as library:
            library.recordings.update(shown.recording.id, audio=gone)
        earmark.navigation.play(shown.recording.id)
        self._wait(lambda: earmark.session.is_shown_heard)
        earmark.shelf.look()
        self._wait(lambda: bool(earmark.session.heard and earmark.session.heard.recording.audio))
        self._take("11a-missing-audio")
        self._open_sample()

    # ---- making ready ------------------------------------------------------------------------
    def _fill(self) -> None:
        silence = self._where.database.parent / "silence.wav"
        with wave.open(str(silence), "wb") as sound:
            sound.setnchannels(1)
            sound.setsampwidth(2)
            sound.setframerate(8_000)
            sound.writeframes(bytes(16_000))
        with self._library() as library:
            self._made = fill(library, silence)
        self._earmark.shelf.look()
        self._wait(lambda: len(self._earmark.shelf.contents.entries) == len(self._made))

    def _library(self) -> Library:
        return open_library(self._where.database, backups=self._where.backups)

    def _open_sample(self) -> None:
        earmark = self._earmark
        entry = next(e for e in earmark.shelf.contents.entries if e.title.startswith("Ask us"))
        earmark.navigation.open(entry.id)
        self._wait(lambda: earmark.session.shown is not None and self._is_shown(entry.id))
        heard = earmark.session.heard
        if heard is not None and heard.recording.id != entry.id:
            earmark.navigation.play(entry.id)
            self._wait(lambda: earmark.session.is_shown_heard)
        earmark.window.reading.view.follow()

    def _is_shown(self, recording_id: str) -> bool:
        shown = self._earmark.session.shown
        return shown is not None and shown.recording.id == recording_id

    def _prepare(self) -> None:
        """Listen a little, keep passages with note and tags, and stand in an answer."""
        earmark = self._earmark
        session = earmark.session
        shown = session.shown
        assert shown is not None
        timed = [q for q in shown.questions if q.start_ms is not None and q.end_ms is not None]
        for question in timed[:3]:
            session.scrub(question.start_ms or 0)
            session.player.play()
            self._listen((question.end_ms or 0) - (question.start_ms or 0) + 1_000)
        question = timed[3]
        keeps = (
            (
                (question.start_ms or 0) - 50_000,
                "Good opening line for the newsletter.",
                ("quote",),
            ),
            ((question.start_ms or 0) - 20_000, "", ("starter", "try this")),
            ((question.start_ms or 0) + 9_000, "", ()),
        )
        for number, (at_ms, note, tags) in enumerate(keeps, 1):
            session.scrub(at_ms)
            earmark.keeping.keep()
            self._wait(partial(self._has_bookmarks, number))
            if note or tags:
                self._annotate(at_ms, note, tags)
        self._keep_elsewhere()
        self._wait(lambda: bool(session.shown and len(session.shown.bookmarks) == len(keeps)))
        self._wait(lambda: earmark.jobs.is_idle)

    def _has_bookmarks(self, number: int) -> bool:
        return len(self._earmark.shelf.contents.bookmarks) == number

    def _annotate(self, at_ms: int, note: str, tags: tuple[str, ...]) -> None:
        earmark = self._earmark
        kept = min(earmark.shelf.contents.bookmarks, key=lambda b: abs((b.start_ms or 0) - at_ms))
        with self._library() as library:
            library.bookmarks.update(kept.id, note=note, tags=tags)
        earmark.shelf.look()

    def _keep_elsewhere(self) -> None:
        with self._library() as library:
            for recording_id, at_ms, tags in (
                (self._made[1], 400_000, ("boats", "quote")),
                (self._made[4], 900_000, ()),
            ):
                add_bookmark(library, recording_id, at_ms, tags=tags)
        self._earmark.shelf.look()

    def _listen(self, length_ms: int) -> None:
        player = self._earmark.session.player
        assert isinstance(player, NullPlayer)
        for _second in range(length_ms // 1_000):
            player.advance(1_000)

    # ---- taking ------------------------------------------------------------------------------
    def _take(
        self,
        name: str,
        *,
        sizes: tuple[tuple[int, int], ...] = SIZES,
        themes: tuple[str, ...] = THEMES,
    ) -> None:
        window = self._earmark.window
        for width, height in sizes:
            for theme in themes:
                full = f"{name}-{width}-{theme}"
                if self._only not in full:
                    continue
                self._earmark.looks.change("theme", theme)
                window.resize(width, height)
                self._let_live(150)
                self._picture().save(str(self._folder / f"{full}.png"))
                self._count += 1

    def _picture(self) -> QImage:
        """Return the window with what lies over it, as they stand on the screen."""
        window = self._earmark.window
        picture = window.grab().toImage()
        painter = QPainter(picture)
        for over in QApplication.topLevelWidgets():
            if over is not window and over.isVisible() and _floats(over):
                where = QPointF(over.mapToGlobal(QPoint(0, 0)) - window.mapToGlobal(QPoint(0, 0)))
                painter.drawPixmap(where, over.grab())
        painter.end()
        return picture

    def _let_live(self, for_ms: int) -> None:
        loop = QEventLoop()
        QTimer.singleShot(for_ms, loop.quit)
        loop.exec()

    def _wait(self, is_so: Callable[[], bool]) -> None:
        deadline = time.monotonic() + _PATIENCE_S
        while not is_so():
            if time.monotonic() > deadline:
                raise SystemExit("The window did not get there in time.")
            self._let_live(20)
        QApplication.sendPostedEvents()


def _floats(widget: QWidget) -> bool:
    return widget.windowType() in (Qt.WindowType.Dialog, Qt.WindowType.Popup)


if __name__ == "__main__":
    raise SystemExit(main())
