"""種籽教師: appointment and change (附表2, 肆四, 伍五), coaching (附表3), self-check (附表5) and merits."""
