"""Printed forms tied to the package that carries their data."""

from dataclasses import replace
from pathlib import Path

import pytest

from hrdesk.domain.acts import Act
from hrdesk.domain.seeds import CheckState, SelfCheck
from hrdesk.domain.staff import Agency, Officer, Tier
from hrdesk.errors import Fault, InputError
from hrdesk.services.agency.agencies import agency_id
from hrdesk.services.packages import drafts, sealing
from hrdesk.services.post import fingerprint
from tests.factory import record_id
from tests.services.steps import accepted, change, nominated
from tests.services.three_offices import CHILD, FIRST, YEAR, City, teacher


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


def test_a_package_sealed_without_a_child_office_is_final_until_that_office_hands_in(city: City, tmp_path: Path) -> None:
    sealed = sealing.seal(city.first, drafts.submission(city.first, YEAR, "所屬另送"), tmp_path)
    assert fingerprint.of_form(city.first, "annex1", YEAR) == sealed.parcel.data[:16] != ""
    again = sealing.seal(city.first, drafts.submission(city.first, YEAR, "說法不同"), tmp_path)
    assert (again.fresh, again.parcel) == (False, sealed.parcel)
    accepted(city, city.child, drafts.submission(city.child, YEAR), city.first)
    assert fingerprint.of_form(city.first, "annex1", YEAR) == ""


def test_a_list_that_could_not_be_sealed_now_is_a_draft(city: City) -> None:
    nominated(city)
    assert fingerprint.of_form(city.first, "award-list", YEAR) != ""
    change(city.first, SelfCheck, record_id(f"check {FIRST}"), state=CheckState.DRAFT)
    assert fingerprint.of_form(city.first, "award-list", YEAR) == ""


def test_a_fault_that_is_no_missing_data_is_told(city: City) -> None:
    nominated(city)
    change(city.first, Agency, agency_id(FIRST), tier=Tier.SECOND)
    with pytest.raises(InputError) as caught:
        fingerprint.of_form(city.first, "award-list", YEAR)
    assert caught.value.fault is Fault.WRONG_WORKSPACE
