"""Two people at one self-check: neither saves over the other without seeing what was saved."""

from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication

from hrdesk.domain.record import EvidenceId
from hrdesk.domain.seeds import Answer, CheckAnswer
from hrdesk.domain.staff import Officer
from hrdesk.services.core import words
from hrdesk.services.people import evidence
from hrdesk.services.teachers import merits, self_check, self_check_form
from hrdesk.ui.kit.comparing import Comparing
from hrdesk.ui.pages.self_check.page import SelfCheckPage
from tests.services.book import PDF, YEAR
from tests.ui.driving import Driver
from tests.ui.pages.self_check.driving import DAY, answers, fill, saved

THEIRS = CheckAnswer("e1", Answer.NO, None, "對方寫的")


def meanwhile(driver: Driver, teacher: Officer, given: CheckAnswer = THEIRS) -> None:
    """Let somebody else save a line that this screen was read before."""
    driver.ask(lambda desk: self_check_form.fill(desk, teacher.id, YEAR, given))


def met(driver: Driver, page: SelfCheckPage, detail: str = "我寫的") -> Comparing:
    """Answer the same line otherwise, and return the question that follows."""
    card = page.view.cards["e1"]
    card.choices[Answer.YES].click()
    card.detail.setPlainText(detail)
    page.view.saver.flush()
    driver.settle()
    return driver.dialog(Comparing)


def test_both_answers_are_shown_and_each_part_is_chosen(driver: Driver, page: SelfCheckPage, teacher: Officer) -> None:
    meanwhile(driver, teacher)
    dialog = met(driver, page)
    no, yes = words.label(Answer.NO), words.label(Answer.YES)
    assert [(one.label, one.theirs, one.mine) for one in dialog.pairs] == [("檢核結果", no, yes), ("具體辦理情形", "對方寫的", "我寫的")]
    assert answers(driver, teacher)["e1"] == THEIRS, "nothing is saved yet"
    dialog.choices["detail"][0].setChecked(True)
    dialog.finish()
    saved(driver, page)
    assert answers(driver, teacher)["e1"] == CheckAnswer("e1", Answer.YES, None, "對方寫的") == page.view.cards["e1"].value


def test_how_often_something_occurred_goes_with_that_it_did(driver: Driver, page: SelfCheckPage, teacher: Officer) -> None:
    meanwhile(driver, teacher, CheckAnswer("e5", Answer.YES, 2))
    page.view.cards["e5"].choices[Answer.NO].click()
    page.view.saver.flush()
    driver.settle()
    dialog = driver.dialog(Comparing)
    assert [(one.theirs, one.mine) for one in dialog.pairs] == [("有發生 2 次", "未發生")]
    dialog.choose_all(mine=False)
    dialog.finish()
    driver.settle()
    assert answers(driver, teacher)["e5"] == CheckAnswer("e5", Answer.YES, 2) == page.view.cards["e5"].value


def test_going_back_keeps_what_was_typed_and_asks_again(driver: Driver, page: SelfCheckPage, teacher: Officer) -> None:
    meanwhile(driver, teacher)
    met(driver, page).reject()
    page.reload()
    driver.settle()
    assert page.view.cards["e1"].detail.toPlainText() == "我寫的"
    dialog = met(driver, page, "再寫")
    dialog.choose_all(mine=False)
    dialog.finish()
    driver.settle()
    assert answers(driver, teacher)["e1"] == THEIRS == page.view.cards["e1"].value


def test_another_line_is_no_matter(driver: Driver, page: SelfCheckPage, teacher: Officer) -> None:
    meanwhile(driver, teacher, CheckAnswer("e2", Answer.NO))
    page.view.cards["e1"].choices[Answer.YES].click()
    saved(driver, page)
    assert set(answers(driver, teacher)) == {"e1", "e2"}
    page.view.cards["e1"].choices[Answer.NO].click()
    page.view.saver.flush()
    page.view.cards["e1"].detail.setPlainText("接著寫")
    saved(driver, page)
    assert answers(driver, teacher)["e1"] == CheckAnswer("e1", Answer.NO, None, "接著寫"), "the own lines before are no other's"


@pytest.fixture
def proof(driver: Driver, tmp_path: Path) -> EvidenceId:
    """Return the id of a file taken in."""
    (tmp_path / "佐證.pdf").write_bytes(PDF)
    return driver.ask(lambda desk: evidence.take_in(desk, tmp_path / "佐證.pdf")[1])


def test_a_section_is_compared_alike(driver: Driver, page: SelfCheckPage, teacher: Officer, proof: EvidenceId) -> None:
    driver.ask(lambda desk: merits.keep(desk, teacher.id, YEAR, "other", "對方寫的", (proof,)))
    page.view.merits["other"].text.setPlainText("我寫的")
    page.view.saver.flush()
    driver.settle()
    dialog = driver.dialog(Comparing)
    assert [one.label for one in dialog.pairs] == ["具體事蹟", "佐證"]
    dialog.finish()  # the own text, the other's file: each where only one of them said something
    saved(driver, page)
    assert driver.ask(lambda desk: merits.section_now(desk, teacher.id, YEAR, "other")) == ("我寫的", (proof,))


def test_the_same_from_both_is_asked_of_nobody(driver: Driver, page: SelfCheckPage, teacher: Officer) -> None:
    meanwhile(driver, teacher, CheckAnswer("e1", Answer.YES))
    page.view.cards["e1"].choices[Answer.YES].click()
    saved(driver, page)
    assert not [one for one in QApplication.topLevelWidgets() if isinstance(one, Comparing)]
    page.view.cards["e1"].detail.setPlainText("再補充")
    saved(driver, page)
    assert answers(driver, teacher)["e1"].detail == "再補充"


def test_a_form_submitted_meanwhile_stays_submitted(driver: Driver, page: SelfCheckPage, teacher: Officer) -> None:
    driver.ask(lambda desk: fill(desk, teacher))
    page.reload()
    driver.settle()
    driver.ask(lambda desk: self_check.submit(desk, teacher.id, YEAR, DAY))
    page.view.cards["e1"].detail.setPlainText("晚到的字")
    page.view.saver.flush()
    driver.settle()
    assert "已經送出" in page.view.cards["e1"].wrong.text()
    assert answers(driver, teacher)["e1"].detail == ""
