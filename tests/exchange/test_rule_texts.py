"""The texts of rule files: what is written is read again, whatever stands in it."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hrdesk.domain.collected import Stage
from hrdesk.domain.rulebook import Contact, DueDay, Notice
from hrdesk.exchange import rule_texts

TEXTS = st.text(st.characters(exclude_categories=["Cs"]), max_size=20)
DAYS = st.dates(date(2012, 1, 1), date(2099, 12, 31))
DUES = st.builds(DueDay, year=st.integers(1, 999), stage=st.sampled_from(Stage), day=DAYS, document=TEXTS)


@given(
    st.builds(
        Notice,
        contact=st.builds(Contact, unit=TEXTS, person=TEXTS, phone=TEXTS, email=TEXTS, hours=TEXTS),
        dues=st.tuples(DUES, DUES),
    )
)
def test_a_notice_comes_back(notice: Notice) -> None:
    assert rule_texts.notice_in(rule_texts.notice_text(notice)) == notice


@given(st.dictionaries(DAYS, st.booleans(), min_size=1, max_size=20))
def test_office_days_come_back(days: dict[date, bool]) -> None:
    text = rule_texts.days_text(days)
    assert rule_texts.days_in(text) == days
    assert text.decode().startswith("西元日期,星期,是否放假,備註\n")


@pytest.mark.parametrize(
    ("contact", "known"), [(Contact(), False), (Contact(unit="科", hours="上班"), False), (Contact(phone="1"), True), (Contact(email="a@b"), True)]
)
def test_who_can_be_reached_is_known(contact: Contact, known: bool) -> None:
    assert contact.known is known
