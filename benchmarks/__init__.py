"""What must be fast, measured beside its limit in one run: `python -m benchmarks.<name>` prints ratios and growth exponents, never a verdict."""
