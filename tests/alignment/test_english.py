from desktop_app.alignment.english import looks_english

ENGLISH = "we were in the kitchen when he said that it was not the salt but the water of the town"
GERMAN = (
    "wir waren in der küche als er sagte dass es nicht das salz war sondern das wasser der stadt"
)
FRENCH = (
    "nous étions dans la cuisine quand il a dit que ce n'était pas le sel mais l'eau de la ville"
)


def test_english_is_known_by_its_small_words() -> None:
    assert looks_english(ENGLISH.split() * 3)


def test_other_languages_are_told_apart() -> None:
    assert not looks_english(GERMAN.split() * 3)
    assert not looks_english(FRENCH.split() * 3)


def test_a_few_words_are_given_a_try() -> None:
    assert looks_english(["guten", "tag"])
