"""From which paragraph to which a question is answered."""

import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass

from desktop_app.questions.talk import SUBSTANCE, Line, Talk
from desktop_app.transcript.scripts import words_in

# So many words after the question in its own paragraph: whoever asks, answers.
_ANSWERS_HIMSELF = 40
_NOT_YET_ANOTHER = 1  # in the paragraph after a question the same one is asked
_FAREWELL = re.compile(
    r"\b(?:thank(?:s| you)[^.]{0,30}\bfor (?:listening|joining|coming|being|having|tuning)"
    r"|see you (?:next|soon|all|later)|take care|bye|until next time|talk to you next)\b",
    re.IGNORECASE,
)
_LAST_SHARE = 0.9  # farewells are looked for in the rest of the talk


@dataclass(frozen=True, slots=True)
class Answer:
    """Places of the first and last segment that answer."""

    first: int
    last: int


def answers(
    talk: Talk, lines: Sequence[Line], asking: Collection[int] = frozenset()
) -> list[Answer]:
    """Return where each question is answered; ``lines`` ask, in order.

    An answer begins with the first paragraph of substance and lasts to the one before the next
    question; the last one to the farewells. It also ends where something is asked in passing:
    ``asking`` are the places of such paragraphs.
    """
    end = _last_before_farewell(talk)
    found = []
    for number, line in enumerate(lines):
        following = lines[number + 1].place if number + 1 < len(lines) else None
        last = end if following is None else _before(talk, following)
        last = max(last, line.place)
        first, last = _span(talk, line, last, following)
        found.append(Answer(first, _before_other(talk, line, first, last, asking)))
    return found


def _before_other(talk: Talk, line: Line, first: int, last: int, asking: Collection[int]) -> int:
    """Return the last place before something else is asked, if it is before the one given."""
    others = [
        place
        for place in asking
        if first < place <= last and talk.apart(place, line.place) > _NOT_YET_ANOTHER
    ]
    return max(first, _before(talk, min(others))) if others else last


def _span(talk: Talk, line: Line, last: int, following: int | None) -> tuple[int, int]:
    own = words_in(talk.text(line.place)[line.sentence.end :])
    after = talk.nearby(line.place, 1)
    if own >= _ANSWERS_HIMSELF or after is None or (last == line.place and following == last):
        return line.place, last
    if last == line.place:  # the next paragraph answers, and asks the next question
        return after, after
    first, other = after, None
    step = 1
    while (place := talk.nearby(line.place, step)) is not None and place <= last:
        if talk.lengths[place] >= SUBSTANCE and talk.is_other_voice(line.place, place):
            other = place
            break
        step += 1
    return (first if other is None else other), last


def _before(talk: Talk, place: int) -> int:
    before = talk.nearby(place, -1)
    return place if before is None else before


def _last_before_farewell(talk: Talk) -> int:
    """Return the last place that still deals with something."""
    if not talk.spoken:
        return 0
    for place in talk.spoken:
        if talk.position(place) >= _LAST_SHARE and _FAREWELL.search(talk.text(place)):
            return _before(talk, place)
    return talk.spoken[-1]
