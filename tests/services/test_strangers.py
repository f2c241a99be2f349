"""A package with records of another agency is told with codes and Chinese words alone."""

from datetime import date

import pytest

from hrdesk.domain.package import PackageKind
from hrdesk.domain.record import AgencyId, Record
from hrdesk.domain.staff import Agency, Officer
from hrdesk.services.agency.snapshot import Given, by_kind
from hrdesk.services.agency.strangers import sentence
from hrdesk.services.packages.merging import merge
from tests.factory import record_id, sample

SENDER, OTHER = AgencyId(record_id("sender")), AgencyId(record_id("other"))
AGENCIES: tuple[Record, ...] = (sample(Agency, id=SENDER, code="379110000B"), sample(Agency, id=OTHER, code="990300100G"))


def test_two_records_of_one_stranger_have_one_reason() -> None:
    records = by_kind((*AGENCIES, *(sample(Officer, id=record_id(name), agency=OTHER) for name in ("one", "two"))))
    (refusal,) = merge(Given({}), PackageKind.SUBMISSION, 115, records, (SENDER,), date(2026, 3, 2)).refusals
    assert "990300100G" in str(refusal.facts["what"])


@pytest.mark.parametrize(
    ("agencies", "agency", "upward", "told"),
    [
        (AGENCIES, OTHER, True, "內含 990300100G 的資料，但本工作區的機關清單沒有把它列為 379110000B 的所屬，請先在機關登錄加入"),
        ((), OTHER, True, "內含 其他機關 的資料，但本工作區的機關清單沒有把它列為 寄件機關 的所屬，請先在機關登錄加入"),
        (AGENCIES, OTHER, False, "內含 990300100G 的資料，不是本機關或所屬的"),
        (AGENCIES, SENDER, True, "人事人員的識別碼已由其他機關使用"),
    ],
)
def test_a_stranger_is_told_by_its_code(agencies: tuple[Record, ...], agency: AgencyId, upward: bool, told: str) -> None:
    record = sample(Officer, agency=agency)
    assert sentence(by_kind((*agencies, record)), record, (SENDER,), upward=upward) == told
