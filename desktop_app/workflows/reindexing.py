"""Bringing the search index up to date with the library."""

from collections.abc import Iterator, Sequence

from desktop_app.library import Library
from desktop_app.library.recordings import NoSuchRecording
from desktop_app.progress import Progress
from desktop_app.search.index import Index
from desktop_app.search.parts import Document
from desktop_app.workflows.changes import Changes


def bring_up_to_date(library: Library, index: Index, progress: Progress | None = None) -> Changes:
    """Index what is new or changed, drop what is gone; does nothing when there is nothing to do.

    A missing, damaged or outdated index is built anew. Raises IndexBusy when another program
    writes it for longer than we wait.
    """
    wanted = library.recordings.revisions()
    there = index.revisions()
    outdated = [key for key, revision in wanted.items() if there.get(key) != revision]
    gone = [key for key in there if key not in wanted]
    if not outdated and not gone:
        return Changes()
    index.update(
        add=_documents(library, outdated), remove=gone, total=len(outdated), progress=progress
    )
    return Changes(index=True)


def build_anew(library: Library, index: Index, progress: Progress | None = None) -> int:
    """Index every recording again, whatever the index says, and return how many there are."""
    wanted = list(library.recordings.revisions())
    gone = index.revisions().keys() - set(wanted)
    index.update(add=_documents(library, wanted), remove=gone, total=len(wanted), progress=progress)
    return len(wanted)


def _documents(library: Library, recording_ids: Sequence[str]) -> Iterator[Document]:
    for recording_id in recording_ids:
        try:
            recording = library.recordings.get(recording_id)
            segments = library.recordings.transcript(recording_id).segments
        except NoSuchRecording:  # removed while others were indexed
            continue
        yield Document(
            recording_id=recording.id,
            revision=recording.revision,
            title=recording.title,
            show=recording.show,
            segments=segments,
            published=recording.published,
        )
