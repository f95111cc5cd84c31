"""One question of an episode."""

from dataclasses import dataclass
from typing import Literal

Origin = Literal["page", "text", "user"]


@dataclass(frozen=True, slots=True)
class Question:
    """What is asked, where, and which paragraphs answer it; times as good as the transcript's."""

    text: str
    segment: int | None
    start_ms: int | None  # the first word of the sentence that asks
    end_ms: int | None  # the end of the answer's last segment
    error_ms: int | None
    answer_from_segment: int | None
    answer_to_segment: int | None
    asked_by: str | None
    origin: Origin
    confidence: float  # 0 to 1
    offset: int | None = None  # where in its segment's text the sentence begins that asks
