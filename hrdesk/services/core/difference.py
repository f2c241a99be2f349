"""What differs between two states of the same data, in words for a person."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Difference:
    """What one person's lines of one form, or what belongs to nobody, differ in from the revision before; `details` say which and in what."""

    person: str
    form: str
    added: int = 0
    changed: int = 0
    removed: int = 0
    details: tuple[str, ...] = ()

    @property
    def counted(self) -> str:
        """Return the numbers in words."""
        parts = (("新增", self.added), ("變更", self.changed), ("刪除", self.removed))
        return "、".join(f"{verb} {count} 筆" for verb, count in parts if count)

    @property
    def line(self) -> str:
        """Return it in one line."""
        return f"{self.person or '不屬個人的資料'}　{self.form}：{self.counted}（{'；'.join(self.details)}）"
