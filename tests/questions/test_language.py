"""What is found in languages whose words say nothing to Earmark."""

from dataclasses import replace

import pytest

from desktop_app.questions import Question, knows_language, list_questions
from tests.builders import make_transcript

ENGLISH = "I think that the best way to learn it is to do it with what you have, and that is all. "
GERMAN = (
    "Nun, wir haben das Schiff damals umgebaut, weil der alte Motor zu laut war und niemand mehr "
    "Ersatzteile liefern konnte. Seitdem fährt es leiser, braucht weniger Öl und hält bei Sturm "
    "den Kurs besser, und die Mannschaft schläft endlich durch. Am Anfang glaubte das keiner, doch "
    "nach einem Winter auf See wollten alle Nachbarn wissen, wie viel der Umbau gekostet hat."
)
SPANISH = (
    "Bueno, al principio nadie creía que un huerto pudiera crecer en una azotea, pero subimos la "
    "tierra poco a poco, en cubos, durante tres inviernos. Después vinieron los vecinos con sus "
    "semillas y sus recuerdos, y ahora cada familia cuida una fila de tomates. Lo más difícil fue "
    "el agua, porque en verano sube el calor y no llueve casi nunca, así que guardamos la lluvia."
)
JAPANESE = (
    "最初は誰も信じてくれませんでした。屋上に土を運ぶだけで三年かかりましたし、夏になると水が足りなくて"
    "苗が何度も枯れてしまいました。それでも近所の人たちが少しずつ手伝ってくれるようになって、今では毎週"
    "土曜日にみんなで世話をしています。雨水をためる仕組みを作ってからは、暑い夏でも野菜がよく育つように"
    "なりました。"
)


def interview(
    greeting: str, questions: tuple[str, str], answer: str, thanks: str
) -> tuple[Question, ...]:
    first, second = questions
    text = (
        f"Eva: {greeting} / Jan: {thanks} / Eva: {first} / Jan: {answer} {answer} / "
        f"Eva: {second} / Jan: {answer} {answer} / Eva: {thanks}"
    )
    return list_questions(make_transcript(text), ())


@pytest.mark.parametrize(
    ("greeting", "asked", "answer", "thanks"),
    [
        (
            "Willkommen.",
            (
                "Warum haben Sie das Schiff umgebaut, und was hat sich dadurch geändert?",
                "Wie lange hat der Umbau der Maschine im Hafen gedauert?",
            ),
            GERMAN,
            "Vielen Dank.",
        ),
        (
            "Bienvenidos.",
            (
                "¿Cómo empezó el huerto de la azotea y quién subió la tierra?",
                "¿Qué hacéis en verano cuando falta el agua para los tomates?",
            ),
            SPANISH,
            "Muchas gracias.",
        ),
        (
            "ようこそ。",
            (
                "屋上の畑はどのようにして始まったのか、最初のころの話を聞かせていただけますか。",
                "夏に水が足りなくなったとき、みなさんはどうやって野菜を守ったのですか？",
            ),
            JAPANESE,
            "ありがとうございました。",
        ),
    ],
)
def test_questions_of_another_language_are_found_by_structure_and_left_as_said(
    greeting: str, asked: tuple[str, str], answer: str, thanks: str
) -> None:
    found = interview(greeting, asked, answer, thanks)
    assert [question.segment for question in found] == [2, 4]
    assert [question.text for question in found] == [*asked]
    assert [(q.answer_from_segment, q.answer_to_segment) for q in found] == [(3, 3), (5, 6)]


@pytest.mark.parametrize("text", [GERMAN, SPANISH, JAPANESE])
def test_another_language_is_not_known(text: str) -> None:
    assert not knows_language(make_transcript(f"Eva: {text}").segments)


def test_english_is_known_and_of_a_few_words_nothing_is_said() -> None:
    assert knows_language(make_transcript(f"Eva: {ENGLISH * 3}").segments)
    assert knows_language(make_transcript("Eva: Guten Tag. / Jan: Hallo.").segments)
    assert knows_language(())


def test_some_foreign_words_make_no_other_language() -> None:
    assert knows_language(make_transcript(f"Eva: {ENGLISH * 3} / Jan: {GERMAN[:90]}").segments)


def test_german_words_that_look_english_are_no_english_signs() -> None:
    text = f"Eva: Was war das? / Jan: {GERMAN} / Eva: So also. / Jan: {GERMAN}"
    transcript = make_transcript(text)
    found = list_questions(transcript, ())
    nameless = transcript.with_segments([replace(s, speaker=None) for s in transcript.segments])
    assert {q.text for q in (*found, *list_questions(nameless, ()))} <= {"Was war das?"}
