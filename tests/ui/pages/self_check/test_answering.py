"""Self-checks kept as one types, submitted when whole, reviewed and approved by the head, a teacher's own form alone."""

from dataclasses import replace
from datetime import date

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QPushButton

from hrdesk.domain.acts import Act
from hrdesk.domain.members import Access, Member, member_id
from hrdesk.domain.seeds import Answer, CheckAnswer, CheckState
from hrdesk.domain.staff import Officer
from hrdesk.domain.values import Explanation, Key
from hrdesk.services.core.desk import Desk
from hrdesk.services.teachers import coaching, self_check
from hrdesk.ui.kit.dialogs import Ask, Confirm
from hrdesk.ui.pages.self_check.line_card import LineCard
from hrdesk.ui.pages.self_check.page import SelfCheckPage
from tests.services.book import YEAR, appointed, hire
from tests.ui.driving import Driver
from tests.ui.pages.self_check.driving import DAY, answers, fill, held, saved, seed


def test_nobody_to_check_says_what_to_do_first(driver: Driver) -> None:
    page = SelfCheckPage(driver.bench)
    driver.open(page)
    assert not page.view.isVisible()
    page.submit()
    page.approve()
    page.print_form()
    page.take_back()


def test_every_line_stands_word_for_word(driver: Driver, page: SelfCheckPage) -> None:
    pack = driver.ask(lambda desk: desk.rules(DAY))
    assert [card.line.item.text for card in page.view.cards.values()] == [item.text for item in (*pack.items, *pack.competencies)]
    assert list(page.view.merits) == [line.code for line in pack.merit_sections]
    assert list(page.view.links) == [item.code for item in (*pack.items, *pack.competencies)]
    driver.looked_over(page)


def test_answer_is_kept_by_itself_and_taken_back(driver: Driver, page: SelfCheckPage, teacher: Officer) -> None:
    card = page.view.cards["e1"]
    card.choices[Answer.YES].click()
    card.detail.setFocus()
    QTest.keyClicks(card.detail, "abc")
    assert page.view.saved.text() == "儲存中…"
    assert page.view.saver.holds("e1")
    saved(driver, page)
    assert answers(driver, teacher) == {"e1": CheckAnswer("e1", Answer.YES, None, "abc")}
    assert (page.view.progress.text(), page.view.chip.text) == ("已填 1 / 16 項", "草稿")
    assert [(row.state, row.answered) for row in page.grid.table.records()] == [(CheckState.DRAFT, 1)]
    driver.bench.undo()
    driver.settle()
    assert held(driver, teacher) is None
    assert (card.value, page.view.chip.text) == (CheckAnswer("e1"), "未填")


def test_what_is_typed_while_it_is_read_again_stays(driver: Driver, page: SelfCheckPage, teacher: Officer) -> None:
    card = page.view.cards["c1"]
    card.detail.setPlainText("第一段")
    page.view.saver.flush()
    card.detail.setPlainText("第一段，第二段")
    driver.settle()
    assert card.detail.toPlainText() == "第一段，第二段"
    page.hide()
    driver.settle()
    assert answers(driver, teacher)["c1"].detail == "第一段，第二段"


def test_reversed_item_asks_for_a_count_only_where_something_occurred(driver: Driver, page: SelfCheckPage, teacher: Officer) -> None:
    card = page.view.cards["e5"]
    assert [button.text() for button in card.choices.values()] == ["有發生", "未發生", "不適用"]
    assert not card.count.isVisible()
    card.choices[Answer.YES].click()
    assert card.count.isVisible()
    saved(driver, page)
    assert page.view.progress.text() == "已填 0 / 16 項"  # without its count the line is open
    driver.press(page, "第 5 項的發生次數")
    assert card.count.hasFocus()
    QTest.keyClicks(card.count, "2")
    saved(driver, page)
    assert answers(driver, teacher)["e5"] == CheckAnswer("e5", Answer.YES, 2)
    assert "e5" not in page.view.links
    card.choices[Answer.NO].click()
    assert not card.count.isVisible()
    saved(driver, page)
    assert answers(driver, teacher)["e5"] == CheckAnswer("e5", Answer.NO)
    assert not page.view.cards["e1"].count.isVisible()


def test_facts_suggest_and_answer_why(driver: Driver, page: SelfCheckPage, teacher: Officer) -> None:
    item = driver.ask(lambda desk: replace(coaching.new_coaching(desk, teacher.id, date(2026, 3, 2), 540, 600, "範例文化局"), item=1, problem="不能更新"))
    driver.ask(lambda desk: coaching.coach(desk, item))
    page.reload()
    driver.settle()
    card = page.view.cards["e1"]
    assert card.suggestion.text == "建議：部分符合"
    card.choices[Answer.YES].click()
    saved(driver, page)
    assert card.suggestion.text == "建議：符合"
    told: list[tuple[str, str, Explanation[object]]] = []
    gone: list[tuple[str, Key]] = []
    driver.bench.explained.connect(lambda *given: told.append(given))
    driver.bench.placed.connect(lambda *given: gone.append(given))
    driver.press(card, "為什麼？")
    driver.press(card, "115/03/02：不能更新")
    assert [(title, value) for title, value, _ in told] == [("陸三(四)1", "符合")]
    assert gone == [("coaching", Key("Coaching", item.id))]


def test_open_lines_keep_from_submitting_and_a_click_jumps_there(driver: Driver, page: SelfCheckPage, teacher: Officer) -> None:
    driver.ask(lambda desk: fill(desk, teacher))
    driver.ask(lambda desk: self_check.answer(desk, teacher.id, YEAR, [CheckAnswer("c7")]))
    page.reload()
    driver.settle()
    told: list[str] = []
    driver.bench.told.connect(lambda sentence, _: told.append(sentence))
    driver.press(page, "送出")
    assert told == ["還有 1 項沒有填完，填完才能送出"]
    card = page.view.cards["c7"]
    assert card.choices[Answer.YES].hasFocus()
    page.view.area.verticalScrollBar().setValue(0)
    driver.press(page, "第 14 項")
    assert page.view.area.verticalScrollBar().value() > 0
    card.choices[Answer.YES].click()
    page.view.saver.flush()
    driver.settle()
    assert page.view.links == {}
    driver.press(page, "送出")
    driver.press(driver.dialog(Confirm), "送出")
    found = held(driver, teacher)
    assert found is not None
    assert (found.state, found.submitted) == (CheckState.SUBMITTED, DAY)
    assert not card.choices[Answer.YES].isEnabled()
    assert card.detail.isReadOnly()
    assert page.view.told.text().startswith("已於 115/11/20 送出")
    driver.press(page, "取回修改")
    assert page.view.chip.text == "草稿"
    assert card.choices[Answer.YES].isEnabled()


def test_head_reviews_approves_and_sends_back_with_a_reason(driver: Driver, page: SelfCheckPage, teacher: Officer) -> None:
    driver.ask(lambda desk: fill(desk, teacher))
    driver.ask(lambda desk: self_check.submit(desk, teacher.id, YEAR, DAY))
    page.reload()
    driver.settle()
    page.view.cards["c2"].reviews[False].click()
    driver.settle()
    assert answers(driver, teacher)["c2"].met is False
    driver.press(page, "核章…")
    ask = driver.dialog(Ask)
    driver.looked_over(ask)
    ask.fields[0].set_text("李小華")
    driver.press(ask, "核章")
    found = held(driver, teacher)
    assert found is not None
    assert (found.state, found.approved_by, found.approved) == (CheckState.APPROVED, "李小華", DAY)
    assert {one.item: one.met for one in found.answers}["c2"] is False
    assert sum(bool(one.met) for one in found.answers) == 15
    assert not page.view.cards["c2"].reviews[True].isEnabled()
    assert "由 李小華 核章" in page.view.told.text()
    driver.press(page, "退回…")
    ask = driver.dialog(Ask)
    ask.fields[0].set_text("次數有誤")
    driver.press(ask, "退回")
    assert page.view.chip.text == "草稿"
    driver.bench.undo()
    driver.settle()
    assert held(driver, teacher) == found


def test_refusal_stands_on_the_line_and_the_words_stay(driver: Driver, page: SelfCheckPage, teacher: Officer) -> None:
    driver.ask(lambda desk: fill(desk, teacher))
    driver.ask(lambda desk: self_check.submit(desk, teacher.id, YEAR, DAY))
    driver.ask(lambda desk: self_check.approve(desk, teacher.id, YEAR, DAY, by="李小華"))
    card = page.view.cards["e1"]  # the page does not know yet
    card.detail.setPlainText("太遲了")
    page.view.saver.flush()
    driver.settle()
    assert "已經核章" in card.wrong.text()
    assert page.view.saved.text() == "未儲存"
    assert card.detail.toPlainText() == "太遲了"


def test_another_teacher_is_chosen_and_nothing_of_the_first_is_lost(driver: Driver, page: SelfCheckPage, teacher: Officer) -> None:
    other = driver.ask(lambda desk: seed(desk, "陳𡍼明"))
    page.reload()
    driver.settle()
    assert page._count.text() == "已核章 0 / 2 人"
    page.view.cards["e1"].detail.setPlainText("甲")
    page.grid.select(lambda row: row.id == other.id)
    driver.settle()
    assert (page.view.name, page.view.cards["e1"].detail.toPlainText()) == ("陳𡍼明", "")
    assert answers(driver, teacher)["e1"].detail == "甲"
    page.open(Key("Officer", teacher.id))
    driver.settle()
    assert (page.view.name, page.view.cards["e1"].detail.toPlainText()) == ("王小明", "甲")
    found = held(driver, teacher)
    assert found is not None
    page.open(Key("Officer", other.id))
    driver.settle()
    page.open(Key("SelfCheck", found.id))
    driver.settle()
    assert page.view.name == "王小明"


def test_closed_year_is_read_only(driver: Driver, page: SelfCheckPage, teacher: Officer) -> None:
    driver.ask(lambda desk: appointed(desk, hire(desk, "李小華"), date(2024, 1, 1)))
    driver.bench.set_year(113)
    driver.settle()
    assert page.view.name == "李小華"
    card = page.view.cards["e1"]
    assert not card.choices[Answer.YES].isEnabled()
    assert card.detail.isReadOnly()
    assert page.view.merits["other"].text.isReadOnly()
    assert not page.actions_by_key["submit"].isEnabled()


def test_seed_teacher_sees_the_own_form_alone_and_cannot_approve(driver: Driver, teacher: Officer) -> None:
    def fill_in(desk: Desk) -> None:
        other = seed(desk, "陳𡍼明")
        fill(desk, other)
        fill(desk, teacher)
        self_check.submit(desk, teacher.id, YEAR, DAY)
        with desk.store.write(Act.ADMIT) as tx:
            tx.put(Member(id=member_id(desk.who), name=desk.who, access=Access.TEACHER, officer=teacher.id))

    driver.ask(fill_in)
    driver.bench.signed = replace(driver.bench.signed, access=Access.TEACHER, officer=teacher.id)
    page = SelfCheckPage(driver.bench)
    driver.open(page)
    assert not page.grid.isVisible()
    assert [row.officer.name for row in page.grid.table.records()] == ["王小明"]
    assert page.view.name == "王小明"
    assert not {"approve", "back", "write", "read"} & set(page.actions_by_key)
    card = page.view.cards["e1"]
    assert not card.reviews[True].isVisible()
    assert not [one for one in page.view.findChildren(QPushButton) if one.isVisible() and "種籽訓練" in one.text()]
    driver.press(page, "取回修改")
    card.choices[Answer.NO].click()
    page.view.saver.flush()
    driver.settle()
    assert answers(driver, teacher)["e1"].answer is Answer.NO


def test_scheme_is_followed_by_the_states(driver: Driver, page: SelfCheckPage) -> None:
    from PySide6.QtWidgets import QApplication

    from hrdesk.ui.kit import theme
    from hrdesk.ui.kit.theme import Scheme

    app = QApplication.instance()
    assert isinstance(app, QApplication)
    before = page.view.chip._sign.pixmap().toImage()
    theme.apply(app, Scheme.LIGHT if theme.is_dark() else Scheme.DARK)
    driver.settle()
    changed = page.view.chip._sign.pixmap().toImage() != before
    theme.apply(app, Scheme.SYSTEM)
    assert changed


def test_keys_choose_an_answer(driver: Driver, page: SelfCheckPage, teacher: Officer) -> None:
    card: LineCard = page.view.cards["e2"]
    page.view.jump("e2")
    QTest.keyClick(card.choices[Answer.YES], Qt.Key.Key_Space)
    saved(driver, page)
    assert answers(driver, teacher)["e2"].answer is Answer.YES
