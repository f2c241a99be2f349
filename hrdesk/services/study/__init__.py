"""研習: courses, classes and attendance (伍), the records of them (附表1) and absences (附表4, 陸二)."""
