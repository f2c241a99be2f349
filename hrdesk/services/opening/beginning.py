"""What a new book wants first: who works here, how many there should be, and a seed teacher. Told until there is somebody on the roster."""

from dataclasses import dataclass

from hrdesk.domain.minguo import year_end
from hrdesk.domain.offices import WorkspaceKind
from hrdesk.domain.seeds import Appointment
from hrdesk.domain.staff import Headcount, Officer
from hrdesk.services.agency.agencies import head_count
from hrdesk.services.core.desk import Desk


@dataclass(frozen=True, slots=True)
class Step:
    """One thing to begin with: its name, why, the page on which it is done, and whether it is done."""

    name: str
    sentence: str
    page: str
    done: bool


def first_steps(desk: Desk, year: int) -> tuple[Step, ...]:
    """Return the three steps of a new book; none once somebody is on the roster, and none for the department, which keeps no roster to begin with."""
    own = desk.workspace.agency
    if desk.workspace.kind is WorkspaceKind.DEPARTMENT or desk.store.count(Officer):
        return ()
    kind = Headcount(desk.rules(year_end(year)).word("headcount_basis"))
    counted = head_count(desk, own, kind, year_end(year)) is not None
    return (
        Step("匯入人員名冊", "從 WebHR 匯出的名冊檔案讀入，或貼上試算表的內容。", "people", done=False),
        Step("登錄人事人員員額", "額度與種籽教師的應置人數都從員額算起（陸三(二)、肆四）。", "settings", counted),
        Step("指派種籽教師", "每一日至少要有一位；指派後即可產生異動通知（肆四、伍五）。", "seeds", desk.store.count(Appointment, agency=own) > 0),
    )
