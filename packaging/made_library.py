"""A made-up library of five shows and 200 episodes, for pictures of the window and for tests.

Every name and every word is invented here; the same call makes the same library.
"""

import random
from datetime import date, timedelta
from itertools import cycle, islice
from pathlib import Path

from desktop_app.library import Library
from desktop_app.transcript.model import Evidence, Kind, Segment, Transcript, Word

EPISODES = 200
_FIRST_DAY = date(2024, 3, 12)  # a day before the sample's own, which stands on top
_MINUTE_MS = 60_000
_WITH_SOUND = 12
_PARAGRAPH_MS = 8_000
_SAID_SHARE = 0.4  # of a show's sentences, in each episode

# Show, its share of the episodes, its voices, words for its titles, and what is said in it.
_SHOWS = (
    (
        "Harbour Voices",
        90,
        ("Interviewer", "Elsie Raine"),
        ("bell", "ferry", "slipway", "tide table", "lamp room", "net loft", "pilot boat", "quay"),
        (
            "Where were you living when the second ferry started?",
            "In the end house, the one with the blue door. You saw the slip from the kitchen.",
            "You could taste the salt on the window glass in the morning, all up the street.",
            "My mother washed those windows every day of her life and never once saw them clean.",
            "What did the bell mean to you, as a child?",
            "Three strokes was a boat coming in. Two was a boat going out.",
            "One stroke meant that somebody had forgotten something, and we would all wonder.",
            "My father rubbed the ropes with salt water so that they would not rot in the shed.",
        ),
    ),
    (
        "Slow Clocks",
        34,
        ("Ada Quill", "Tomas Brandt"),
        ("escapement", "pendulum", "long winter", "church tower", "spare wheel", "key", "oil"),
        (
            "People expect a clock to be exact. A clock only has to be faithful.",
            "It loses four minutes in a week, and it loses them in the same way every week.",
            "Why do you never clean the brass?",
            "Because somebody will, and then the figures are gone. Dust is kinder than polish.",
            "A pinch of salt and lemon takes the green off, but it takes the letters as well.",
            "You hear it before you see it. A tired spring sounds like somebody walking on gravel.",
        ),
    ),
    (
        "Allotment Hour",
        48,
        ("Bea Longden", "Caller"),
        ("shade", "clay", "first frost", "compost", "quarrel about leeks", "water butt", "bees"),
        (
            "What grows in the shade of a wall that never sees the sun?",
            "Less than you want and more than you think. Start with chard.",
            "My beans come up and then they stop, as if they had read something.",
            "It is cold feet. Lift the soil, let it dry for two days, and they will go on.",
            "Do not salt the path. It washes into the bed, and next year you will ask me why.",
            "Nobody ever wrote to say that they had too few courgettes.",
        ),
    ),
    (
        "Lines on a Map",
        17,
        ("Reader", "Jonas Petri"),
        ("island that moved", "straight border", "missing valley", "two capitals", "old survey"),
        (
            "The island was drawn twice, forty years apart, and both of them were right.",
            "How does an island move?",
            "It does not. The people who measured it stood on different rocks.",
            "They paid the surveyors in salt and rope, which tells you what was scarce.",
            "A straight line on a map means that nobody had been there.",
        ),
    ),
    (
        "The Proving Drawer",
        11,
        ("Ines Dahl", "Marcus Bello"),
        ("year with one oven", "old starter", "wet dough", "rye", "burnt crust", "small kitchen"),
        (
            "We baked in one oven for a year, and this is what it taught us.",
            "It is hotter at the back on the left. Every oven has a temper.",
            "How much salt do you take now?",
            "Two grams for every hundred grams of flour, and I weigh it every single time.",
            "The windows were open that week, and the dough knew it before we did.",
        ),
    ),
)
_TITLES = (
    "The {} we kept",
    "What the {} knows",
    "A word about the {}",
    "Once more: the {}",
    "The {}, patiently explained",
    "Nobody asks about the {}",
    "The {}, part two",
    "Letters about the {}",
)
_TALK = (
    ("In the end", "Most of the time", "That year", "If you ask me", "Somehow", "Before noon"),
    ("we", "the two of us", "my aunt", "half the street", "the man next door", "nobody"),
    ("went back to", "remembered", "wrote about", "waited for", "laughed about", "looked after"),
    (
        "the old gate",
        "a letter",
        "the last train",
        "that song",
        "the yellow house",
        "a borrowed coat",
    ),
    ("and left it there", "until it was dark", "without a word", "twice a week", "all the same"),
)


def fill(library: Library, audio: Path, *, episodes: int = EPISODES) -> list[str]:
    """Add the episodes and return their ids, the newest first; some were listened to.

    ``audio`` stands for the sound of the newest, whose texts are as long as that takes to say.
    """
    chance = random.Random(7)
    order = [show for show in _SHOWS for _n in range(show[1])]
    chance.shuffle(order)
    made: list[str] = []
    with library.transaction(durable=False):
        for number, show in enumerate(islice(cycle(order), episodes)):
            name, _share, voices, things, sentences = show
            day = _FIRST_DAY - timedelta(days=number * 2 + number % 2)
            title = _TITLES[(number * 5 + number // 8) % len(_TITLES)].format(
                things[(number * 3 + number // 7) % len(things)]
            )
            duration_ms = chance.randint(28, 88) * _MINUTE_MS + chance.randrange(60) * 1_000
            recording = library.recordings.add(
                title=title, show=name, published=day.isoformat(), duration_ms=duration_ms
            )
            is_heard = number < _WITH_SOUND
            if is_heard:
                library.recordings.update(recording.id, audio=audio)
            evidence = (Evidence.ESTIMATED, Evidence.EXACT, Evidence.ALIGNED, Evidence.NONE)[
                number % 4 if number % 11 else 3
            ]
            said = tuple(one for one in sentences if chance.random() < _SAID_SHARE)
            text = made_transcript(
                chance,
                said or sentences,
                voices,
                evidence=evidence,
                duration_ms=duration_ms,
                paragraphs=duration_ms // _PARAGRAPH_MS if is_heard else 40,
            )
            library.recordings.replace_transcript(recording.id, text)
            made.append(recording.id)
            _listen(library, chance, recording.id, number, duration_ms)
    return made


def made_transcript(
    chance: random.Random,
    sentences: tuple[str, ...],
    voices: tuple[str, ...],
    *,
    evidence: Evidence,
    duration_ms: int,
    paragraphs: int,
) -> Transcript:
    """Return a conversation in which the voices take turns through the sentences."""
    each_ms = duration_ms // paragraphs
    segments = []
    for index in range(paragraphs):
        said = [_small_talk(chance) for _n in range(chance.randint(1, 3))]
        if index % 4 == 0 and index // 4 < len(sentences):
            said[0] = sentences[index // 4]
        text = " ".join(said)
        is_timed = evidence is not Evidence.NONE
        start_ms, end_ms = index * each_ms, (index + 1) * each_ms
        words = None
        if evidence is Evidence.ALIGNED:
            tokens = text.split()
            step_ms = each_ms // len(tokens)
            words = tuple(
                Word(token, start_ms + n * step_ms, start_ms + (n + 1) * step_ms, 0.9)
                for n, token in enumerate(tokens)
            )
        segments.append(
            Segment(
                index,
                Kind.SPEECH,
                text,
                voices[index % len(voices)],
                start_ms if is_timed else None,
                end_ms if is_timed else None,
                evidence,
                {Evidence.ESTIMATED: 4_000, Evidence.NONE: None}.get(evidence, 0),
                words=words,
            )
        )
    return Transcript("plain-text", tuple(segments))


def _small_talk(chance: random.Random) -> str:
    """Return a sentence of the kind that could be said about anything."""
    return " ".join(chance.choice(part) for part in _TALK) + "."


def _listen(
    library: Library, chance: random.Random, recording_id: str, number: int, duration_ms: int
) -> None:
    """Begin a few of the newest episodes, and hear every third of the old ones to its end."""
    if number in (1, 2, 5, 9):
        stopped_ms = round(duration_ms * chance.uniform(0.1, 0.8))
        library.listening.save(recording_id, stopped_ms, ((0, stopped_ms),))
    elif number > 6 and number % 3 == 0:
        library.listening.save(recording_id, duration_ms, ((0, duration_ms),))
