"""What all tests share: golden files, and Hypothesis without a clock."""

from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import settings

DATA = Path(__file__).parent / "data"

# A busy machine is no failure; how many examples are tried is each test's own business.
settings.register_profile("earmark", deadline=None, max_examples=60)
settings.load_profile("earmark")


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption(
        "--update-golden", action="store_true", help="rewrite the golden files for review"
    )
    parser.addoption(
        "--whole-corpus", action="store_true", help="read all real transcripts, not every fourth"
    )


@pytest.fixture
def golden(request: pytest.FixtureRequest) -> Callable[[str, str], None]:
    """Compare a text with a stored file below tests/data, or rewrite it with --update-golden."""

    def compare(name: str, text: str) -> None:
        path = DATA / name
        if request.config.getoption("--update-golden"):
            path.write_text(text, encoding="utf-8", newline="")
        assert text == path.read_text(encoding="utf-8")

    return compare
