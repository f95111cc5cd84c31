"""Pictures of recordings: read from their files in the background, once, when they are wanted."""

from pathlib import Path

from PySide6.QtCore import QCoreApplication
from pytestqt.qtbot import QtBot

from desktop_app.jobs import Jobs
from desktop_app.paths import resource
from desktop_app.ui.covers import Covers
from tests.ui.recordings import make_entry

SAMPLE = resource("sample/bread-questions.mp3")


def test_the_picture_in_a_file_arrives_after_it_was_first_asked_for(qtbot: QtBot) -> None:
    jobs = Jobs()
    covers = Covers(jobs)
    covers.show_entries([make_entry("Bread", audio_file=str(SAMPLE))])
    with qtbot.waitSignal(covers.changed):
        assert covers.of("bread") is None
    picture = covers.of("bread")
    assert picture is not None
    assert min(picture.width(), picture.height()) == 128
    jobs.close()


def test_a_recording_without_a_picture_is_asked_about_once(qtbot: QtBot, tmp_path: Path) -> None:
    silent = tmp_path / "silent.mp3"
    silent.write_bytes(b"")
    jobs = Jobs()
    covers = Covers(jobs)
    covers.show_entries(
        [
            make_entry("Gone", audio_file=str(tmp_path / "gone.mp3")),
            make_entry("Silent", audio_file=None),
        ]
    )
    with qtbot.waitSignal(jobs.became_idle):
        assert covers.of("gone") is None
    assert [covers.of("gone"), covers.of("silent"), covers.of("unknown")] == [None, None, None]
    QCoreApplication.processEvents()
    assert jobs.is_idle
    jobs.close()


def test_nothing_is_read_after_the_end(qtbot: QtBot) -> None:
    jobs = Jobs()
    covers = Covers(jobs)
    covers.show_entries([make_entry("Bread", audio_file=str(SAMPLE))])
    assert covers.of("bread") is None
    covers.close()
    jobs.close()
    QCoreApplication.processEvents()
    assert covers.of("bread") is None
