"""Made-up contents for every form, with the hard names, the same every time."""

from collections.abc import Callable

from hrdesk.domain.forms import FormContent
from hrdesk.printing.definition import load_form
from hrdesk.printing.form import FormDefinition

PACK = "taipei-101"
LISTS = ("annex1", "annex2", "annex3", "annex4", "award-list")
FORMS = (*LISTS, "annex5", "self-check-sheet")
NARRATIVE = ("course-notice", "change-notice", "merit-statement", "personal-summary", "year-report")
PAPERWORK = ("timetable", "sign-in-sheet", "handover-list", "evaluation-sheet", *NARRATIVE)
ALL = (*FORMS, *PAPERWORK)
NAMES = ("陳𡍼明", "林𠅤如", "王小明", "黃大華")
OFFICER = "0123456789abcdef0123456789abcdef"
FACTS = {
    "agency": "臺北市政府範例局",
    "agency_code": "379000000A",
    "year": "115",
    "date": "中華民國115年12月31日",
    "staffing": "18",
    "teacher": "專員 陳𡍼明",
    "period": "115/1/1至115/12/31",
    "course": "差勤管理子系統進階班（第2期）",
    "course_dates": "115/6/10",
    "organiser": "本處",
    "title": "專員",
    "name": "陳𡍼明",
    "term": "115/1/5至今",
    "document": "人事處116年1月20日北市人資字第1160000000號函",
    "quota_line": "人事人員總員額數：18人　核予額度：嘉獎2次　本次提報：2人、嘉獎2次",
    "attachments_line": "檢附：■附表1　■附表3　■附表5　□特殊優良事蹟",
    "officer": OFFICER,
    "workspace": "fedcba9876543210fedcba9876543210",
    "course_code": "115-OP-01",
    "place": "範例大樓 3 樓電腦教室",
    "lecturers": "王小明、黃大華",
    "day": "115/06/10（星期三）",
    "hours": "6",
    "mode": "實體",
    "plan": "臺北市政府人事處人事管理資訊系統研習計畫",
    "change": "指派",
    "addressee": "臺北市政府人事處資訊室",
    "request": "請惠予登錄，並更新聯絡名冊。",
    "successor": "科員 王小明",
    "reason": "職務調整",
    "roles": "種籽教師、進階人事人員",
    "certified": "11.5",
    "revision": "第2版",
    "weights_line": "配分：計畫未定，本處亦未訂定。",
    "reviewer": "王審核　116/1/20",
    "second": "李複核",
}
TEXTS = {"morning": "", "afternoon": "—", "given": "", "taken": "", "content": "", "lecturer": "", "name": "陳𡍼明", "verification": "屬實"}

Row = dict[str, str]


def _annex1(number: int) -> Row:
    return {
        "agency": ("範例局人事室", "範例局第一戶政事務所")[number % 2],
        "title": ("專員", "主任", "科員")[number % 3],
        "name": NAMES[number % 4],
        "category": ("種籽教師", "進階人事人員")[number % 2],
        "course_category": "核心系統（一）業務處理",
        "course": ("人事資料考核報送作業研習班（第2期）", "WebITR差勤系統進階實作")[number % 2],
        "dates": "115/6/1\n～115/6/2",
        "mode": "實體",
        "hours": "2.5",
        "participation": "全程參與",
        "note": "",
    }


def _annex2(number: int) -> Row:
    return {
        "agency": "範例局第一戶政事務所",
        "code": f"3790{number:05d}A",
        "post": "專員\n薦任第七職等",
        "name": NAMES[number % 4],
        "phone": "(02)2720-****\n分機1001",
        "email": "d***@gov.example",
        "systems": "組織編制子系統\n任免遷調子系統",
        "scope": "所屬各戶政事務所",
        "appointed": "115/1/5\n北市範人字第1150000001號",
        "change": "",
        "note": "專責：戶政事務所",
    }


def _annex3(number: int) -> Row:
    return {
        "when": "115/3/2\n10:30-11:00",
        "served": "第一戶政事務所\n李○○\n02-2720-****",
        "system": "差勤管理子系統",
        "channel": ("電話", "電話、遠端線上")[number % 2],
        "problem": "加班補休時數無法帶入，請求協助排除。",
        "handling": "確認版本未更新，協助執行版本更新並重新轉入，已正常；並說明檢查程序（10:30-11:00）。",
        "hours": "0.5",
        "settlement": ("已解決", "轉報（人事處資訊室）")[number % 2],
    }


def _annex4(number: int) -> Row:
    return {
        "agency": "範例局人事室",
        "title": "科員",
        "name": NAMES[number % 4],
        "when": "115/6/10\n09:00-12:00",
        "kind": "■請假（病假）\n□缺席",
        "reason": "突發高燒就醫，已於當日8時30分電話通知承辦人。",
        "evidence": "診斷證明書.pdf",
        "verdict": ("充分合理", "")[number % 2],
    }


def _award(number: int) -> Row:
    return {
        "agency": "範例局\n人事室",
        "title": "專員",
        "grade": "薦任第七職等",
        "name": NAMES[number % 4],
        "national_id": "A12345****",
        "deed": "主辦115年度人事管理資訊系統輔導，完成輔導42件次，協助所屬完成版本更新，辛勞得力。",
        "award": "嘉獎二次\n辛勞得力",
        "article": "公務人員平時獎懲標準表（依機關所定）",
        "note": "專責：戶政事務所",
    }


_ROWS: dict[str, Callable[[int], Row]] = {"annex1": _annex1, "annex2": _annex2, "annex3": _annex3, "annex4": _annex4, "award-list": _award}


def list_tables(form: str, count: int) -> dict[str, tuple[Row, ...]]:
    """Return the one table of a list form with `count` rows."""
    return {"rows": tuple({"no": str(number + 1), **_ROWS[form](number)} for number in range(count))}


def check_tables(form: str, items: int) -> dict[str, tuple[Row, ...]]:
    """Return the tables of 附表5 or of the sheet to fill in, `items` in each."""
    text = "是否善盡人事管理資訊系統相關帳號、權限管理及使用輔導責任。"
    rows = [{"no": str(number + 1), "item": text, "answer": "是", "detail": "詳附表3。"} for number in range(items)]
    if form == "annex5":
        merit = tuple({"text": f"【自辦研習課程情形】\n第{number + 1}次。"} for number in range(items))
        return {"items": tuple({**row, "review": ""} for row in rows), "competencies": tuple({**row, "review": "符合"} for row in rows), "merit": merit}
    coded = {prefix: tuple({**row, "code": f"{prefix}{row['no']}", "count": ""} for row in rows) for prefix in ("e", "c")}
    return {
        "items": coded["e"],
        "competencies": coded["c"],
        "merit": tuple({"code": f"part-{n}", "section": "自辦研習課程情形", "text": ""} for n in range(items)),
    }


def other_tables(form: str, count: int) -> dict[str, tuple[Row, ...]]:
    """Return every table of a form with `count` rows whose texts say which column they stand in."""
    return {
        table.sources[0]: tuple(
            {column.key: str(number + 1) if column.key == "no" else TEXTS.get(column.key, f"範例{column.title}{number + 1}") for column in table.columns}
            for number in range(count)
        )
        for table in definition(form).tables
    }


def _tables(form: str, count: int) -> dict[str, tuple[Row, ...]]:
    if form in PAPERWORK:
        return other_tables(form, count)
    return list_tables(form, count) if form in LISTS else check_tables(form, count)


def content(form: str, count: int, *, draft: bool = False, totals: tuple[str, ...] = ()) -> FormContent:
    """Return the content of a form with `count` rows in each of its tables."""
    return FormContent(
        form,
        FACTS,
        _tables(form, count),
        totals,
        draft=draft,
        fingerprint="ab12" * 16,
        printed="116/1/5",
        versions="hrdesk 0.1.0／規則包 taipei-101",
    )


def definition(form: str) -> FormDefinition:
    """Return the shipped definition of a form."""
    return load_form(PACK, form)
