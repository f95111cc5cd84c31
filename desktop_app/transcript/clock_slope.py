"""Drift that grows evenly: the sound runs faster or slower than the one a text was timed with.

As when a film is shown at another rate, or a recorder's clock was off. Sound put in here and there
makes a drift grow as well, by steps: only times that lie on a line as steps hardly ever do tell of
another speed.
"""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import combinations

import numpy as np

# No recording is played by more than this share too fast or too slow.
_STEEPEST = 0.1
_FEWEST = 3
_AGREEING_SHARE = 0.75  # of all that is told; the others may be wrong
_LEAST_MS = 2_000.0  # from its first to its last witness a drift has grown by this
_SURE_DEVIATIONS = 3.0  # how far from level a line is, measured by how far off it may be
_CHANCE = 0.05  # of steps to lie on a line as nearly as that
_NEAREST_MS = 300.0  # no hand and no clock is better than this
_NINE_IN_TEN = 1.645
_MOST_WITNESSES = 60
_PLAINLY_WRONG = 16.0


@dataclass(frozen=True, slots=True)
class Witness:
    """At ``moment_ms`` of the file the sound is ``by_ms`` later, within ``doubt_ms``."""

    moment_ms: float
    by_ms: float
    doubt_ms: float


@dataclass(frozen=True, slots=True)
class Slope:
    """From ``from_ms`` of the file to ``until_ms`` a drift of ``by_ms`` grows by ``rate``."""

    from_ms: float
    until_ms: float
    by_ms: float
    rate: float
    error_ms: float

    def by(self, moment_ms: float) -> float:
        """Return how much later than the file says the sound is at one of its times."""
        return self.by_ms + self.rate * (moment_ms - self.from_ms)

    def error(self, moment_ms: float) -> int:
        """Return how far off that may be: more, the farther from what told of it."""
        outside_ms = max(0.0, self.from_ms - moment_ms, moment_ms - self.until_ms)
        return round(self.error_ms * (1 + 2 * outside_ms / (self.until_ms - self.from_ms)))


def slope_of(told: Sequence[Witness]) -> Slope | None:
    """Return the line on which what was told lies, None where steps may as well explain it."""
    spread = sorted(told, key=lambda one: one.moment_ms)
    spread = spread[:: 1 + len(spread) // _MOST_WITNESSES]
    agreeing = _agreeing(spread)
    if len(agreeing) < max(_FEWEST, math.ceil(_AGREEING_SHARE * len(spread))):
        return None
    at_ms = np.array([one.moment_ms for one in agreeing])
    by_ms = np.array([one.by_ms for one in agreeing])
    trust = np.array([(_NINE_IN_TEN / one.doubt_ms) ** 2 for one in agreeing])
    middle_ms = float(np.average(at_ms, weights=trust))
    away_ms = at_ms - middle_ms
    rate = float((trust * away_ms * by_ms).sum() / (trust * away_ms**2).sum())
    level_ms = float(np.average(by_ms, weights=trust))
    missed_ms = float(np.abs(by_ms - level_ms - rate * away_ms).max())
    grown_ms = abs(rate) * float(at_ms[-1] - at_ms[0])
    least_ms = _SURE_DEVIATIONS * float((trust * away_ms**2).sum()) ** -0.5 * (at_ms[-1] - at_ms[0])
    if abs(rate) > _STEEPEST or grown_ms < max(_LEAST_MS, least_ms):
        return None
    nearness = min(1.0, 2 * max(_NEAREST_MS, missed_ms) / grown_ms)
    if nearness ** (len(agreeing) - 2) > _CHANCE:
        return None
    first_ms = float(at_ms[0])
    error_ms = max(min(one.doubt_ms for one in agreeing), missed_ms)
    return Slope(
        first_ms, float(at_ms[-1]), level_ms + rate * (first_ms - middle_ms), rate, error_ms
    )


def misfit(off_ms: float, doubt_ms: float) -> float:
    """Return how badly something fits that is ``off_ms`` off: the square of its deviations.

    What is plainly wrong counts no more than something odd.
    """
    return min(_PLAINLY_WRONG, (_NINE_IN_TEN * off_ms / doubt_ms) ** 2)


def _agreeing(told: Sequence[Witness]) -> list[Witness]:
    """Return the most that lie on a line through two of them, each within its doubt."""
    best: list[Witness] = []
    nearest_ms = math.inf
    for one, other in combinations(told, 2):
        apart_ms = other.moment_ms - one.moment_ms
        if apart_ms <= 0 or abs(other.by_ms - one.by_ms) > _STEEPEST * apart_ms:
            continue
        rate = (other.by_ms - one.by_ms) / apart_ms
        misses = [abs(w.by_ms - one.by_ms - rate * (w.moment_ms - one.moment_ms)) for w in told]
        within = [w for w, miss_ms in zip(told, misses, strict=True) if miss_ms <= 2 * w.doubt_ms]
        missed_ms = sum(sorted(misses)[: len(within)])
        if (len(within), -missed_ms) > (len(best), -nearest_ms):
            best, nearest_ms = within, missed_ms
    return best
