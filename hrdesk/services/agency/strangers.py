"""Records of agencies that a package may not speak for, told with the agencies' codes."""

from collections.abc import Sequence

from hrdesk.domain.record import AgencyId, Record
from hrdesk.domain.staff import Agency
from hrdesk.services.agency.snapshot import Records
from hrdesk.services.core import words


def sentence(records: Records, record: Record, allowed: Sequence[AgencyId], *, upward: bool) -> str:
    """Return why a record of a package may not be written: its agency is not listed under the sender, or its id is another agency's here.

    `allowed` begins with the sender of an `upward` package; codes come from the agencies that the package brings along.
    """
    codes = {one.id: one.code for one in records.get(Agency.__name__, ()) if isinstance(one, Agency)}
    agency = AgencyId(str(getattr(record, "agency", "")))
    if agency in allowed:
        return f"{words.kind_label(type(record).__name__)}的識別碼已由其他機關使用"
    code = codes.get(agency, "其他機關")
    if upward:
        sender = codes.get(allowed[0], "寄件機關")
        return f"內含 {code} 的資料，但本工作區的機關清單沒有把它列為 {sender} 的所屬，請先在機關登錄加入"
    return f"內含 {code} 的資料，不是本機關或所屬的"
