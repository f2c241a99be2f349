"""Tests of the forms that go out."""
