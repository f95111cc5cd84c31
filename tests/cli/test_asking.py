"""``earmark ask``."""

from tests.cli.conftest import Run

FIELDS = {
    *("episode", "title", "segment", "segment_to", "start_ms", "question", "sentence", "score"),
}


def test_the_library_and_an_episode_answer(run: Run, bees: str) -> None:
    for options in ([], ["--episode", bees]):
        document = run("ask", "what does a bee eat in winter?", *options, "--json").document
        assert document.keys() == {"answers", "took_ms"}
        first = document["answers"][0]
        assert first.keys() == FIELDS
        assert (first["episode"], first["title"]) == (bees, "bees")
        assert first["segment"] <= 1 <= first["segment_to"]
        assert "What do bees eat in winter?" in first["sentence"]
        assert first["start_ms"] is not None


def test_no_more_answers_than_asked_for(run: Run, bees: str) -> None:
    assert len(run("ask", "bees", "--limit", "1", "--json").document["answers"]) == 1


def test_a_person_reads_where_the_answer_is(run: Run, bees: str) -> None:
    out = run("ask", "bees in winter").out
    assert "bees  ≈0:2" in out
    assert "What do bees eat in winter?" in out


def test_without_an_answer_the_exit_is_zero(run: Run, bees: str) -> None:
    ran = run("ask", "quagga", "--json")
    assert (ran.code, ran.document["answers"]) == (0, [])
    assert "Nothing answers that." in run("ask", "quagga").out


def test_what_is_wrong_is_said(run: Run, bees: str) -> None:
    assert run("ask", "bees", "--episode", "nowhere", "--json").code == 1
    ran = run("ask", "bees", "--limit", "0", "--json")
    assert (ran.code, ran.out) == (2, "")
