"""Texts as Telegram takes them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.channels.telegram.markup import LIMIT, parts, plain, to_html


def units(text: str) -> int:
    return len(text.encode("utf-16-le", "surrogatepass")) // 2


@pytest.mark.parametrize(
    ("text", "html"),
    [
        ("Your reference is **FN-26-7K3QD**.", "Your reference is <b>FN-26-7K3QD</b>."),
        ("**1.400 €** by **9 April**", "<b>1.400 €</b> by <b>9 April</b>"),
        ("a < b & c > d", "a &lt; b &amp; c &gt; d"),
        ("**<i>&**", "<b>&lt;i&gt;&amp;</b>"),
        ("2 ** 3 and **", "2 ** 3 and **"),
        ("**over\ntwo lines**", "**over\ntwo lines**"),
        ("_x_ *y* [z](http://e.example) `c`", "_x_ *y* [z](http://e.example) `c`"),
        ("&lt; is written so", "&amp;lt; is written so"),
    ],
)
def test_only_our_own_bold_is_markup(text: str, html: str) -> None:
    assert to_html(text) == html


def test_plain_text_has_no_signs_of_markup() -> None:
    assert plain("Send **€1,400** by **9 April**; 2 ** 3") == "Send €1,400 by 9 April; 2 ** 3"


def test_a_short_text_is_one_piece() -> None:
    assert parts(" Hello.\n") == ["Hello."]
    assert parts("  \n ") == []


def test_a_text_is_cut_between_paragraphs() -> None:
    one, two, three = ("a" * 40, "b" * 40, "c" * 40)
    assert parts(f"{one}\n\n{two}\n\n{three}", 90) == [f"{one}\n\n{two}", three]


@pytest.mark.parametrize(
    ("text", "pieces"),
    [
        ("first line\nsecond line\nthird", ["first line", "second line", "third"]),
        ("One is here. Two is here. Three.", ["One is here.", "Two is here.", "Three."]),
        ("alpha beta gamma delta", ["alpha beta", "gamma delta"]),
        ("x" * 31, ["x" * 15, "x" * 15, "x"]),
    ],
)
def test_without_paragraphs_lines_sentences_words_and_letters_are_borders(
    text: str, pieces: list[str]
) -> None:
    assert parts(text, 15) == pieces


def test_a_border_far_ahead_of_the_limit_makes_no_tiny_piece() -> None:
    text = "Hi.\n\n" + "word " * 30
    assert len(parts(text, 80)[0]) > 40


def test_bold_is_not_cut_in_two() -> None:
    text = "word " * 5 + "**a date in bold** and more"
    for limit in range(20, 45):
        for piece in parts(text, limit):
            assert piece.count("**") % 2 == 0


def test_signs_outside_the_basic_plane_count_twice() -> None:
    assert [units(piece) for piece in parts("🔑" * 3000)] == [LIMIT, 6000 - LIMIT]


@given(st.text(alphabet=st.sampled_from("ab .\n*🔑é<&"), max_size=300), st.integers(10, 60))
def test_pieces_fit_and_lose_nothing_but_blanks(text: str, limit: int) -> None:
    pieces = parts(text, limit)
    assert all(piece.strip() and units(piece) <= limit for piece in pieces)
    assert "".join("".join(pieces).split()) == "".join(text.split())
