"""What the window remembers of a person's PC between two starts: looks, sizes, columns, folders opened last; nothing of any record."""

from pathlib import Path

from PySide6.QtCore import QByteArray, QSettings

from hrdesk.ui.kit.theme import BODY_POINTS, Scheme

POINTS = (9, 10, 11, 12, 14)
REMEMBERED = 6  # workspaces
IDLE = (3, 5, 10, 15, 30, 60)  # minutes without a key or the mouse after which the program locks itself
USUAL_IDLE = 10


class Preferences:
    """Settings kept in the user's own configuration folder, or in the file given."""

    def __init__(self, file: Path | None = None) -> None:
        if file is None:
            self._kept = QSettings(QSettings.Format.IniFormat, QSettings.Scope.UserScope, "hrdesk", "hrdesk")
        else:
            self._kept = QSettings(str(file), QSettings.Format.IniFormat)

    @property
    def scheme(self) -> Scheme:
        """Return light, dark, or as the system says."""
        text = self.text("looks/scheme")
        return Scheme(text) if text in {one.value for one in Scheme} else Scheme.SYSTEM

    @scheme.setter
    def scheme(self, value: Scheme) -> None:
        self.keep("looks/scheme", value.value)

    @property
    def points(self) -> int:
        """Return the size of body text in points."""
        text = self.text("looks/points")
        return int(text) if text.isdigit() and int(text) in POINTS else BODY_POINTS

    @points.setter
    def points(self, value: int) -> None:
        self.keep("looks/points", str(value))

    @property
    def folded(self) -> bool:
        """Tell whether the navigation rail is folded to its icons."""
        return self.text("looks/folded") == "1"

    @folded.setter
    def folded(self, value: bool) -> None:
        self.keep("looks/folded", str(int(value)))

    @property
    def idle_minutes(self) -> int:
        """Return after how many minutes without a key or the mouse the program locks itself."""
        text = self.text("lock/minutes")
        return int(text) if text.isdigit() and int(text) in IDLE else USUAL_IDLE

    @idle_minutes.setter
    def idle_minutes(self, value: int) -> None:
        self.keep("lock/minutes", str(value))

    @property
    def workspaces(self) -> tuple[Path, ...]:
        """Return the workspaces opened last, the latest first; those that are gone are left out."""
        lines = self.text("workspaces").splitlines()
        return tuple(Path(line) for line in lines if line and Path(line).is_dir())

    def opened(self, folder: Path) -> None:
        """Remember a workspace as the one opened last."""
        others = [one for one in self.workspaces if one != folder]
        self.keep("workspaces", "\n".join(str(one) for one in [folder, *others][:REMEMBERED]))

    def forget(self, folder: Path) -> None:
        """Forget a workspace; its files stay."""
        self.keep("workspaces", "\n".join(str(one) for one in self.workspaces if one != folder))

    def text(self, name: str) -> str:
        """Return a kept text, or nothing."""
        value = self._kept.value(name, "")
        return value if isinstance(value, str) else ""

    def keep(self, name: str, text: str) -> None:
        """Keep a text under a name."""
        self._kept.setValue(name, text)

    def state(self, name: str) -> QByteArray:
        """Return a kept state of a widget, empty where there is none."""
        value = self._kept.value(f"state/{name}", QByteArray())
        return value if isinstance(value, QByteArray) else QByteArray()

    def keep_state(self, name: str, state: QByteArray) -> None:
        """Keep the state of a widget: sizes, column widths."""
        self._kept.setValue(f"state/{name}", state)
