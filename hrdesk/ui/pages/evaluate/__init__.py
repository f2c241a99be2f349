"""綜合評估: how far each first-tier agency is, the seven items with the records behind them, and what has to be mended."""
