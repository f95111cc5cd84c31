"""The search index on disk: a cache of the library that may be deleted at any time.

Below its folder lies one folder named for the format and Whoosh's version, so an index of another
version is never opened, and a lock that lets one process write at a time. What is damaged counts as
not there. A crash, a kill or a power cut leaves the index as it was before a commit, or after.
"""
# mypy: disable-error-code="no-untyped-call"
# Whoosh calls itself typed and is so in part only.

import logging
import shutil
import time
from collections.abc import Collection, Iterable, Iterator
from contextlib import closing, contextmanager, suppress
from itertools import accumulate
from pathlib import Path
from typing import Any  # Whoosh's segments: untyped there

import whoosh
from whoosh.reading import SegmentReader
from whoosh.util.filelock import FileLock, try_for

from desktop_app.errors import AppError
from desktop_app.i18n import _
from desktop_app.progress import Progress
from desktop_app.search.codec import TokenWriter
from desktop_app.search.parts import SCHEMA, Document, Part, write_recording
from desktop_app.search.storage import Commit, IndexStorage

__all__ = ["Document", "Index", "IndexBusy", "IndexNotWritten"]

log = logging.getLogger(__name__)

FORMAT = 3
WAIT_S = 5.0
# Documents in a commit: few at first, so that something can be found soon; then many, because a
# search looks at each part. Part sizes beyond 2^16 need more memory for the same.
FIRST_COMMIT = 8_000
LARGEST_COMMIT = 60_000
# A new part for each added recording is folded into a larger one when there are so many alike.
FOLD = 8

_LOCK = "writer.lock"


class IndexBusy(AppError):
    """Another process was writing the index for longer than we wait."""


class IndexNotWritten(AppError):
    """The disk would not take the index."""


class Index:
    """The index below ``folder``. Used by one thread; any number of processes may read it.

    ``stays_open``: many searches are to come; they need more memory then, and less time.
    """

    def __init__(self, folder: Path, *, wait_s: float = WAIT_S, stays_open: bool = False) -> None:
        release = ".".join(str(number) for number in whoosh.__version__)
        self._folder = folder
        self._wait_s = wait_s
        self._stays_open = stays_open
        self._storage = IndexStorage(folder / f"v{FORMAT}-whoosh{release}", SCHEMA)
        self._parts: dict[str, Part] = {}
        self._seen: Commit | None = None
        self._is_sound = False

    def parts(self) -> tuple[Part, ...]:
        """Return the parts of the index as it is now. A damaged or missing one has none."""
        try:
            self._refresh()
        except Exception:  # what lies on a disk may be anything; unpickled, it raises anything
            log.warning("The search index is damaged and will be built anew.", exc_info=True)
            self._close_parts()
        return tuple(self._parts.values())

    def revisions(self) -> dict[str, int]:
        """Return the revision at which each recording was indexed, by id."""
        return {
            header.recording_id: header.revision
            for part in self.parts()
            for header in part.headers()
        }

    def update(
        self,
        add: Iterable[Document] = (),
        remove: Iterable[str] = (),
        *,
        total: int | None = None,
        progress: Progress | None = None,
    ) -> None:
        """Add recordings, replacing those of the same id, and remove others by id.

        A recording is replaced in one commit. Many are committed in several, each of which can be
        searched and stays when the rest is cancelled or fails. ``total`` is how many ``add`` will
        bring, for the progress. Raises IndexBusy if another writer is at work for too long.
        """
        progress = progress or Progress()
        with self._alone():
            self._prepare()
            batch = _Batch(self._storage, self.parts())
            limit = FIRST_COMMIT
            try:
                for recording_id in remove:
                    batch.remove(recording_id)
                for done, document in enumerate(add):
                    progress.step(done / total if total else 0.0, document.title)
                    if document.recording_id in batch.added or batch.size >= limit:
                        limit = min(2 * limit, LARGEST_COMMIT)
                        batch.commit()
                        batch = _Batch(self._storage, self.parts())
                    batch.add(document)
                progress.step(1.0)
            except BaseException:
                batch.cancel()
                raise
            batch.commit()

    def join_parts(self, progress: Progress | None = None) -> bool:
        """Join small parts into larger ones, for faster searches; return whether there were any.

        Each commit stands by itself, so this can be stopped at any time. Raises IndexBusy.
        """
        progress = progress or Progress()
        has_joined = False
        with self._alone():
            self._prepare()
            while len(joined := _joinable(self.parts())) > 1:
                progress.step(0.0)
                batch = _Batch(self._storage, self.parts())
                batch.join({part.name for part in joined})
                has_joined = True
        return has_joined

    def close(self) -> None:
        """Give back all open files. The index can be used again afterwards."""
        self._seen, self._is_sound = None, False
        self._close_parts()

    def _close_parts(self) -> None:
        while self._parts:
            self._parts.popitem()[1].close()

    def _refresh(self) -> None:
        for attempt in range(10):
            try:
                commit = self._storage.last_commit()
                if commit != self._seen:
                    # Set first: what is damaged is looked at again only after the next commit.
                    self._seen, self._is_sound = commit, False
                    self._open(self._storage.segments(commit) if commit else [])
                    self._is_sound = commit is not None
            except FileNotFoundError:  # committed and tidied up between our two looks
                if attempt == 9:
                    raise
                self._seen = None
                time.sleep(0.02)
            else:
                return

    def _open(self, segments: list[Any]) -> None:
        for segment in segments:
            name = segment.segment_id()
            if name not in self._parts:
                self._parts[name] = Part(self._storage, segment)
                if self._stays_open:
                    self._parts[name].warm_up()
            self._parts[name].forget(list(segment.deleted_docs()))
        for name in self._parts.keys() - {segment.segment_id() for segment in segments}:
            self._parts.pop(name).close()

    @contextmanager
    def _alone(self) -> Iterator[None]:
        """Hold the lock that only one writer has."""
        with _disk_errors():
            self._folder.mkdir(parents=True, exist_ok=True)
            lock = FileLock(str(self._folder / _LOCK))
            if not try_for(lock.acquire, timeout=self._wait_s, delay=0.05):
                raise IndexBusy(
                    _("The search index is being updated by another Earmark."),
                    hint=_("Wait until it has finished, then try again."),
                )
        try:
            yield
        finally:
            lock.release()

    def _prepare(self) -> None:
        """Make sure there is a sound index, empty if need be, and nothing left over beside it."""
        with _disk_errors():
            for other in self._folder.iterdir():
                if other.is_dir() and other != self._storage.path:
                    shutil.rmtree(other, ignore_errors=True)
            self.parts()
            if not self._is_sound:
                self.close()
                self._storage.begin()
            self._storage.tidy()


class _Batch:
    """What one commit will do."""

    def __init__(self, storage: IndexStorage, parts: tuple[Part, ...]) -> None:
        with _disk_errors():
            self._writer = TokenWriter(storage.opened())
        self._segments = {segment.segment_id(): segment for segment in self._writer.segments}
        self._parts = parts
        self._has_removed = False
        self.added: set[str] = set()

    @property
    def size(self) -> int:
        """How many documents were added."""
        return int(self._writer.doc_count())

    def add(self, document: Document) -> None:
        """Add a recording, in the place of an older one of the same id."""
        self.remove(document.recording_id)
        self.added.add(document.recording_id)
        with _disk_errors():
            write_recording(self._writer, document)

    def remove(self, recording_id: str) -> None:
        """Remove a recording, if it is there."""
        for part in self._parts:
            for number in part.documents_of(recording_id):
                self._segments[part.name].delete_document(number)
                self._has_removed = True

    def commit(self) -> None:
        """Put it on disk, where the next look at the index finds it."""
        if not self.added and not self._has_removed:
            self.cancel()
            return
        with _disk_errors():
            self._writer.commit(mergetype=_fold)

    def join(self, names: Collection[str]) -> None:
        """Put these parts into one, on disk."""

        def merge(writer: TokenWriter, segments: list[Any]) -> list[Any]:
            return _taken_in(writer, segments, [s for s in segments if s.segment_id() in names])

        with _disk_errors():
            self._writer.commit(mergetype=merge)

    def cancel(self) -> None:
        """Leave the index as it is."""
        if not self._writer.is_closed:
            with suppress(OSError):  # the disk is full: that is why
                self._writer.cancel()


def _fold(writer: TokenWriter, segments: list[Any]) -> list[Any]:
    """Return the segments to leave alone, after taking the others into the one being written.

    Those go in that are mostly deleted, and those of about one size once there are ``FOLD``.
    """
    kinds: dict[int, list[Any]] = {}
    folded = []
    for segment in segments:
        if 2 * segment.deleted_count() > segment.doc_count_all():
            folded.append(segment)
        else:
            kinds.setdefault(segment.doc_count().bit_length() // 3, []).append(segment)
    for alike in kinds.values():
        if len(alike) >= FOLD:
            sizes = accumulate(sorted(segment.doc_count() for segment in alike))
            count = sum(size <= LARGEST_COMMIT for size in sizes)
            folded += sorted(alike, key=lambda segment: segment.doc_count())[:count]
    return _taken_in(writer, segments, folded)


def _taken_in(writer: TokenWriter, segments: list[Any], folded: list[Any]) -> list[Any]:
    """Write the documents of some segments anew, and return the other segments."""
    for segment in folded:
        if segment.doc_count():
            with closing(SegmentReader(writer.storage, SCHEMA, segment)) as reader:
                writer.add_reader(reader)
    return [segment for segment in segments if segment not in folded]


def _joinable(parts: Iterable[Part]) -> list[Part]:
    """Return the smallest parts that together make one of at most the largest size."""
    joined: list[Part] = []
    size = 0
    for part in sorted(parts, key=lambda part: part.live_documents):
        size += part.live_documents
        if size > LARGEST_COMMIT:
            break
        joined.append(part)
    return joined


@contextmanager
def _disk_errors() -> Iterator[None]:
    try:
        yield
    except OSError as error:
        raise IndexNotWritten(
            _("The search index cannot be written: {reason}.").format(
                reason=error.strerror or error
            ),
            hint=_("Make room on the disk, or see that its folder may be written to."),
        ) from error
