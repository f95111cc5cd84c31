"""Builds the sample episode from script.md: python packaging/sample/build.py

Writes resources/sample/ (what a listener gets) and tests/data/sample/ (the true times).
README.md beside this file says what must be installed and whose voices these are.
"""

import logging
import tempfile
from pathlib import Path

import publish
from cover import draw_cover
from script import read_script
from timeline import Timeline
from voices import ines, marcus

_HERE = Path(__file__).resolve().parent
_ROOT = _HERE.parent.parent
_SAMPLE = _ROOT / "resources" / "sample"
_TRUTH = _ROOT / "tests" / "data" / "sample"
_STEM = "bread-questions"

log = logging.getLogger(__name__)


def build() -> None:
    """Speak the script and write every file of the sample."""
    _SAMPLE.mkdir(parents=True, exist_ok=True)
    _TRUTH.mkdir(parents=True, exist_ok=True)
    script = read_script(_HERE / "script.md")
    timeline = Timeline({"Ines Dahl": ines(), "Marcus Bello": marcus()})
    episode = timeline.record(script)
    cover = _SAMPLE / "cover.png"
    draw_cover(cover)
    publish.write_transcript(episode, _SAMPLE / f"{_STEM}.md")
    publish.write_notes(script, _SAMPLE / f"{_STEM}.notes.md")
    publish.write_chapters(script, episode, _SAMPLE / f"{_STEM}.chapters.json")
    publish.write_truth(episode, _TRUTH / f"{_STEM}.truth.json")
    sound = _SAMPLE / f"{_STEM}.mp3"
    with tempfile.TemporaryDirectory() as folder:
        publish.write_mp3(script, episode.sound, cover, sound, scratch=Path(folder))
    log.info("%s: %d bytes", sound.relative_to(_ROOT), sound.stat().st_size)


if __name__ == "__main__":
    logging.basicConfig(level=logging.INFO, format="%(message)s")
    build()
