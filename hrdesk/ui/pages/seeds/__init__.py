"""種籽教師: the register (附表2), the year as a time line, the duty to appoint (肆四), and changes with their notices and handover (伍五)."""
