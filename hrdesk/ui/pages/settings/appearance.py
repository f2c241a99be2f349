"""外觀: light or dark, the size of the text, and after how long the program locks itself; kept on this PC for this person."""

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QApplication

from hrdesk.ui.kit import looks, theme
from hrdesk.ui.kit.fields import ChoiceField
from hrdesk.ui.kit.preferences import IDLE, POINTS
from hrdesk.ui.kit.theme import Scheme
from hrdesk.ui.pages.settings.section import Section

if TYPE_CHECKING:
    from hrdesk.services.core.desk import Desk

SCHEMES = ((Scheme.SYSTEM, "跟隨系統"), (Scheme.LIGHT, "淺色"), (Scheme.DARK, "深色"))
SIZES = tuple((points, word) for points, word in zip(POINTS, ("小", "標準", "稍大", "大", "特大"), strict=True))
WIDTH = 320


class AppearanceSection(Section[None]):
    """Three choices that count at once."""

    title = "外觀"
    sign = "sun"
    say = "這些設定只在這台電腦、對您的帳號有效，選了立刻生效。"

    def build(self) -> None:
        """Build the choices."""
        self.scheme: ChoiceField[Scheme] = ChoiceField("scheme", "深淺色", SCHEMES)
        self.points: ChoiceField[int] = ChoiceField("points", "文字大小", [(points, f"{word}（{points} 點）") for points, word in SIZES])
        self.idle: ChoiceField[int] = ChoiceField(
            "idle",
            "自動鎖定",
            [(one, f"{one} 分鐘沒有操作") for one in IDLE],
            hint="鎖定後要再輸入密碼；還沒存完的輸入會留著。電腦睡眠或 Windows 鎖定時也會鎖定。",
        )
        for field in (self.scheme, self.points, self.idle):
            field.setMaximumWidth(WIDTH)
            self.column.addWidget(field)
            field.edited.connect(self._keep)
        self.column.addWidget(looks.dim("快速鍵：Ctrl+= 放大、Ctrl+- 縮小、Ctrl+D 切換深淺色、Ctrl+B 收合導覽列。"))
        self.column.addStretch(1)

    def load(self, desk: "Desk") -> None:
        """Read nothing: preferences are not in the book."""
        del desk

    def show_data(self, data: None) -> None:
        """Show what is preferred, also after a shortcut changed it."""
        del data
        preferences = self.bench.preferences
        fields = (self.scheme, self.points, self.idle)
        for field in fields:
            field.blockSignals(True)
        self.scheme.set_value(preferences.scheme)
        self.points.set_value(preferences.points)
        self.idle.set_value(preferences.idle_minutes)
        for field in fields:
            field.blockSignals(False)

    def _keep(self) -> None:
        preferences = self.bench.preferences
        preferences.scheme = self.scheme.value or Scheme.SYSTEM
        preferences.points = self.points.value or theme.BODY_POINTS
        preferences.idle_minutes = self.idle.value or preferences.idle_minutes
        app = QApplication.instance()
        assert isinstance(app, QApplication)
        theme.apply(app, preferences.scheme, points=preferences.points)
