"""Made-up words: not in use twice, and nothing about anyone."""

from uuid import uuid4

from ops.domain.handles import WORDS, made_up


def test_words_are_short_plain_and_different() -> None:
    assert len(set(WORDS)) == len(WORDS) > 100
    assert all(word.isascii() and word.islower() and word.isalpha() and len(word) <= 10 for word in WORDS)


def test_the_same_stay_keeps_its_word_while_it_is_free() -> None:
    visit = uuid4()
    word = made_up(visit, [])
    assert made_up(visit, []) == word
    assert made_up(visit, [word]) != word


def test_a_full_house_still_has_words() -> None:
    taken: set[str] = set()
    for _ in range(len(WORDS) * 2 + 5):
        word = made_up(uuid4(), taken)
        assert word not in taken
        assert len(word) <= 24
        taken.add(word)
