"""研習紀錄 (附表1): everyone's records, the matrix of required courses, and who should go next."""
