"""Texts as Telegram takes them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.channels.telegram.markup import LIMIT, parts, plain, prepared, to_html


def units(text: str) -> int:
    return len(text.encode("utf-16-le", "surrogatepass")) // 2


@pytest.mark.parametrize(
    ("text", "html"),
    [
        ("Your reference is **FN-26-7K3QD**.", "Your reference is <b>FN-26-7K3QD</b>."),
        ("**1.400 €** by **9 April**", "<b>1.400 €</b> by <b>9 April</b>"),
        ("a < b & c > d", "a &lt; b &amp; c &gt; d"),
        ("**<i>&7**", "<b>&lt;i&gt;&amp;7</b>"),
        ("the loss is with **Alderway Dental**", "the loss is with Alderway Dental"),
        ("\ue000not ours\ue001", "not ours"),
        ("2 ** 3 and **", "2 ** 3 and **"),
        ("**over\ntwo lines**", "**over\ntwo lines**"),
        ("_x_ *y* [z](http://e.example) `c`", "_x_ *y* [z](http://e.example) `c`"),
        ("&lt; is written so", "&amp;lt; is written so"),
    ],
)
def test_only_our_own_bold_is_markup(text: str, html: str) -> None:
    assert to_html(prepared(text)) == html


def test_plain_text_has_no_signs_of_markup() -> None:
    text = prepared("Send **€1,400** by **9 April**; 2 ** 3\n– What: a key\n– When: today", "Anna")
    assert plain(text) == "Anna\nSend €1,400 by 9 April; 2 ** 3\nWhat a key\nWhen today"


def test_a_list_of_fields_is_aligned_and_a_single_dash_is_none() -> None:
    text = (
        "Your report:\n– What: a lost key\n– Happened: Friday: noon\n– Agreed, paid or signed: no\nAll right?"
    )
    assert to_html(prepared(text)).split("\n") == [
        "Your report:",
        "<code>What            </code> a lost key",
        "<code>Happened        </code> Friday: noon",
        "<code>Agreed, paid or signed</code> no",
        "All right?",
    ]
    assert to_html(prepared("– Well: no")) == "– Well: no"


def test_who_of_the_staff_speaks_stands_first() -> None:
    assert to_html(prepared("We look at it.", "Anna <b> **Lind**")) == (
        "<b>Anna &lt;b&gt; **Lind**</b>\nWe look at it."
    )


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
    text = prepared("word " * 5 + "**9 April in bold** and more")
    for limit in range(20, 45):
        for piece in parts(text, limit):
            assert to_html(piece).count("<b>") == to_html(piece).count("</b>")


def test_signs_outside_the_basic_plane_count_twice() -> None:
    assert [units(piece) for piece in parts("🔑" * 3000)] == [LIMIT, 6000 - LIMIT]


@given(st.text(alphabet=st.sampled_from("ab .\n*🔑é<&"), max_size=300), st.integers(10, 60))
def test_pieces_fit_and_lose_nothing_but_blanks(text: str, limit: int) -> None:
    pieces = parts(text, limit)
    assert all(piece.strip() and units(piece) <= limit for piece in pieces)
    assert "".join("".join(pieces).split()) == "".join(text.split())
