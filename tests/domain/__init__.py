"""Tests of the domain: pure rules, no I/O."""
