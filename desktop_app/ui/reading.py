"""Brings what is shown and where the voice is to the text, the panel, the player bar."""

from PySide6.QtCore import QObject, Signal, Slot
from PySide6.QtGui import QGuiApplication

from desktop_app.i18n import _, ngettext
from desktop_app.questions import Question
from desktop_app.timecode import clock
from desktop_app.ui.dates import long_date
from desktop_app.ui.models.bookmark_rows import bookmark_rows
from desktop_app.ui.models.question_rows import current_question
from desktop_app.ui.notices import Notices
from desktop_app.ui.panels.places_panel import PlacesPanel
from desktop_app.ui.panels.reading_panel import ReadingPanel
from desktop_app.ui.session import Session
from desktop_app.ui.timing_words import quality_of, usual_error_ms
from desktop_app.ui.widgets.banner import Banner
from desktop_app.ui.widgets.voice_follower import Following
from desktop_app.workflows.opening import OpenRecording

_SECOND_MS = 1_000


class Reading(QObject):
    """The text and the panel beside it, kept in step with the session."""

    audio_wanted = Signal(str)  # the id of a recording whose sound is to be found

    def __init__(
        self,
        session: Session,
        panel: ReadingPanel,
        places: PlacesPanel,
        notices: Notices,
    ) -> None:
        super().__init__(panel)
        self._notices = notices
        self._session = session
        self._panel = panel
        self._places = places
        self._view = panel.view
        self._on_page: OpenRecording | None = None
        self._missing: Banner | None = None
        self._read_silently: set[str] = set()
        self._told_second = -1
        session.shown_changed.connect(self._on_shown_changed)
        session.heard_changed.connect(self._on_heard_changed)
        session.moment_changed.connect(self._on_moment_changed)
        session.playing_changed.connect(self._on_playing_changed)
        session.link_changed.connect(self._tell_moment)
        self._view.moment_chosen.connect(self._on_moment_chosen)
        self._view.play_from.connect(self._on_play_from)
        self._view.came_into_view.connect(self._on_seen)
        panel.play_shown_wanted.connect(self._on_play_shown_wanted)
        panel.show_heard_wanted.connect(self._on_show_heard_wanted)
        places.questions.question_chosen.connect(self.play_question)
        places.questions.question_glanced.connect(self._on_question_glanced)
        places.questions.copy_wanted.connect(self.copy_questions)

    # ---- wishes ------------------------------------------------------------------------------
    def play_question(self, question: Question) -> None:
        """Play from where a question is asked, a little early."""
        if question.start_ms is None:
            self._on_question_glanced(question)
            return
        self._view.follow()
        reason = _("Jumped to “{question}”").format(question=question.text)
        self._session.jump(question.start_ms, reason, error_ms=question.error_ms, play=True)

    @Slot()
    def copy_questions(self) -> None:
        """Copy the list with its times, as show notes have it: “12:03 Question”."""
        shown = self._session.shown
        if shown is None:
            return
        lines = [f"{clock(q.start_ms)} {q.text}" for q in shown.questions if q.start_ms is not None]
        QGuiApplication.clipboard().setText("\n".join(lines))
        words = ngettext("Copied {n} question", "Copied {n} questions", len(lines))
        self._notices.say(words.format(n=len(lines)), icon_name="copy")

    def step_question(self, by: int) -> None:
        """Play the next (1) or previous (-1) question."""
        shown = self._session.shown
        if shown is None:
            return
        moment_ms = self._session.moment_ms if self._session.is_shown_heard else 0
        timed = [q for q in shown.questions if q.start_ms is not None]
        if by > 0:
            ahead = [q for q in timed if (q.start_ms or 0) > moment_ms]
        else:
            now = current_question(timed, moment_ms)
            edge_ms = (now.start_ms or 0) if now else moment_ms
            ahead = [q for q in timed if (q.start_ms or 0) < edge_ms][::-1]
        if ahead:
            self.play_question(ahead[0])

    def step_paragraph(self, by: int) -> None:
        """Go to the next (1), previous (-1) or the same (0) paragraph."""
        shown = self._session.shown
        if shown is None or not self._session.is_shown_heard:
            return
        spoken = [s for s in shown.transcript.segments if s.is_speech and s.start_ms is not None]
        moment_ms = self._session.moment_ms
        before = [s for s in spoken if (s.start_ms or 0) <= moment_ms]
        place = max(0, min(len(spoken) - 1, len(before) - 1 + by))
        if spoken:
            segment = spoken[place]
            self._view.follow()
            reason = _("Jumped to a paragraph")
            self._session.jump(segment.start_ms or 0, reason, error_ms=segment.error_ms)

    def follow_voice(self) -> None:
        """Go back to the voice, to the text that is heard; where it is followed, let go of it."""
        if self._view.following is Following.FOLLOWING:
            self._view.stop_following()
            return
        if not self._session.is_shown_heard:
            self._on_show_heard_wanted()
        self._view.follow()

    def toggle_caret(self) -> None:
        """Let the arrow keys select as in an editor, or no longer."""
        self._view.setFocus()
        self._view.set_caret_browsing(not self._view.is_caret_browsing)

    # ---- the session -------------------------------------------------------------------------
    @Slot()
    def _on_shown_changed(self) -> None:
        shown = self._session.shown
        if shown is None:
            self._on_page = None
            return
        self._show_text(shown)
        self._show_header(shown)
        self._show_missing(shown)
        self._show_relation()
        self._show_lists()
        self._view.set_bookmarks([kept.passage for kept in shown.bookmarks if kept.passage])
        self._tell_moment()

    @Slot()
    def _on_heard_changed(self) -> None:
        self._show_relation()
        self._show_lists()
        self._tell_moment()

    @Slot(int)
    def _on_moment_changed(self, moment_ms: int) -> None:
        if not self._view.is_seen:  # it is told when it comes into view
            return
        self._show_moment(moment_ms)
        if moment_ms // _SECOND_MS != self._told_second:
            self._told_second = moment_ms // _SECOND_MS
            self._show_questions()

    @Slot()
    def _on_seen(self) -> None:
        """Catch up with what went on while the text was out of sight."""
        self._tell_moment()
        self._show_questions()

    @Slot(bool)
    def _on_playing_changed(self, _is_playing: bool) -> None:
        self._show_questions()

    # ---- the text ----------------------------------------------------------------------------
    def _show_text(self, shown: OpenRecording) -> None:
        before, self._on_page = self._on_page, shown
        is_same = before is not None and before.recording.id == shown.recording.id
        if before is not None and is_same and _text_of(before) == _text_of(shown):
            return  # a new bookmark takes no selection away
        if shown.transcript.segments:
            self._view.show_transcript(
                shown.transcript, shown.questions, shown.zones, keep_place=is_same
            )
        else:
            self._view.show_empty(
                "headphones",
                _("This episode has no transcript"),
                _(
                    "It plays, and B keeps a bookmark by its time. "
                    "Add a transcript with the same name, and the text stands here."
                ),
            )

    def _show_header(self, shown: OpenRecording) -> None:
        recording = shown.recording
        details = "  ·  ".join(p for p in (recording.show, long_date(recording.published)) if p)
        self._panel.header.show_recording(recording.title, details)
        segments = shown.transcript.segments
        chip = self._panel.header.chip
        chip.show_quality(quality_of(segments), error_ms=usual_error_ms(segments))
        chip.setVisible(bool(segments))

    def _show_missing(self, shown: OpenRecording) -> None:
        """Say once for each episode that its sound is not where it was, in its own page."""
        notices, audio = self._notices, shown.recording.audio
        if self._missing is not None and notices.banner is self._missing:
            notices.clear()
        self._missing = None
        recording_id = shown.recording.id
        if audio is None or recording_id in self._read_silently or audio.exists():
            return
        words = _("“{name}” was last seen in {folder}. You can still read, search and bookmark.")
        notices.warn(
            _("The audio file is not where it was"),
            words.format(name=audio.name, folder=" / ".join(audio.parent.parts[-2:])),
            (_("Find it…"), lambda: self.audio_wanted.emit(recording_id)),
            leave=(_("Read without sound"), lambda: self._read_silently.add(recording_id)),
        )
        self._missing = notices.banner

    def _show_relation(self) -> None:
        heard = self._session.heard
        is_other = heard is not None and not self._session.is_shown_heard
        self._panel.show_other(heard.recording.title if heard and is_other else None)

    @Slot()
    def _tell_moment(self) -> None:
        self._show_moment(self._session.moment_ms)

    def _show_moment(self, moment_ms: int) -> None:
        is_here = self._session.is_shown_heard and self._session.unlinked_from_ms is None
        if not is_here:
            self._view.set_moment(None)
            return
        self._view.set_moment(moment_ms)
        next_ms = self._view.next_start_ms
        if next_ms is not None:
            self._session.player.tell_at(next_ms)

    # ---- the panel ---------------------------------------------------------------------------
    def _show_lists(self) -> None:
        shown = self._session.shown
        if shown is None:
            return
        self._show_questions()
        rows = bookmark_rows(shown)
        self._places.bookmarks.show_bookmarks(list(rows))
        self._places.show_counts(len(shown.questions), len(rows))

    def _show_questions(self) -> None:
        shown = self._session.shown
        if shown is None:
            return
        is_here = self._session.is_shown_heard
        self._places.questions.show_questions(
            shown.questions,
            self._session.heard_ranges if is_here else shown.heard,
            self._session.moment_ms if is_here else None,
        )

    # ---- the user ----------------------------------------------------------------------------
    @Slot(int, str)
    def _on_moment_chosen(self, moment_ms: int, reason: str) -> None:
        self._session.jump(moment_ms, reason, error_ms=self._error_at(moment_ms))

    @Slot(int)
    def _on_play_from(self, moment_ms: int) -> None:
        reason = _("Jumped to a line of the text")
        self._session.jump(moment_ms, reason, error_ms=self._error_at(moment_ms), play=True)

    def _error_at(self, moment_ms: int) -> int:
        shown = self._session.shown
        if shown is None:
            return 0
        found = next(
            (
                segment
                for segment in reversed(shown.transcript.segments)
                if segment.is_speech
                and segment.start_ms is not None
                and segment.start_ms <= moment_ms
            ),
            None,
        )
        return (found.error_ms or 0) if found else 0

    @Slot()
    def _on_play_shown_wanted(self) -> None:
        shown = self._session.shown
        if shown is not None:
            self._session.load(shown)
            self._view.follow()
            self._session.player.play()

    @Slot()
    def _on_show_heard_wanted(self) -> None:
        heard = self._session.heard
        if heard is not None:
            self._session.show(heard)

    @Slot(object)
    def _on_question_glanced(self, question: Question) -> None:
        if question.segment is not None:
            self._view.show_segment(question.segment)


def _text_of(opened: OpenRecording) -> tuple[object, ...]:
    """Return what the page is made of."""
    return opened.transcript, opened.questions, opened.zones
