"""機關代碼 in a form: ten characters, judged as they are typed."""

from typing_extensions import override

from hrdesk.domain.staff import Tier
from hrdesk.errors import HrdeskError
from hrdesk.services.agency import agencies
from hrdesk.services.core import words
from hrdesk.ui.kit.fields import LineField


class AgencyCode(LineField):
    """機關代碼; small letters count as capitals."""

    @override
    def fault(self) -> str:
        """Return what is wrong with the code, or nothing."""
        if not self.value and not self.required:
            return ""
        try:
            agencies.new_agency(self.code, self.label, Tier.FIRST)
        except HrdeskError as error:
            return words.in_window(error)
        return ""

    @property
    def code(self) -> str:
        """Return the code as it is kept."""
        return self.value.upper()
