"""試用範例資料: one agency of the sample city and the department it reports to, made in a throw-away folder and opened in late December."""

from collections.abc import Callable
from contextlib import ExitStack
from pathlib import Path

from hrdesk.domain.offices import WorkspaceKind
from hrdesk.services.core.desk import Desk
from hrdesk.services.demo import city, city_flow, city_year
from hrdesk.services.opening import signing_in
from hrdesk.store.key_file import FLOOR


def open_sample(folder: Path, progress: Callable[[int, int], None]) -> Desk:
    """Make a first-tier agency's book of the year, enrolled with its department, in an empty folder, and return it open.

    Its passphrase is the published one of the sample, so its keys are cheap to derive. `progress` may raise KeyboardInterrupt.
    """
    whole = city.load()
    office = next(one for one in whole.offices if one.kind is WorkspaceKind.FIRST_TIER)
    flow = city_flow.Flow(whole, folder, city_year.StoryClock(), only=frozenset({office.code, office.parent}), cost=FLOOR)
    with ExitStack() as stack:
        steps: tuple[Callable[[], None], ...] = (lambda: city_flow.found(flow, stack), lambda: city_flow.enrol(flow), lambda: city_flow.live(flow))
        for done, ((month, day), step) in enumerate(zip(((1, 2), (1, 5), (1, 6)), steps, strict=True)):
            progress(done, len(steps))
            flow.day(month, day)
            step()
    return signing_in.sign_in(folder / "workspaces" / office.folder, passphrase=whole.passphrase, who=office.who, progress=progress)
