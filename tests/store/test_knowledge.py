"""What the understanding of questions learns from an archive."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from assistant.model.knowledge import Knowledge, KnownOrganisation
from assistant.model.source import Source
from assistant.store import knowledge as module
from assistant.store.store import Store
from tests.store import archives


@pytest.fixture(scope="module", params=["all names at once", "candidates only"])
def known(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Knowledge]:
    """The two bureaus, as a small archive and as a large one is looked up."""
    path: Path = tmp_path_factory.mktemp("archive") / "a.db"
    with Store.open(path, write=True) as store:
        store.save(*archives.two_bureaus())
    with pytest.MonkeyPatch.context() as patch, Store.open(path) as store:
        if request.param == "candidates only":
            patch.setattr(module, "_FEW_NAMES", 3)
            patch.setattr(module, "_FEW_HELD", 3)
        yield store.knowledge()


def test_years_and_size(known: Knowledge) -> None:
    """Years ascending; tables are counted, not projects."""
    assert known.years() == (2023, 2024, 2025)
    assert known.size() == 15


def test_an_empty_archive(tmp_path: Path) -> None:
    """Nothing is known, and nothing fails."""
    Store.open(tmp_path / "a.db", write=True).close()
    with Store.open(tmp_path / "a.db") as store:
        known = store.knowledge()
        assert (known.years(), known.size(), list(known.organisations())) == ((), 0, [])
        assert (list(known.projects_like("经费")), list(known.fund_labels()), known.mentions("经费")) == ([], [], 0)
        assert list(known.rows_like("满意度")) == []


def test_names_like_a_text(known: Knowledge) -> None:
    """The likeliest first, each name once with its years."""
    first = known.projects_like("图书馆免费开放多少钱")[:2]
    assert {project.name for project in first} == {"公共图书馆免费开放经费", "公共图书馆免费开放补助经费"}
    assert {project.series for project in first} == {"公共图书馆免费开放"}
    assert sorted(project.years for project in first) == [(2023, 2024), (2025,)]
    (allowance, *_) = known.projects_like("高龄津贴")
    assert (allowance.name, allowance.years, allowance.unit_code) == ("高龄老人津贴", (2023, 2024, 2025), "410")
    assert known.projects_like("高領老人")[0].name == "高龄老人津贴"


def test_names_exactly(known: Knowledge) -> None:
    """Width and blanks aside; in the order of documents; what does not exist is left out."""
    names = [project.name for project in known.projects_named(["乡镇敬老院改造提升项目", "高龄 老人津贴", "没有"])]

    assert names == ["高龄老人津贴", "乡镇敬老院改造提升项目"]
    assert list(known.projects_named([])) == []


def test_words_of_the_archive(known: Knowledge) -> None:
    """Organisations with their codes; labels, units and attributes, the commonest first."""
    assert KnownOrganisation("云岭县图书馆", "445002", True) in known.organisations()
    assert KnownOrganisation("云岭县民政局", "410", False) in known.organisations()
    assert len(known.organisations()) == 5
    assert set(known.fund_labels()[:2]) == {"财政拨款", "其他资金"}
    assert set(known.fund_labels()) == {"财政拨款", "上级资金", "县级资金", "其他资金"}
    assert known.value_units()[0] == "%"
    assert "经常性项目" in known.attributes()


def test_rows_like_a_text(known: Knowledge) -> None:
    """By name or value, the likeliest first; of some projects, all their rows."""
    rows = known.rows_like("送戏下乡的演出场次定了多少")
    assert [row.level3 for row in rows[:3]] == ["演出场次"] * 3
    assert [row.year for row in rows[:3]] == [2025, 2024, 2023]
    assert "明显提高" in {row.value for row in known.rows_like("填明显提高的")}
    of_project = known.rows_like("满意度", ["高龄老人津贴"])
    assert len(of_project) == 30
    assert of_project[0].level3 == "享受津贴老人满意度"
    assert len(known.rows_like("满意度", ["高龄老人津贴"], limit=4)) == 4


def test_where_words_stand(known: Knowledge) -> None:
    """In how many tables, and in which; single characters and parts of words too."""
    assert known.mentions("高龄老人津贴") == len(known.where("高龄老人津贴")) == 3
    assert known.mentions("火箭") == 0
    assert not known.occurs("火箭")
    assert not known.occurs("")
    assert known.occurs("戏")
    assert known.occurs("ＡＢ") == known.occurs("ab")
    assert list(known.size_of("高龄", "火箭", "戏楼")) == [known.mentions("高龄"), 0, 1]


def test_names_of_units_are_no_words_of_cells(known: Knowledge) -> None:
    """What stands only in the head beside the name is not full text."""
    assert known.mentions("云岭县文化和旅游局") == 0


def test_the_same_name_of_two_units_is_told_apart(tmp_path: Path) -> None:
    """Two schools may have a project of one name."""
    source, (table, *_) = archives.two_bureaus()
    with Store.open(tmp_path / "a.db", write=True) as store:
        store.save(source, [replace(table, unit="一小"), replace(table, unit="二小")])
        assert [project.unit for project in store.knowledge().projects_named([table.project])] == ["一小", "二小"]


def test_texts_come_folded(tmp_path: Path) -> None:
    """Half width, whatever the document printed."""
    source, (table, *_) = archives.two_bureaus()
    with Store.open(tmp_path / "a.db", write=True) as store:
        store.save(source, [replace(table, project="养护（一期）")])
        (project,) = store.knowledge().projects_like("养护")
        assert project.name == "养护(一期)"
        assert store.find(project.name)[0].project == "养护（一期）"


def test_saving_makes_new_names_known(tmp_path: Path) -> None:
    """A store that writes forgets what it knew."""
    source, (table, *_) = archives.two_bureaus()
    with Store.open(tmp_path / "a.db", write=True) as store:
        store.save(source, [table])
        assert store.knowledge().size() == 1
        store.save(Source("b", "b"), [replace(table, project="另一个", year=2030)])
        assert store.knowledge().years() == (2023, 2030)
        assert store.knowledge().projects_named(["另一个"])
