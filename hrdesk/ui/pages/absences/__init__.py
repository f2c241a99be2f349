"""未到課: one case for every enrolment without attendance, its report (附表4), the first review and both consequences (陸二)."""
