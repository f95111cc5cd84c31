"""A folder of index files in which a commit is whole or not there.

Whoosh replaces the list of segments by renaming a file, but never asks the disk whether what the
list names has arrived. Here it has, and the list itself carries a checksum.
"""
# mypy: disable-error-code="no-untyped-call"
# Whoosh calls itself typed and is so in part only.

import os
import re
import shutil
import zlib
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any  # Whoosh's files and segments: untyped there

from whoosh.fields import Schema
from whoosh.filedb.filestore import FileStorage
from whoosh.index import TOC, FileIndex
from whoosh.reading import CorruptIndexError

_NAME = "MAIN"
_CHECKSUM_BYTES = 4


@dataclass(frozen=True, slots=True)
class Commit:
    """Which commit an index is at: one built anew has the same numbers again, at other times."""

    number: int
    written_ns: int


class IndexStorage(FileStorage):
    """A folder in which a commit is on disk before it counts, and is known by its checksum."""

    def __init__(self, path: Path, schema: Schema) -> None:
        super().__init__(str(path))
        self.path = path
        self._schema = schema
        self._fresh: set[str] = set()

    def last_commit(self) -> Commit | None:
        """Return the last commit, or None where there is none."""
        numbers = (re.fullmatch(rf"_{_NAME}_(\d+)\.toc", name) for name in self.list())
        number = max((int(found[1]) for found in numbers if found), default=None)
        if number is None:
            return None
        return Commit(number, (self.path / _list_name(number)).stat().st_mtime_ns)

    def segments(self, commit: Commit) -> list[Any]:
        """Return the segments of a commit; CorruptIndexError if its list is not sound."""
        name = _list_name(commit.number)
        content = (self.path / name).read_bytes()
        checksum = content[-_CHECKSUM_BYTES:]
        if zlib.crc32(content[:-_CHECKSUM_BYTES]).to_bytes(_CHECKSUM_BYTES) != checksum:
            raise CorruptIndexError(name)
        return list(TOC.read(self, _NAME, commit.number, self._schema).segments)

    def begin(self) -> None:
        """Make an empty index, in the place of whatever is there."""
        shutil.rmtree(self.path, ignore_errors=True)
        self.create()
        FileIndex.create(self, self._schema, _NAME)

    def opened(self) -> FileIndex:
        """Return the index as Whoosh's writer wants it."""
        return FileIndex(self, self._schema, _NAME)

    def tidy(self) -> None:
        """Delete what killed writers left: all that the last commit does not name."""
        commit = self.last_commit()
        named = {f"{_NAME}_WRITELOCK"}
        if commit is not None:
            named.add(_list_name(commit.number))
            named |= {f"{segment.segment_id()}.seg" for segment in self.segments(commit)}
        for path in self.path.iterdir():
            if path.is_dir():
                shutil.rmtree(path, ignore_errors=True)
            elif path.name not in named:
                with suppress(OSError):  # still open elsewhere, on Windows
                    path.unlink()

    def create_file(self, name: str, excl: bool = False, mode: str = "wb", **options: Any) -> Any:
        """Create a file, and remember it until it has reached the disk."""
        self._fresh.add(name)
        return super().create_file(name, excl, mode, **options)

    def rename_file(self, oldname: str, newname: str, safe: bool = False) -> None:
        """Rename a file: a list of segments gets its checksum, after all else is on disk."""
        if newname.endswith(".toc"):
            path = self.path / oldname
            checksum = zlib.crc32(path.read_bytes()).to_bytes(_CHECKSUM_BYTES)
            with path.open("ab") as file:
                file.write(checksum)
            self._settle()
        super().rename_file(oldname, newname, safe)

    def _settle(self) -> None:
        for name in self._fresh:
            with suppress(FileNotFoundError), (self.path / name).open("rb+") as file:
                os.fsync(file.fileno())
        self._fresh.clear()
        if os.name == "posix":
            folder = os.open(self.path, os.O_RDONLY)
            try:
                os.fsync(folder)
            finally:
                os.close(folder)


def _list_name(number: int) -> str:
    return f"_{_NAME}_{number}.toc"
