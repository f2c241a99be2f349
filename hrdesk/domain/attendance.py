"""Attendance under one name: participation, certified hours, 未到課 and 到課出席率 (伍一(一), 陸二), each in a module of its own."""

from hrdesk.domain.absence import AbsenceCase, CaseState, Consequence, absence_cases, owes_report
from hrdesk.domain.certified import certified_minutes, certified_session_minutes, certified_total
from hrdesk.domain.participation import Participation, participation
from hrdesk.domain.rates import Rate, attendance_rate

__all__ = [
    "AbsenceCase",
    "CaseState",
    "Consequence",
    "Participation",
    "Rate",
    "absence_cases",
    "attendance_rate",
    "certified_minutes",
    "certified_session_minutes",
    "certified_total",
    "owes_report",
    "participation",
]
