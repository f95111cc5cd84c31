"""Speech engines: each hears words, and fits known words onto sound.

What is done with what they hear is not their business.
"""

from importlib import import_module
from importlib.util import find_spec

from desktop_app.alignment.engines.engine import Speech
from desktop_app.alignment.problems import NoEngine
from desktop_app.i18n import _

DEFAULT = "pocketsphinx"
WHISPER = "whisper"
ENGINES = (DEFAULT, WHISPER)

_HOME = "desktop_app.alignment.engines"


def open_speech(name: str = DEFAULT, model: str | None = None) -> Speech:
    """Return the engine called ``name``. Raises NoEngine where it is not to be had.

    ``model`` is the folder of its model, or the name of an installed package that has one; the
    default engine brings its own.
    """
    problem = why_not(name)
    if problem is not None:
        raise problem
    speech: Speech
    if name == WHISPER:
        fitting = open_speech() if why_not() is None else None
        speech = import_module(f"{_HOME}.whisper_engine").open_speech(model, fitting)
    else:
        speech = import_module(f"{_HOME}.pocketsphinx_engine").PocketSphinxSpeech()
    return speech


def why_not(name: str = DEFAULT) -> NoEngine | None:
    """Return why an engine cannot be used here, None if it can."""
    if name not in ENGINES:
        return NoEngine(
            _("There is no engine called “{name}”.").format(name=name),
            hint=_("There are: {names}.").format(names=", ".join(ENGINES)),
        )
    if name == WHISPER and find_spec("faster_whisper") is None:
        return NoEngine(
            _("The speech engine Whisper is not installed."),
            hint=_("Install it with “pip install earmark[whisper]”; it needs a model, too."),
        )
    if name == DEFAULT and find_spec("pocketsphinx") is None:
        return NoEngine(
            _("The speech engine PocketSphinx is not installed."),
            hint=_("It comes with Earmark on Python 3.11 to 3.13."),
        )
    return None
