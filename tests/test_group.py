"""What makes articles versions of one report, and what does not."""

from __future__ import annotations

import random
import re
from typing import TYPE_CHECKING

import pytest
from piles import DAM, FERRY, article

from newstemma.group import explain, group

if TYPE_CHECKING:
    from newstemma.model import Article


def together(*articles: Article) -> set[tuple[str, ...]]:
    """The reports as tuples of the names that the test gave to their versions."""
    return {
        tuple(sorted(version.article.removeprefix("art_") for version in report.versions))
        for report in group(articles)
    }


def test_nothing_gives_nothing() -> None:
    assert group([]) == ()
    assert together(article("blank", [])) == {("blank",)}


def test_article_nobody_copied_is_a_report_of_its_own() -> None:
    assert together(article("dam", DAM), article("ferry", FERRY)) == {("dam",), ("ferry",)}


@pytest.mark.parametrize(
    "edited",
    [
        DAM[:4],
        DAM[5:],
        (*reversed(DAM[:8]), *FERRY[:2]),
        tuple(text.replace("Thursday", "Wednesday evening").replace("people", "residents") for text in DAM),
        tuple(text.replace("e", "c") if n % 3 == 0 else text for n, text in enumerate(DAM)),
        tuple(text.replace("“", "‘").replace("”", "’").replace("'", "’") for text in DAM),
    ],
    ids=[
        "cut to the top",
        "cut to the end",
        "turned round",
        "reworded",
        "misread by a machine",
        "other marks",
    ],
)
def test_edited_copy_is_a_version(edited: tuple[str, ...]) -> None:
    assert together(article("wire", DAM), article("copy", edited)) == {("copy", "wire")}


def test_house_styles_do_not_part_versions() -> None:
    us = [
        "The U.S. defense center in Harlow organized the labor program, Mr. Sergei Kolm told a theater.",
        "About 40 percent of its traveled gray vans favor the color-coded route, the catalog shows.",
        "The neighbors realized in 2,500 letters that the harbor would not be modernized this decade.",
    ]
    uk = [
        "The US defence centre in Harlow organised the labour programme, Sergey Kolm told a theatre.",
        "About 40 per cent of its travelled grey vans favour the colour-coded route, the catalog shows.",
        "The neighbours realised in 2500 letters that the harbour would not be modernised this decade.",
    ]
    assert together(article("us", us), article("uk", uk)) == {("uk", "us")}


def test_shared_quotation_is_no_shared_report() -> None:
    words = "We never meant to close the reading rooms, and we never told anyone that the books would be sold"
    more = "The letter was a draft, it should not have left the building, and whoever posted it will be found"
    first = [
        "Librarians in Port Selby went back to work on Monday after the town withdrew its plan.",
        f"“{words},” the mayor said in a statement.",
        "A crowd had waited outside the old library since early morning with candles and soup.",
        f"“{more},” the mayor said in a statement.",
    ]
    second = [
        "Port Selby's council has given in to its librarians, three weeks after they walked out.",
        f"In her statement the mayor wrote: “{words}.”",
        "Union officials called it the first victory of its kind in the county for a decade.",
        f"The mayor went on: “{more}.”",
    ]
    assert together(article("one", first), article("two", second)) == {("one",), ("two",)}


def test_shared_caption_is_no_shared_report() -> None:
    caption = (
        "In this file photo of May 4, the Quennet dam is seen from the village of Ostry. "
        "Convicts built the dam eighty years ago, and it has been heightened twice. (Mervan Press/Ada Holm)"
    )
    assert together(article("a", [caption, *DAM[:5]]), article("b", [caption, *FERRY[:5]])) == {
        ("a",),
        ("b",),
    }


def test_furniture_of_an_outlet_joins_nothing() -> None:
    furniture = [
        "Sign up for the morning letter of the Harrow Post and read what matters before breakfast.",
        "The Harrow Post is owned by its readers; become one for the price of a cup of coffee.",
    ]
    texts = [(*DAM[:4],), (*FERRY[:4],), (*DAM[6:10],), (*FERRY[5:],)]
    pages = [article(f"{n}", [*text, *furniture], outlet="post.example") for n, text in enumerate(texts)]
    assert together(*pages) == {("0",), ("1",), ("2",), ("3",)}


def test_page_fetched_three_times_is_one_report() -> None:
    pages = [article(f"{n}", [*DAM, f"Updated {n + 2} hours ago"], outlet="post.example") for n in range(3)]
    assert together(*pages) == {("0", "1", "2")}


def test_forms_are_not_melted() -> None:
    def forecast(day: str, high: int, rain: int) -> list[str]:
        return [
            f"The weather for the Holm islands on {day}.",
            f"Cloudy with a high of {high} degrees and {rain} millimetres of rain by noon.",
            f"Sea moderate to rough, waves of {rain} metres in the sound before evening.",
            f"Sunrise at 6:{high} and sunset at 19:{rain + 20} over the outer skerries.",
            "The ferries are expected to sail to their timetable.",
            "The forecast of the Holm Gazette comes out at six each morning.",
        ]

    days = [("Monday", 12, 3), ("Tuesday", 17, 5), ("Wednesday", 21, 8)]
    for outlets in (["gazette.example"] * 3, ["a.example", "b.example", "c.example"]):
        pages = [
            article(f"{n}", forecast(*day), outlet=outlet)
            for n, (day, outlet) in enumerate(zip(days, outlets, strict=True))
        ]
        assert together(*pages) == {("0",), ("1",), ("2",)}


def test_composite_stands_in_both_reports() -> None:
    dam = [article(f"dam{n}", DAM[: 12 - n], outlet=f"d{n}.example") for n in range(4)]
    ferry = [article(f"ferry{n}", FERRY[: 8 - n], outlet=f"f{n}.example") for n in range(3)]
    both = article("both", [*DAM[:7], *FERRY[:5]], outlet="both.example")
    assert together(*dam, *ferry, both) == {
        ("both", "dam0", "dam1", "dam2", "dam3"),
        ("both", "ferry0", "ferry1", "ferry2"),
    }


def test_background_makes_no_composite() -> None:
    dam = [article(f"dam{n}", DAM, outlet=f"d{n}.example") for n in range(3)]
    ferry = [article(f"ferry{n}", [*FERRY, *DAM[10:]], outlet=f"f{n}.example") for n in range(3)]
    assert together(*dam, *ferry) == {("dam0", "dam1", "dam2"), ("ferry0", "ferry1", "ferry2")}


def test_what_stands_below_in_both_joins_nothing() -> None:
    dam, ferry = article("dam", [*DAM[:5], *DAM[6:9]]), article("ferry", [*FERRY, *DAM[6:9]])
    assert together(dam, ferry) == {("dam",), ("ferry",)}


def test_brief_of_a_longer_report_is_a_version() -> None:
    assert together(article("dam", DAM[:8]), article("brief", DAM[:1])) == {("brief", "dam")}


def test_reports_do_not_chain() -> None:
    """Each article shares a third of its text with the next: the first and the last are not one report."""
    text = [*DAM, *FERRY]
    pages = [article(f"{n}", text[4 * n : 4 * n + 6]) for n in range(4)]
    assert max(len(report.versions) for report in group(pages)) < len(pages)


def test_text_without_spaces_is_grouped() -> None:
    text = [
        "塔尔沃河谷的工程师周四打开了昆内特大坝的全部六个闸门。",
        "水务局表示,水库水位已经接近坝顶。",
        "大约两千三百人在天黑之前离开了奥斯特里村。",
    ]
    other = ["斯凯拉岛的晚间渡轮将在十月停航,航运公司宣布。", "新桥通车以来,每晚乘客不到九人。"]
    assert together(article("a", text), article("b", text[:2]), article("c", other)) == {("a", "b"), ("c",)}


def test_versions_stand_in_order_of_time_and_name_what_ties_them() -> None:
    late = article("a", [FERRY[0], *DAM[2:6]], outlet="a.example", published="2031-05-02", headline="Late")
    early = article("b", DAM, outlet="b.example", published="2031-05-01", headline="Early")
    undated = article("c", DAM[:9], outlet="c.example")
    (report,) = group([late, early, undated])
    assert [version.headline for version in report.versions] == ["Early", "Late", None]
    texts = [late.text[late.sentences[n].start : late.sentences[n].end] for n in report.versions[1].tied]
    assert texts == [DAM[2], *DAM[4:6]]


def test_explanation_says_who_has_what() -> None:
    pages = [article("a", DAM[:6]), article("b", DAM[:3]), article("c", DAM[2:6])]
    (report,) = group(pages)
    ties = explain(report, pages)
    first = next(tie for tie in ties if len(tie.carriers) == 3)
    assert first == ties[0]
    assert first.text == DAM[2]
    assert {carrier.article: carrier.sentences for carrier in first.carriers} == {
        "art_a": (2,),
        "art_b": (2,),
        "art_c": (0,),
    }
    assert {tie.text for tie in ties} == {DAM[n] for n in (0, 1, 2, 4, 5)}


def test_shuffled_pile_gives_same_reports() -> None:
    rng = random.Random(5)
    text = [*DAM, *FERRY]
    pages = [
        article(f"{n}", rng.sample(text, rng.randint(3, 12)), outlet=f"{n % 7}.example") for n in range(60)
    ]
    expected = group(pages)
    assert {version.article for report in expected for version in report.versions} == {a.id for a in pages}
    for _ in range(20):
        rng.shuffle(pages)
        assert group(pages) == expected
    assert group([*pages, *pages]) == expected


def test_numbers_tell_forms_from_copies() -> None:
    lines = [
        "The Holm index rose 12.5 points, or 0.8 percent, to 3,411.70 at the close of trading.",
        "Shares of the shipping line Nordhavn gained 4.1 percent and closed at 88.20 crowns.",
        "On the exchange 212 stocks advanced and 187 declined in light trading.",
    ]
    other = [re.sub(r"\d", lambda digit: str((int(digit.group()) + 3) % 10), line) for line in lines]
    assert together(article("a", lines), article("b", other)) == {("a",), ("b",)}
    assert together(article("a", lines), article("b", lines)) == {("a", "b")}
