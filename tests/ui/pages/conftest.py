"""The collector's workspaces, for the pages that receive, evaluate and decide."""

from tests.ui.collecting import collector, three_offices

__all__ = ["collector", "three_offices"]
