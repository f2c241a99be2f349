"""The books that the pictures are taken of: the sample agency in December, the sample city at work in February, empty and full offices."""

from collections.abc import Callable
from contextlib import ExitStack
from functools import partial
from pathlib import Path

from benchmarks.books import NOW, PASSPHRASE, new_desk
from benchmarks.crowd import settle
from hrdesk.domain.offices import WorkspaceKind
from hrdesk.services.core.desk import Desk
from hrdesk.services.demo import city, city_flow
from hrdesk.services.demo.city_year import StoryClock
from hrdesk.services.demo.sample_office import open_sample
from hrdesk.services.opening import signing_in
from hrdesk.services.opening.workspace import create_workspace
from hrdesk.store.key_file import FLOOR

Progress = Callable[[int, int], None]
Opener = Callable[[Progress], Desk]
PEOPLE = 300
STEPS: tuple[tuple[int, int, bool, Callable[[city_flow.Flow, ExitStack], None]], ...] = (
    (1, 5, False, city_flow.found),
    (1, 6, False, lambda flow, _: city_flow.enrol(flow)),
    (1, 8, False, lambda flow, _: city_flow.live(flow)),
    (1, 8, True, lambda flow, _: city_flow.submit(flow)),
    (1, 22, True, lambda flow, _: city_flow.evaluate(flow)),
    (2, 2, True, lambda flow, _: city_flow.nominate(flow)),
)


def sample(away: Path) -> Opener:
    """Return what opens the sample agency as 試用範例資料 does."""
    return partial(open_sample, away / "sample")


def city_at_work(away: Path, kind: WorkspaceKind) -> Opener:
    """Return what opens the first office of a kind in the sample city once everyone has proposed whom to award and nothing is decided."""
    whole = city.load()
    office = next(one for one in whole.offices if one.kind is kind)

    def opener(progress: Progress) -> Desk:
        flow = city_flow.Flow(whole, away / "city", StoryClock(), cost=FLOOR)
        if not flow.out.exists():
            with ExitStack() as stack:
                for done, (month, day, after, step) in enumerate(STEPS):
                    progress(done, len(STEPS))
                    flow.day(month, day, next_year=after)
                    step(flow, stack)
        flow.day(2, 3, next_year=True)
        return signing_in.sign_in(flow.out / "workspaces" / office.folder, passphrase=whole.passphrase, who=office.who, now=flow.clock, progress=progress)

    return opener


def office(away: Path, count: int) -> Opener:
    """Return what opens a first-tier agency of `count` people on 20 November 115."""

    def opener(progress: Progress) -> Desk:
        folder = away / f"office-{count}"
        if not folder.exists():
            with new_desk(folder) as desk:
                if count:
                    settle(desk, count)
        return signing_in.sign_in(folder, passphrase=PASSPHRASE, now=lambda: NOW, progress=progress)

    return opener


def empty_department(away: Path) -> Opener:
    """Return what opens a department to which nobody has handed in anything."""

    def opener(progress: Progress) -> Desk:
        folder, kind = away / "department", WorkspaceKind.DEPARTMENT
        if not folder.exists():
            desk, _ = create_workspace(
                folder, code="379000000A", name="範例人事處", kind=kind, passphrase=PASSPHRASE, who="範例審核", now=lambda: NOW, cost=FLOOR
            )
            desk.close()
        return signing_in.sign_in(folder, passphrase=PASSPHRASE, now=lambda: NOW, progress=progress)

    return opener
