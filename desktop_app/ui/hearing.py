"""The sound and the bar below: transport, speed, volume, timeline, waveform, lost devices."""

from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, Signal, Slot

from desktop_app.audio.peaks import Peaks
from desktop_app.errors import AppError
from desktop_app.i18n import _
from desktop_app.jobs import Jobs, Lane
from desktop_app.library.listening import heard_share
from desktop_app.library.recordings import Recording
from desktop_app.paths import Places
from desktop_app.player.base import FASTEST, SLOWEST
from desktop_app.progress import Progress
from desktop_app.settings import Settings
from desktop_app.timecode import clock
from desktop_app.transcript.lookup import SegmentLookup, offset_at
from desktop_app.transcript.sentences import sentence_at
from desktop_app.ui.dialogs.time_dialog import TimeDialog
from desktop_app.ui.models.question_rows import current_question
from desktop_app.ui.notices import Notices
from desktop_app.ui.outputs import OutputChoice
from desktop_app.ui.session import Session
from desktop_app.ui.widgets.bubble import HoverText
from desktop_app.ui.widgets.player_bar import PlayerBar, PlayerProblem
from desktop_app.ui.widgets.timeline_picture import QuestionSpan
from desktop_app.workflows.sounding import Sound, prepare_sound, read_waveform

_TELL_AGAIN_MS = 200
_SPEED_STEP = 0.1
_VOLUME_STEP = 0.05
_RAIL_STEPS = 50  # how finely the timeline shows what was heard of an answer


class Hearing(QObject):
    """Joins the player bar to the session, and keeps speed and volume for the next time."""

    setting_changed = Signal(str, object)
    audio_wanted = Signal(str)  # the id of a recording whose file is not where it was
    started = Signal()  # the user pressed Play
    peaks_read = Signal(object, object)  # Path and Peaks: the whole waveform of a file

    def __init__(
        self,
        session: Session,
        bar: PlayerBar,
        jobs: Jobs,
        notices: Notices,
        places: Places,
    ) -> None:
        super().__init__(bar)
        self._session = session
        self._bar = bar
        self._jobs = jobs
        self._notices = notices
        self._folder = places.peaks
        self.outputs = OutputChoice(session.player, notices, self)
        self._work: list[Progress] = []
        self._audio: Path | None = None
        self._picture: bytes | None = None
        self._told_second = -1
        self._told_ms = -1
        self._lookup = SegmentLookup(())
        self._skip_back_ms, self._skip_forward_ms, self._step_ms = 15_000, 30_000, 5_000
        self._scrubbed_from_ms = 0
        self._connect()

    def _connect(self) -> None:
        session, bar = self._session, self._bar
        session.heard_changed.connect(self._on_heard_changed)
        session.moment_changed.connect(self._on_moment_changed)
        session.playing_changed.connect(bar.set_playing)
        session.player.duration_changed.connect(self._on_duration_changed)
        session.player.output_changed.connect(self._on_output_changed)
        session.player.failed.connect(self._on_failed)
        bar.play_wanted.connect(self.toggle_play)
        bar.back_wanted.connect(self.skip_back)
        bar.forward_wanted.connect(self.skip_forward)
        bar.time_wanted.connect(self.go_to_time)
        bar.problem_wanted.connect(self.explain_problem)
        bar.speed_chosen.connect(self.set_speed)
        bar.volume_chosen.connect(self.set_volume)
        bar.timeline.scrub_started.connect(self._on_scrub_started)
        bar.timeline.scrubbed.connect(session.scrub)
        bar.timeline.scrub_ended.connect(self._on_scrub_ended)
        bar.timeline.moment_chosen.connect(session.scrub)
        bar.timeline.set_hover_source(self._known_at)

    # ---- wishes ------------------------------------------------------------------------------
    def toggle_play(self) -> None:
        """Play or pause; Play goes back to the voice."""
        if self._session.heard is None:
            return
        if self._session.player.is_playing():
            self._session.player.pause()
        elif self._problem() in (PlayerProblem.NO_AUDIO, PlayerProblem.MISSING):
            self.explain_problem()
        else:
            self._session.player.play()
            self.started.emit()

    def skip_back(self) -> None:
        self._session.step(-self._skip_back_ms)

    def skip_forward(self) -> None:
        self._session.step(self._skip_forward_ms)

    def step(self, by: int) -> None:
        """Move by so many small steps."""
        self._session.step(by * self._step_ms)

    def set_speed(self, speed: float) -> None:
        speed = round(max(SLOWEST, min(FASTEST, speed)), 2)
        self._session.player.set_speed(speed)
        self._bar.set_speed(speed)
        self.setting_changed.emit("speed", speed)

    def change_speed(self, by: int) -> None:
        """Play a step faster (1) or slower (-1)."""
        self.set_speed(self._session.player.speed() + by * _SPEED_STEP)

    def set_volume(self, volume: float) -> None:
        volume = max(0.0, min(1.0, volume))
        self._session.player.set_muted(False)
        self._session.player.set_volume(volume)
        self._bar.set_volume(volume)
        self.setting_changed.emit("volume", volume)

    def change_volume(self, by: int) -> None:
        """Play a step louder (1) or quieter (-1)."""
        self.set_volume(self._session.player.volume() + by * _VOLUME_STEP)

    def toggle_mute(self) -> None:
        player = self._session.player
        player.set_muted(not player.is_muted())
        self._bar.set_volume(0.0 if player.is_muted() else player.volume())

    def go_to_time(self) -> None:
        """Ask for a time and go there."""
        heard = self._session.heard
        if heard is None:
            return
        dialog = TimeDialog(self._session.moment_ms, self._bar.window())
        if dialog.exec() and dialog.moment_ms is not None:
            self.jump_to(dialog.moment_ms)

    def jump_to(self, moment_ms: int) -> None:
        """Go to a moment of what is heard, so that it can be undone."""
        before_ms = self._session.player.position_ms()
        self._session.scrub(moment_ms)
        self._session.note_jump_from(before_ms, _("Jumped to {time}").format(time=clock(moment_ms)))

    def explain_problem(self) -> None:
        """Say what stands in the way of hearing, and what to do."""
        heard = self._session.heard
        if self._problem() is PlayerProblem.NO_DEVICE:
            self._notices.warn(
                _("No sound device"),
                _(
                    "Plug in headphones or choose an output. The clock runs and the text follows "
                    "until there is one."
                ),
                (_("Choose output…"), self.outputs.choice_wanted.emit),
                icon_name="volume-x",
            )
        elif heard is not None:
            self._explain_silence(heard.recording)

    def _explain_silence(self, recording: Recording) -> None:
        """Say that there is no file to hear: it is gone, or there never was one."""
        audio = recording.audio
        if audio is None:
            self._notices.warn(
                _("This episode has no audio"),
                _("You can read, search and bookmark. With its audio you can listen along."),
                (_("Add audio…"), lambda: self.audio_wanted.emit(recording.id)),
                icon_name="headphones",
            )
        elif not audio.exists():
            words = _("“{name}” is gone. You can still read, search and bookmark.")
            self._notices.warn(
                _("The audio file is not where it was"),
                words.format(name=audio.name),
                (_("Find it…"), lambda: self.audio_wanted.emit(recording.id)),
            )

    def apply(self, settings: Settings) -> None:
        """Take over speed, volume and the sizes of the steps."""
        self._skip_back_ms = settings.skip_back_ms
        self._skip_forward_ms = settings.skip_forward_ms
        self._step_ms = settings.step_ms
        self.outputs.apply(settings)
        self._session.player.set_speed(settings.speed)
        self._session.player.set_volume(settings.volume)
        self._bar.set_speed(settings.speed)
        self._bar.set_volume(0.0 if self._session.player.is_muted() else settings.volume)
        self._bar.set_steps(settings.skip_back_ms, settings.skip_forward_ms)

    # ---- what is heard -----------------------------------------------------------------------
    @Slot()
    def _on_heard_changed(self) -> None:
        heard = self._session.heard
        self._told_ms = -1
        self._bar.set_problem(self._problem())
        if heard is None:
            self._bar.set_recording("", "")
            self._bar.set_duration(None)
            self._read_sound(None)
            return
        recording = heard.recording
        self._lookup = SegmentLookup(heard.transcript.segments)
        if recording.audio != self._audio:
            self._picture = None
            self._bar.timeline.set_peaks(b"", 1)
        self._bar.set_recording(recording.title, recording.show or "", self._picture)
        self._bar.set_duration(self._session.player.duration_ms() or recording.duration_ms)
        self._bar.timeline.set_zones(heard.zones)
        self._bar.timeline.set_bookmarks([kept.bookmark.start_ms for kept in heard.bookmarks])
        self._show_questions()
        self._read_sound(recording.audio)

    def _read_sound(self, audio: Path | None) -> None:
        """Start reading picture and waveform of another file, and stop with the one before."""
        if audio == self._audio:
            return
        self._audio = audio
        for work in self._work:
            work.cancel()
        self._work = []
        if audio is None or not audio.exists():
            return
        self._work = [
            self._jobs.run(
                partial(prepare_sound, audio, self._folder),
                lane=Lane.MEDIA,
                done=self._on_sound_ready,
                failed=self._on_unreadable,
            ),
            self._jobs.run(
                partial(read_waveform, audio, self._folder, partial(self._post_part, audio)),
                lane=Lane.MEDIA,
                done=partial(self._on_peaks_read, audio),
                failed=self._on_unreadable,
            ),
        ]

    def _post_part(self, audio: Path, part: Peaks) -> None:
        """Bring a part of the waveform home; called on a worker thread."""
        self._jobs.post(self._show_peaks, audio, part)

    def _on_peaks_read(self, audio: Path, peaks: Peaks) -> None:
        self._show_peaks(audio, peaks)
        self.peaks_read.emit(audio, peaks)

    def _show_peaks(self, audio: Path, peaks: Peaks) -> None:
        if audio == self._audio:
            self._bar.timeline.set_peaks(peaks.values, peaks.per_second)

    def _on_sound_ready(self, sound: Sound) -> None:
        heard = self._session.heard
        if heard is None or heard.recording.audio != sound.audio:
            return
        self._picture = sound.picture
        self._bar.set_recording(heard.recording.title, heard.recording.show or "", sound.picture)
        if sound.plays != sound.audio:
            self._session.play_instead(sound.plays)

    def _on_unreadable(self, error: AppError) -> None:
        """A file that cannot be read has no waveform; the player says what is wrong with it."""
        self._notices.fail(error)

    def _show_questions(self) -> None:
        heard, ranges = self._session.heard, self._session.heard_ranges
        if heard is None:
            return

        def share(start_ms: int, end_ms: int) -> float:
            return round(heard_share(ranges, start_ms, end_ms) * _RAIL_STEPS) / _RAIL_STEPS

        self._bar.timeline.set_questions(
            [
                QuestionSpan(
                    question.start_ms,
                    question.end_ms,
                    question.text,
                    share(question.start_ms, question.end_ms),
                )
                for question in heard.questions
                if question.start_ms is not None and question.end_ms is not None
            ]
        )

    def _problem(self) -> PlayerProblem | None:
        heard = self._session.heard
        if heard is None:
            return None
        audio = heard.recording.audio
        if audio is None:
            return PlayerProblem.NO_AUDIO
        if not audio.exists():
            return PlayerProblem.MISSING
        return None if self._session.player.has_output() else PlayerProblem.NO_DEVICE

    @Slot(int)
    def _on_moment_changed(self, moment_ms: int) -> None:
        position_ms = self._session.player.position_ms()
        self._bar.set_moment(position_ms)
        self._session.player.tell_at(self._bar.next_moment_ms)
        heard = self._session.heard
        if heard is None:
            return
        if moment_ms // 1_000 != self._told_second:
            self._told_second = moment_ms // 1_000
            self._show_questions()
        if not 0 < moment_ms - self._told_ms < _TELL_AGAIN_MS:
            self._told_ms = moment_ms
            question = current_question(heard.questions, moment_ms)
            words = self._zone_words(moment_ms) or (question.text if question else "")
            self._bar.set_question(words)

    def _zone_words(self, moment_ms: int) -> str:
        """Say when the text goes on, in a stretch that it does not have."""
        heard = self._session.heard
        zones = heard.zones if heard else ()
        zone = next((z for z in zones if z.start_ms <= moment_ms < z.end_ms), None)
        if zone is None or zone.kind == "outro":
            return ""
        return _("Not in the transcript. The text goes on at {time}").format(
            time=clock(zone.end_ms)
        )

    @Slot(int)
    def _on_duration_changed(self, duration_ms: int) -> None:
        heard = self._session.heard
        if heard is not None:
            self._bar.set_duration(duration_ms or heard.recording.duration_ms)

    @Slot(bool)
    def _on_output_changed(self, _has_output: bool) -> None:
        self._bar.set_problem(self._problem())

    @Slot(str)
    def _on_failed(self, sentence: str) -> None:
        heard = self._session.heard
        self._bar.set_problem(self._problem())
        way = None
        if heard is not None:
            recording_id = heard.recording.id
            way = (_("Find it…"), lambda: self.audio_wanted.emit(recording_id))
        hint = _("You can still read, search and bookmark.")
        self._notices.fail(AppError(sentence, hint=hint), way)

    # ---- the timeline ------------------------------------------------------------------------
    @Slot()
    def _on_scrub_started(self) -> None:
        self._scrubbed_from_ms = self._session.player.position_ms()

    @Slot(int)
    def _on_scrub_ended(self, moment_ms: int) -> None:
        self._session.scrub(moment_ms)
        reason = _("Jumped to {time}").format(time=clock(moment_ms))
        self._session.note_jump_from(self._scrubbed_from_ms, reason)

    def _known_at(self, moment_ms: int) -> HoverText:
        heard = self._session.heard
        if heard is None:
            return HoverText()
        question = current_question(heard.questions, moment_ms)
        segment = self._lookup.at(moment_ms)
        words, is_estimated = "", False
        if segment is not None:
            sentence = sentence_at(segment.text, offset_at(segment, moment_ms) or 0)
            words = segment.text[sentence.start : sentence.end] if sentence else segment.text
            is_estimated = segment.is_estimated
        return HoverText(question.text if question else "", words, is_estimated)
