"""The questions an episode takes up, where each is answered, and what answers a new one.

Pure functions over a transcript; it knows no library and no search.
"""

from desktop_app.questions.editing import Edit
from desktop_app.questions.language import knows_language
from desktop_app.questions.listing import list_questions
from desktop_app.questions.question import Origin, Question
from desktop_app.questions.ranking import Answers, telling_sentence

__all__ = [
    "Answers",
    "Edit",
    "Origin",
    "Question",
    "knows_language",
    "list_questions",
    "telling_sentence",
]
