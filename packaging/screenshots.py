"""Pictures of the real window, for the README and for review of its looks.

    python3 packaging/dev.py screenshots [--into FOLDER] [--only PART]

Opens the built-in sample in a library of its own and takes every screen in light and dark, wide
and small. Nothing is drawn for the picture: what is here is what a user sees.
"""

import argparse
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QEventLoop, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

from desktop_app.app import Earmark, make_application  # noqa: E402
from desktop_app.paths import places  # noqa: E402
from desktop_app.player.null_player import NullPlayer  # noqa: E402
from desktop_app.ui.panels.places_panel import BOOKMARKS, QUESTIONS  # noqa: E402
from desktop_app.ui.panels.sidebar_panel import BOOKMARKS as ALL_BOOKMARKS  # noqa: E402
from desktop_app.ui.panels.sidebar_panel import LIBRARY, READING  # noqa: E402

SIZES = ((1440, 900), (900, 600))
THEMES = ("light", "dark")
_PATIENCE_S = 30.0


def main() -> int:
    """Take the pictures and say where they are."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--into", type=Path, default=ROOT / "screenshots")
    parser.add_argument("--only", default="", help="only pictures with this in their name")
    options = parser.parse_args()
    options.into.mkdir(parents=True, exist_ok=True)
    application = make_application()
    with tempfile.TemporaryDirectory(prefix="earmark-screenshots-") as scratch:
        earmark = Earmark(application, places(Path(scratch)), NullPlayer())
        earmark.start()
        try:
            count = Photographer(earmark, options.into, options.only).take_all()
        finally:
            earmark.window.close()
    print(f"{count} pictures in {options.into}")
    return 0 if count else 1


class Photographer:
    """Goes through the screens of a window and keeps a picture of each."""

    def __init__(self, earmark: Earmark, folder: Path, only: str) -> None:
        self._earmark = earmark
        self._folder = folder
        self._only = only
        self._count = 0

    def take_all(self) -> int:
        """Take every screen in every size and theme; return how many pictures were kept."""
        earmark, window = self._earmark, self._earmark.window
        self._wait(lambda: earmark.shelf.is_read)
        self._take("01-first-run")
        earmark.adding.add_sample()
        self._wait(lambda: earmark.session.shown is not None)
        self._prepare()
        self._take("02-reading")
        window.reading.view.stop_following()
        window.reading.view.verticalScrollBar().setValue(0)
        self._take("03-let-go")
        window.reading.view.follow()
        window.places.show_page(BOOKMARKS)
        self._take("04-bookmarks")
        window.places.show_page(QUESTIONS)
        earmark.episode_search.open()
        window.reading.find_bar.field.setText("flour")
        self._take("05-find")
        earmark.episode_search.close()
        earmark.library_search.open()
        QTest.keyClicks(window.search_field, "salt")
        self._wait(lambda: window.results.words == "salt")
        window.results.step(1)
        self._take("06-search")
        window.sidebar.search.setText("saltt")
        self._wait(lambda: window.results.words == "saltt")
        self._take("07-no-result")
        earmark.library_search.leave()
        for number, page in ((8, LIBRARY), (9, ALL_BOOKMARKS)):
            window.show_page(page)
            self._take(f"{number:02}-{page}")
        window.show_page(READING)
        earmark.hearing.explain_problem()
        window.notices.warn(
            "The audio file is not where it was",
            "“bread-questions.mp3” is gone. You can still read, search and bookmark.",
            ("Find it…", lambda: None),
        )
        self._take("10-problem")
        return self._count

    def _prepare(self) -> None:
        """Listen a little, keep two passages, and stand in the middle of an answer."""
        earmark = self._earmark
        session = earmark.session
        shown = session.shown
        assert shown is not None
        timed = [q for q in shown.questions if q.start_ms is not None and q.end_ms is not None]
        for question in timed[:3]:
            session.scrub(question.start_ms or 0)
            session.player.play()
            self._listen((question.end_ms or 0) - (question.start_ms or 0))
        question = timed[3]
        session.scrub((question.start_ms or 0) - 20_000)
        earmark.keeping.keep()
        self._wait(lambda: len(earmark.shelf.contents.bookmarks) == 1)
        session.scrub((question.start_ms or 0) + 9_000)
        earmark.keeping.keep()
        self._wait(lambda: len(earmark.shelf.contents.bookmarks) == 2)
        self._wait(lambda: bool(session.shown and len(session.shown.bookmarks) == 2))
        self._wait(lambda: earmark.jobs.is_idle)

    def _listen(self, length_ms: int) -> None:
        player = self._earmark.session.player
        assert isinstance(player, NullPlayer)
        for _second in range(length_ms // 1_000):
            player.advance(1_000)

    def _take(self, name: str) -> None:
        window = self._earmark.window
        for theme in THEMES:
            for width, height in SIZES:
                full = f"{name}-{width}-{theme}"
                if self._only not in full:
                    continue
                self._earmark.looks.change("theme", theme)
                window.resize(width, height)
                self._let_live(120)
                window.grab().save(str(self._folder / f"{full}.png"))
                self._count += 1

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


if __name__ == "__main__":
    raise SystemExit(main())
