"""進度: agencies by stages, with days, lateness and permissions."""
