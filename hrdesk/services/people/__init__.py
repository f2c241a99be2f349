"""人事人員: the officers, what they must learn (肆), and the evidence kept of them."""
