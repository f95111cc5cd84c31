"""What speaks for and against a sentence being a question the episode takes up.

Structure is the strongest sign: who asks, how long and by whom it is answered, what comes before.
Words help in English; in other languages their signs are absent and structure decides alone.
"""

import math
import re
from collections.abc import Callable

from desktop_app.questions.clauses import asked_clause, quoted_question, without_lead_in
from desktop_app.questions.talk import QUESTION_MARK, Line, Talk
from desktop_app.questions.wording import content
from desktop_app.transcript.scripts import words_in

_ASKS = re.compile(rf"(?:{QUESTION_MARK.pattern})[\"'”’»)\]*_]*\Z")
_LONGEST_GREETING = 8  # blanks
_BACK_CHANNEL = 5  # words of a turn that only lets another go on
_AHEAD = 90  # words of content looked at on either side
# So many questions read out make a talk one of questions, where hosts ask and answer by turns.
_TALK_OF_QUESTIONS = 8
# Signs that need no word to be understood.
STRUCTURE = frozenset(
    (
        *("ends as question", "holds question", "is quoted", "up to 3 words", "4 to 6 words"),
        *("7 to 12 words", "13 to 25 words", "over 25 words", "is last", "only questions follow"),
        *("words after", "over 40 words after", "words before", "other questions"),
        *("first of questions", "paragraph", "next", "second next", "third next", "next is long"),
        *("answer", "answer, voices unknown", "answer over 100", "answer over 250", "asks back"),
        *("same voice goes on", "same voice before", "asker asks much", "answerer says much"),
        *("asker asks most", "asker opens the talk", "two voices", "many voices"),
        *("asked around", "asked far around", "words before that", "question before"),
        *("at the beginning", "at the end"),
    )
)
_PLAIN_QUESTIONS = (
    "begins with what",
    "begins with how",
    "begins with why",
    "begins with who or when",
    "verb first",
)


def _says(pattern: str) -> Callable[[str], bool]:
    expression = re.compile(pattern, re.IGNORECASE)
    return lambda text: expression.search(text) is not None


def _begins(pattern: str) -> Callable[[str], bool]:
    expression = re.compile(rf"(?:{pattern})\b", re.IGNORECASE)
    return lambda text: expression.match(text) is not None


_REQUESTS = _says(
    r"\b(?:tell (?:us|me|our)|talk (?:\w+ ){0,4}(?:about|through)|walk (?:us|me)|explain|describe"
    r"|give (?:us|me|our|a (?:little|bit)|an idea)|share (?:\w+ ){0,3}with|elaborate|speak to"
    r"|catch us up|help us understand|break (?:\w+ )?down|dive into|unpack|demystify)\b"
)
_WONDERS = _says(
    r"\b(?:curious|wonder(?:ing)?|(?:my|the|a|another|next|last|one|this|first|interesting|good)"
    r"(?: \w+)? question|love to (?:hear|know)|like to (?:hear|know)"
    r"|want(?:ed)? to (?:know|ask|hear)|wanna (?:know|ask|hear|get)|interested (?:in|to)"
    r"|any (?:thoughts|advice|tips)|your (?:thoughts|take))\b"
)
# In the order of words of a question, after a pause: asked, though the mark was left out.
_POSES = _says(
    r"(?:\A|[-–:,“\"]\s*)(?:what|how|why|which)\s+"
    r"(?:(?!(?:i|you|we|they|it|he|she|that|this|there|to|if|is|are)\b)\w+\s+){0,3}"
    r"(?:do|does|did|is|are|should|can|would|could|will)\s+(?:i|you|we|they|it|people|one)\b"
)
is_read_out = _says(
    r"\b(?:question|asks?|asked|asking|wants? to know|writes|wrote(?: in)?|wondering|listener"
    r"|on (?:twitter|slack|gopherslack|reddit|quora|github|linkedin|mastodon)|this one says"
    r"|from the chat)\b"
)
# What a host says before a question that is taken up for its own sake.
_ANNOUNCES = _says(
    r"\b(?:(?:another|next|first|second|third|last|final|quick|other|interesting|great|good|fun|big"
    r"|same|following|one) (?:\w+ ){0,2}?(?:question|one)\b(?! of)"
    r"|one of (?:the|these|those|our|my) (?:\w+ ){0,2}questions"
    r"|here(?:'s| is) (?:a|an|one|another)|this one says|th(?:e|is|at) question"
    r"|question (?:is|was|from|about|for|that|i|to|here|on|in)\b|questions? (?:a lot|often)"
    r"|\w+ (?:asks|asked|writes|wrote|wants to know)\b"
    r"|asked (?:a lot|about|us|me|on|in|if|what|how)"
    r"|(?:people|folks|everyone|everybody|they) (?:\w+ )?ask|get (?:asked|that)|let's talk about"
    r"|i (?:\w+ ){0,2}(?:want|wanted|like|love) to (?:ask|know|talk|hear)"
    r"|i wanna (?:ask|know|talk|hear)|talk (?:\w+ ){0,2}about|move on|at the top)"
)
_GREETS = _says(
    r"\b(?:how(?:'re| are| is|'s) (?:you|it|everyone|everybody|things|life|your (?:day|week))"
    r"(?: \w+)?(?: doing| going)?|how(?:'s| is) it going|how you doing|what's up|ready)\b"
    r"[^.]{0,25}\?"
)
_HANDS_ON = _says(
    r"\b(?:(?:what|how) about (?:you|yourself|the rest)|anything else"
    r"|any(?:one|body) (?:else|have|want)|(?:any|other|more|those|these) (?:\w+ )?questions?"
    r"|what else"
    r"|who(?:'s| is| wants)? (?:next|first|going)|your turn|can you hear|am i (?:missing|right)"
    r"|does that make sense|make sense|shall we|should we (?:move|go|start)|what do you think, \w+"
    r"|(?:want|wanna|like|care|try)(?: to)? (?:go|start|take|add|jump|kick|expand|chime"
    r"|weigh|speak)"
    r"|take a (?:stab|crack)|kick (?:it|us|things) off|next question)\b"
)
_ONLY_HANDS_ON = _says(
    r"\A\W*(?:(?:so|and|but|then|yeah|well|okay|\w+),? )*(?:what|how) about (?:you|yourself)"
    r"(?: guys| all)?(?:,? \w+)?\W*\Z"
)
_IS_TAG = _says(
    r"(?:,|\.\.\.|…|-)?\s*\b(?:right|correct|yeah|yes|no|okay|ok|huh|eh|you know(?: what i mean)?"
    r"|is(?:n't)? (?:it|that|he|she)|are(?:n't)? (?:they|you|we)|was(?:n't)? it"
    r"|do(?:n't)? (?:you|they|we)|does(?:n't)? it|did(?:n't)? (?:it|you|we)|have(?:n't)? you"
    r"|really)\?\W*\Z"
)
_CLARIFIES = _begins(
    r"you mean|what do you mean|is that (?:what|how|right|true|a|the)"
    r"|so (?:you|it|that|is that|this)|like|really|what's that|what was that|sorry|wait|which one"
    r"|who|did you say|you (?:said|were|did|have)|that's|it's|oh|huh"
)
_WHAT, _HOW, _WHY = _begins(r"what|what's|whats"), _begins(r"how|how's"), _begins(r"why")
_WHO_OR_WHEN = _begins(r"who|who's|which|when|where|whose|where's")
_HAS_QUESTION_WORD = _says(r"\b(?:what|how|why|which|when|where|who)\b")
_VERB_FIRST = _begins(
    r"do|does|did|is|are|was|were|can|could|would|will|should|have|has|had|isn't|aren't|don't"
    r"|doesn't|didn't|can't|couldn't|wouldn't|won't|shouldn't|any"
)
_TO_YOU = _says(r"\b(?:you|your|you're|you've|you'd|y'all|yourself)\b")
_OF_US = _says(r"\b(?:i|we|my|our|i'm|i've)\b")
_IS_RHETORIC = _says(
    r"\b(?:who (?:knows|cares)|why not|so what|what if|guess what|you know what|what the|how cool"
    r"|how (?:awesome|great|crazy|weird|funny|hard) (?:is|can)|can you imagine|are you kidding"
    r"|what am i|what do i|should i|do i|am i|what can i|how do i|how can i)\b"
)
_PRAISES = _says(
    r"\A.{0,60}\b(?:(?:good|great|excellent|interesting|fair|hard|tough|tricky)"
    r" (?:question|point|one)|that's a (?:\w+ ){0,2}question|thanks for asking|love that question)"
)
_AGREES = _begins(
    r"yeah|yes|no|nope|yep|yup|sure|right|exactly|correct|absolutely|mm-hm|okay|of course"
)
_SETS_OUT = _begins(
    r"so|well|yeah|yes|i think|i mean|i would|for me|honestly|oh|um|you know|there|the|that's"
)


def may_ask(text: str) -> bool:
    """Whether a sentence may be a question at all: by its mark, or as a request without one.

    A greeting ("How are you today?") never is, nor what only hands on ("What about you, Ben?").
    """
    plain = _straight(text)
    if text.count(" ") <= _LONGEST_GREETING and (_GREETS(plain) or _ONLY_HANDS_ON(plain)):
        return False
    if QUESTION_MARK.search(text):
        return True
    return text.count(" ") >= 3 and (_REQUESTS(plain) or _WONDERS(plain) or _POSES(plain))


def requests(text: str) -> bool:
    """Whether somebody is asked to tell something: “Tell us more about …”."""
    return _REQUESTS(_straight(text))


def hands_on(text: str) -> bool:
    """Whether a turn is only handed to somebody: “What about you?”."""
    return _HANDS_ON(_straight(text))


def is_tag(text: str) -> bool:
    """Whether a statement only ends as a question: “…, right?”."""
    return _IS_TAG(_straight(text))


def begins_with(text: str) -> dict[str, bool]:
    """Return what kind of question a text is by its first word."""
    kinds = {"what": _WHAT, "how": _HOW, "why": _WHY, "who or when": _WHO_OR_WHEN}
    return {name: begins(text) for name, begins in kinds.items()}


def all_signs(talk: Talk) -> list[tuple[Line, dict[str, float]]]:
    """Return every sentence that may ask with its signs: 0 or 1, shares, logarithms of words."""
    asks = may_ask if talk.is_understood else QUESTION_MARK.search
    found = [(line, _signs_of(talk, line)) for line in talk.lines if asks(line.text)]
    posed = sum(bool(s["announced and posed"] and s["ends as question"]) for _line, s in found)
    of_questions = min(1.0, posed / _TALK_OF_QUESTIONS)
    for _line, signs in found:
        asks_plainly = any(signs[name] for name in _PLAIN_QUESTIONS)
        signs["talk of questions"] = of_questions
        read = signs["announced and quoted"] * (signs["is last"] or signs["only questions follow"])
        signs["read out to the end"] = read
        signs["among questions: read out to the end"] = of_questions * read
        signs["among questions: announced"] = of_questions * signs["announced and posed"]
        signs["among questions: plain"] = of_questions * asks_plainly
        signs["among questions: read out"] = of_questions * signs["is read out"]
        signs["among questions: asker asks much"] = of_questions * signs["asker asks much"]
        signs["among questions: answerer says much"] = of_questions * signs["answerer says much"]
    return found


def _signs_of(talk: Talk, line: Line) -> dict[str, float]:
    signs = {
        **_wording_signs(_straight(line.text)),
        **_paragraph_signs(talk, line),
        **_answer_signs(talk, line),
        **_speaker_signs(talk, line),
        **_subject_signs(talk, line),
    }
    return {name: float(value) for name, value in signs.items()}


def _count(text: str) -> int:
    return words_in(text.strip()) if text.strip() else 0


def _straight(text: str) -> str:
    return text.replace("’", "'")


def _wording_signs(text: str) -> dict[str, float]:
    quoted = quoted_question(text) is not None
    asked = asked_clause(text)
    count = words_in(asked)
    to_you = _TO_YOU(text)
    first_words = {"what": _WHAT, "how": _HOW, "why": _WHY, "who or when": _WHO_OR_WHEN}
    begun = {f"begins with {name}": begins(asked) for name, begins in first_words.items()}
    has_mark = QUESTION_MARK.search(text) is not None
    poses = quoted or any(begun.values()) or _VERB_FIRST(asked)
    return {
        **begun,
        "ends as question": bool(_ASKS.search(text)) or (not has_mark and _POSES(text)),
        "holds question": has_mark and not _ASKS.search(text),
        "requests": _REQUESTS(text),
        "wonders": _WONDERS(text),
        "read out without mark": not has_mark and is_read_out(text),
        "poses without mark": not has_mark and _POSES(text),
        "greets": _GREETS(text),
        "hands on": _HANDS_ON(text),
        "is tag": _IS_TAG(text),
        "clarifies": _CLARIFIES(asked),
        "question word inside": _HAS_QUESTION_WORD(text) and not any(begun.values()),
        "verb first": _VERB_FIRST(asked),
        "to you": to_you,
        "is rhetoric": _IS_RHETORIC(text),
        "of us": _OF_US(asked) and not to_you,
        "is quoted": quoted,
        "announced and quoted": quoted and _ANNOUNCES(text),
        "announced and posed": poses and _ANNOUNCES(text),
        "up to 3 words": count <= 3,
        "4 to 6 words": 3 < count <= 6,
        "7 to 12 words": 6 < count <= 12,
        "13 to 25 words": 12 < count <= 25,
        "over 25 words": count > 25,
        "alternatives": " or " in asked,
    }


def _paragraph_signs(talk: Talk, line: Line) -> dict[str, float]:
    lines = talk.lines_of[line.place]
    text = talk.text(line.place)
    before, after = lines[: line.number], lines[line.number + 1 :]
    said_after = _count(text[line.sentence.end :])
    asking = [other.number for other in lines if QUESTION_MARK.search(other.text)]
    near = _straight(" ".join(other.text for other in before[-2:]))
    end_before = "" if before else _end_before(talk, line)
    announces = _ANNOUNCES(_straight(line.text))
    is_announced = announces or _ANNOUNCES(near) or _ANNOUNCES(end_before)
    is_unmarked = not QUESTION_MARK.search(line.text) and _POSES(_straight(line.text))
    return {
        "announces": announces,
        "announced before": _ANNOUNCES(near),
        "announced in paragraph before": _ANNOUNCES(end_before),
        "announced, posed without mark": is_announced and is_unmarked,
        "is read out": is_read_out(near) or is_read_out(line.text),
        "is last": not after,
        "only questions follow": bool(after)
        and all(QUESTION_MARK.search(other.text) for other in after),
        "words after": math.log1p(said_after),
        "over 40 words after": said_after > 40,
        "words before": math.log1p(_count(text[: line.sentence.start])),
        "other questions": max(0, min(len(asking), 4) - 1),
        "first of questions": len(asking) > 1 and line.number == asking[0],
        "paragraph": math.log1p(talk.lengths[line.place]),
    }


def _end_before(talk: Talk, line: Line) -> str:
    """Return how the paragraph before ends, with one more where it only says “Okay”."""
    previous = talk.nearby(line.place, -1)
    end = talk.text(previous)[-150:]
    if 0 < talk.length(previous) <= _BACK_CHANNEL:
        end = f"{talk.text(talk.nearby(line.place, -2))[-150:]} {end}"
    return _straight(end)


def _answer_signs(talk: Talk, line: Line) -> dict[str, float]:
    following = talk.nearby(line.place, 1)
    text = _straight(talk.text(following))
    count = talk.length(following)
    run = talk.answer_words(line.place)
    return {
        "next": math.log1p(count),
        "second next": math.log1p(talk.length(talk.nearby(line.place, 2))),
        "third next": math.log1p(talk.length(talk.nearby(line.place, 3))),
        "next is long": count >= 60,
        "answer": math.log1p(run) if talk.is_named else 0.0,
        "answer, voices unknown": 0.0 if talk.is_named else math.log1p(run),
        "answer over 100": run > 100,
        "answer over 250": run > 250,
        "asks back": bool(QUESTION_MARK.search(text[:200])) and count < 40,
        "is praised": _PRAISES(text[:200]),
        "is agreed to": count < 8 and _AGREES(without_lead_in(text) or text),
        "answer sets out": _SETS_OUT(text),
    }


def _speaker_signs(talk: Talk, line: Line) -> dict[str, float]:
    before, following = talk.nearby(line.place, -1), talk.nearby(line.place, 1)
    share = talk.shares[talk.segments[line.place].speaker]
    goes_on = following is not None and not talk.is_other_voice(line.place, following)
    went_on = before is not None and not talk.is_other_voice(line.place, before)
    guest = 0.0
    if following is not None and talk.is_named and not goes_on:
        other = talk.shares[talk.segments[following].speaker]
        guest = other.said - other.asked
    position = talk.position(line.place)
    most = max(one.asked for one in talk.shares.values())
    return {
        "asker asks most": talk.is_named and share.asked == most,
        "asker opens the talk": talk.is_named and talk.opener == talk.segments[line.place].speaker,
        "two voices": len(talk.shares) == 2,
        "many voices": len(talk.shares) > 4,
        "asked around": talk.asked_around(line.place, 3),
        "asked far around": talk.asked_around(line.place, 10),
        "same voice goes on": goes_on,
        "same voice before": went_on,
        "asker asks much": share.asked - share.said if talk.is_named else 0.0,
        "answerer says much": guest,
        "words before that": math.log1p(talk.length(before)),
        "question before": talk.text(before).rstrip().endswith("?"),
        "at the beginning": position < 0.04,
        "at the end": position > 0.95,
    }


def _subject_signs(talk: Talk, line: Line) -> dict[str, float]:
    subject = content(line.text)
    ahead, behind = talk.words_after(line, _AHEAD), talk.words_before(line, _AHEAD)
    new = [word for word in set(subject) if word not in behind]
    both = len(set(ahead) & set(behind)) / max(1, min(len(ahead), len(behind)))
    return {
        "talk goes on": min(0.3, both),
        "subject": min(len(subject), 8) / 4,
        "no subject": not subject,
        "one word of subject": len(subject) == 1,
        "new subject": min(3, len(new)),
        "new subject goes on": min(3, sum(word in ahead for word in new)),
        "subject goes on": min(4, sum(word in ahead for word in set(subject))),
        "old subject": min(4, sum(word in behind for word in set(subject))),
    }
