import pickle

from desktop_app.errors import AppError, Cancelled
from desktop_app.timecode import NotATime


def test_an_error_is_one_sentence_with_a_hint_and_candidates() -> None:
    error = AppError("Two episodes fit.", hint="Give more of the title.", candidates=["A", "B"])

    assert str(error) == "Two episodes fit."
    assert error.hint == "Give more of the title."
    assert error.candidates == ("A", "B")


def test_an_error_crosses_a_process_border_whole() -> None:
    error = NotATime("“x” is not a time.", hint="Write 1:02.", candidates=("1:02",))

    again = pickle.loads(pickle.dumps(error))

    assert type(again) is NotATime
    assert (str(again), again.hint, again.candidates) == (str(error), error.hint, ("1:02",))


def test_stopping_is_not_an_error_of_the_user() -> None:
    assert not issubclass(Cancelled, AppError)
