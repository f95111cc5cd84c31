"""The questions an episode takes up: where each is asked, and from where to where it is answered.

Pure functions over a transcript; it knows no library and no search.
"""

from desktop_app.questions.editing import Edit
from desktop_app.questions.listing import list_questions
from desktop_app.questions.question import Origin, Question

__all__ = ["Edit", "Origin", "Question", "list_questions"]
