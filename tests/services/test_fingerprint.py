"""Printed forms tied to the package that carries their data."""

from dataclasses import replace
from pathlib import Path

from hrdesk.domain.acts import Act
from hrdesk.domain.staff import Officer
from hrdesk.services import drafts, fingerprint, sealing
from tests.services.three_offices import CHILD, YEAR, City, teacher


def test_nothing_sealed_is_a_draft(city: City) -> None:
    assert fingerprint.of_form(city.child, "annex1", YEAR) == ""
    assert fingerprint.of_form(city.department, "annex1", YEAR) == ""  # hands in to nobody


def test_a_form_carries_the_sealed_data_until_the_data_change(city: City, tmp_path: Path) -> None:
    sealed = sealing.seal(city.child, drafts.submission(city.child, YEAR), tmp_path)
    assert fingerprint.of_form(city.child, "annex1", YEAR) == sealed.parcel.data[:16] != ""
    assert fingerprint.of_form(city.child, "award-list", YEAR) == ""
    person = city.child.store.get(Officer, teacher(CHILD))
    assert person is not None
    with city.child.store.write(Act.EDIT) as tx:
        tx.put(replace(person, title="專員"))
    assert fingerprint.of_form(city.child, "annex1", YEAR) == ""


def test_data_that_could_not_be_sealed_now_are_a_draft(city: City, tmp_path: Path) -> None:
    sealing.seal(city.first, drafts.submission(city.first, YEAR, "所屬另送"), tmp_path)
    assert fingerprint.of_form(city.first, "annex1", YEAR) == ""
