"""The rule packs, the office calendar, and questions asked of them with figures typed in (規則試算)."""
