from __future__ import annotations

import pytest

from newstemma.record import Named, Record, actors
from newstemma.record.persons import Persons, same_person


def met(*found: tuple[str, str]) -> dict[str, tuple[str, ...]]:
    """Names of the actors of a pile of which each article names one person, with an office."""
    rows = [Named(name, "person", (name,), (office,) if office else ()) for name, office in found]
    return {one.name: one.names for one in actors(Record("art", (), (), (row,)) for row in rows)}


def persons(*names: str | tuple[str, str | None, str | None]) -> Persons:
    found = Persons()
    for one in names:
        name, gender, role = one if isinstance(one, tuple) else (one, None, None)
        found.meet(name, gender=gender, role=role)
    return found


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("Sergei Braslav", "Sergey Braslav", True),
        ("S. Braslav", "Sergei Braslav", True),
        ("Pieter J. Marsk", "Pieter Marsk", True),
        ("Ilena Marsk", "Pieter Marsk", False),
        ("Pieter Marsk Jr.", "Pieter Marsk", False),
        ("Pieter Marsk Jr.", "Anton Marsk Jr.", False),
        ("Pieter Marsk Jr.", "Pieter Braslav Jr.", False),
        ("Pieter Marsk, Jr.", "Pieter Marsk Jr", True),
    ],
)
def test_which_full_names_may_be_one(one: str, other: str, *, same: bool) -> None:
    assert same_person(one, other) is same_person(other, one) is same


def test_relatives_are_two() -> None:
    found = persons("Ilena Marsk", "Pieter Marsk", "Ilena Marsk")
    assert found.name_of("Pieter Marsk") == "Pieter Marsk"
    assert found.name_of("Ilena Marsk") == "Ilena Marsk"


def test_the_fullest_name_stands_for_initials_and_short_forms() -> None:
    found = persons("Alex Marsk", "Alexander P. Marsk", "A. Marsk")
    for name in ("Alex Marsk", "A. Marsk", "Marsk", "Alexander"):
        assert found.name_of(name) == "Alexander P. Marsk"


def test_a_surname_that_several_bear_means_who_holds_an_office() -> None:
    assert persons("Ilena Marsk", ("Pieter Marsk", None, "mayor")).name_of("Marsk") == "Pieter Marsk"


def test_a_surname_that_several_bear_means_the_one_of_that_gender() -> None:
    found = persons(("Ilena Marsk", "she", None), ("Pieter Marsk", "he", "mayor"))
    assert found.name_of("Marsk", "she") == "Ilena Marsk"


def test_a_surname_with_a_title_means_nobody_of_the_other_gender() -> None:
    assert persons(("Ilena Marsk", "she", None)).name_of("Marsk", "he") is None


def test_a_surname_that_several_bear_means_who_is_named_most_by_far() -> None:
    assert persons(*["Ilena Marsk"] * 4, "Pieter Marsk", "Jon Marsk").name_of("Marsk") == "Ilena Marsk"


def test_a_surname_that_several_bear_alike_means_nobody_known() -> None:
    assert persons("Ilena Marsk", "Pieter Marsk").name_of("Marsk") is None


def test_a_son_is_not_his_father() -> None:
    found = persons("Pieter Marsk", "Pieter Marsk Jr.")
    assert found.name_of("Marsk Jr.") == "Pieter Marsk Jr."
    assert found.name_of("Marsk") == "Pieter Marsk"


def test_nobody_is_known_by_a_name_that_was_not_given() -> None:
    assert persons("Ilena Marsk").name_of("Braslav") is None
    assert "Ilena Marsk" in persons("Ilena Marsk")
    assert "Marsk" not in persons("Ilena Marsk")


def test_in_a_pile_a_surname_joins_the_one_bearer_who_holds_its_office() -> None:
    both = (("Pieter Marsk", "President"), ("Ilena Marsk", ""))
    assert met(*both, ("Marsk", "president"))["Pieter Marsk"] == ("Marsk", "Pieter Marsk")
    assert "Marsk" in met(*both, ("Marsk", ""))
    assert "Marsk" in met(("Pieter Marsk", "mayor"), ("Ilena Marsk", "mayor"), ("Marsk", "mayor"))


def test_in_a_pile_a_surname_joins_the_bearer_of_its_office_who_is_named_most_by_far() -> None:
    found = met(*[("Pieter Marsk", "mayor")] * 10, ("Ilena Marsk", "mayor"), ("Marsk", "mayor"))
    assert found["Pieter Marsk"] == ("Marsk", "Pieter Marsk")


def test_what_one_article_calls_somebody_is_not_the_name_of_another() -> None:
    rows = [
        Named("Pieter Marsk", "person", ("Pieter Marsk", "Marsk"), ("mayor",)),
        Named("Ilena Marsk", "person", ("Ilena Marsk", "Marsk"), ()),
        Named("Marsk", "person", ("Marsk",), ("mayor",)),
    ]
    found = {one.name: one.names for one in actors(Record("art", (), (), (row,)) for row in rows)}
    assert found == {"Pieter Marsk": ("Marsk", "Pieter Marsk"), "Ilena Marsk": ("Ilena Marsk",)}


def test_a_president_is_not_the_first_lady_of_that_name() -> None:
    found = persons(("Ilena Marsk", "she", "first lady"))
    for _ in range(3):
        found.meet_titled("Marsk", "President")
    assert found.name_of("Marsk", role="President") == "Marsk"
    assert found.name_of("Ilena Marsk") == "Ilena Marsk"


def test_a_mayor_named_in_full_is_who_bears_the_office_alone() -> None:
    found = persons(("Ilena Marsk", None, "mayor"))
    found.meet_titled("Marsk", "Mayor")
    assert found.name_of("Marsk", role="Mayor") == "Ilena Marsk"


def test_a_surname_alone_is_whom_ten_times_as_many_articles_name() -> None:
    often = [("Pieter Marsk", "")] * 10
    assert "Marsk" in met(*often, ("Ilena Marsk", ""), ("Marsk", ""))["Pieter Marsk"]
    assert "Marsk" in met(*often[:9], ("Ilena Marsk", ""), ("Marsk", ""))


def test_a_name_that_is_hardly_ever_more_than_one_word_is_no_surname() -> None:
    often = [("Lowfield", "")] * 10
    assert met(*often, ("Free Lowfield", "")) == {"Free Lowfield": ("Free Lowfield", "Lowfield")}
    assert met(*often, ("Lowfield", ""), ("Free Lowfield", "")).keys() == {"Lowfield", "Free Lowfield"}


def test_the_roles_that_most_articles_give_come_first_each_once() -> None:
    given = ["treasurer", "Sen.", "Sen.", "mayor", "mayor", "Mayor", "aide", "Mayor", "sen"]
    rows = (Named("Ilena Marsk", "person", ("Ilena Marsk",), (role,)) for role in given)
    (found,) = actors(Record("art", (), (), (row,)) for row in rows)
    assert found.roles == ("Mayor", "Sen.", "aide", "treasurer")
