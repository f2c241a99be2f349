"""額度與決定: the quota of every first-tier agency, what it nominated, the claims to verify, and the rulings that go back."""
