"""Who says what was kept, in the text as it is now."""

from desktop_app.bookmarks import Bookmark, Passage
from desktop_app.library import Library
from desktop_app.transcript.model import Transcript
from desktop_app.workflows.bookmarking import add_bookmark
from desktop_app.workflows.saying import Saying, sayings
from tests.builders import make_transcript

TEXT = "Ann: What does salt do? / Ben: It slows the yeast. / Ann: And the crust?"


def recorded(library: Library, transcript: Transcript) -> str:
    recording = library.recordings.add(title="Bread", duration_ms=60_000)
    library.recordings.replace_transcript(recording.id, transcript)
    return recording.id


def keep(library: Library, recording_id: str, segment: int) -> Bookmark:
    text = library.recordings.transcript(recording_id).segments[segment].text
    passage = Passage(segment, 0, segment, len(text))
    return add_bookmark(library, recording_id, None, passage=passage)


def test_each_bookmark_has_the_speaker_of_its_words(library: Library) -> None:
    bread = recorded(library, make_transcript(TEXT))
    salt = recorded(library, make_transcript("Cleo: Salt is a mineral."))
    kept = [keep(library, bread, 1), keep(library, bread, 0), keep(library, salt, 0)]
    found = sayings(library, kept)
    assert [found[one.id].speaker for one in kept] == ["Ben", "Ann", "Cleo"]


def test_the_words_are_found_again_in_another_version_of_the_text(library: Library) -> None:
    bread = recorded(library, make_transcript(TEXT))
    kept = keep(library, bread, 1)
    library.recordings.replace_transcript(
        bread,
        make_transcript("Ann: Hello. / Ann: What does salt do? / Benjamin: It slows the yeast."),
    )
    assert sayings(library, [kept])[kept.id].speaker == "Benjamin"


def test_a_bookmark_of_a_text_that_is_gone_has_no_speaker(library: Library) -> None:
    bread = recorded(library, make_transcript(TEXT))
    kept = keep(library, bread, 1)
    library.recordings.replace_transcript(bread, make_transcript(""))
    assert sayings(library, [kept]) == {kept.id: Saying()}
