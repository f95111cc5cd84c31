"""What documents for scripts say about an episode: plain values, ready for JSON."""

from pathlib import Path

from desktop_app.library.recordings import Entry, Recording
from desktop_app.workflows.import_report import ImportReport


def episode_record(recording: Recording | Entry, position_ms: int) -> dict[str, object]:
    """Return an episode as every document has it."""
    return {
        "id": recording.id,
        "title": recording.title,
        "show": recording.show,
        "published": recording.published,
        "duration_ms": recording.duration_ms,
        "segments": recording.segments,
        "audio": _path(recording.audio),
        "format": recording.format,
        "timing": str(recording.timing),
        "position_ms": position_ms,
    }


def import_record(report: ImportReport) -> dict[str, object]:
    """Return what became of the files of an import."""
    return {
        "imported": [
            {
                "path": str(done.path),
                "id": done.recording.id,
                "status": str(done.status),
                "title": done.recording.title,
                "show": done.recording.show,
                "published": done.recording.published,
                "segments": done.recording.segments,
                "speakers": done.recording.speakers,
                "markers": done.recording.markers,
                "duration_ms": done.recording.duration_ms,
                "format": done.recording.format,
                "audio": _path(done.recording.audio),
                "problems": [
                    {"line": problem.line, "message": problem.message} for problem in done.problems
                ],
            }
            for done in report.imported
        ],
        "failed": [
            {"path": str(failed.path), "message": failed.message, "hint": failed.hint}
            for failed in report.failed
        ],
        "skipped": [
            {"path": str(skipped.path), "reason": skipped.reason} for skipped in report.skipped
        ],
    }


def _path(path: Path | None) -> str | None:
    return str(path) if path is not None else None
