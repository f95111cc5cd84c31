import io

from desktop_app.alignment.engines.language_model import write_language_model


def lines_of(*runs: str) -> list[str]:
    file = io.StringIO()
    write_language_model([run.split() for run in runs], {}, file)
    return file.getvalue().splitlines()


def test_the_model_counts_what_it_lists() -> None:
    lines = lines_of("the dough has time", "the dough rises")
    assert lines[:4] == ["\\data\\", "ngram 1=7", "ngram 2=4", "ngram 3=3"]
    assert lines[-1] == "\\end\\"


def test_what_follows_always_is_likelier_than_what_follows_sometimes() -> None:
    lines = lines_of("the dough has time", "the dough rises")
    pairs = lines[lines.index("\\2-grams:") + 1 : lines.index("\\3-grams:")]
    weights = {tuple(line.split()[1:3]): float(line.split()[0]) for line in pairs if line}
    assert weights["the", "dough"] > weights["dough", "has"]


def test_any_word_may_come_first() -> None:
    start = next(line for line in lines_of("a b c") if line.split()[1:2] == ["<s>"])
    assert start.split()[2] == "0.0000"


def test_a_text_of_one_word_has_a_model() -> None:
    assert "ngram 3=0" in lines_of("hello")
