"""Write the sample city's spreadsheets: made-up people of made-up agencies, in the shapes that real offices hand in.

Run `python resources/sample/build.py` after changing it; the files beside it are what `hrdesk demo` reads. 範例地政局 hands in a WebHR-shaped
.xlsx, its two 所屬 an .ods and an .xlsx, 範例文化局 a Big5 .csv.
"""

import csv
import io
from collections.abc import Sequence
from datetime import date, timedelta
from pathlib import Path

import openpyxl

from hrdesk.printing.listing import ListPaper, write_list

HERE = Path(__file__).resolve().parent
WEBHR = [
    "單位",
    "員工代號",
    "職務編號",
    "職稱",
    "職務列等",
    "職系",
    "姓名",
    "身分證號",
    "出生日期",
    "性別",
    "初任公職日",
    "本機關到職日",
    "現職到職日期",
    "現職職稱到職日",
    "相片",
    "學歷",
    "考試",
    "現支官職等",
    "俸級",
    "俸點",
    "最近五年考績",
    "主要經歷",
]
Row = list[str | int]

# name, title, grade, national id (only the customary example numbers), first service, arrived
BUREAU = [
    ("王小明", "主任", "薦任第九職等", "", "0850801", "1080115"),
    ("陳𡍼明", "專員", "薦任第八職等", "A123456789", "0920301", "1050701"),
    ("林𠅤如", "專員", "薦任第七職等", "B223456782", "0950901", "1100301"),
    ("李小華", "科員", "薦任第六職等", "", "1010401", "1060601"),
    ("張小英", "科員", "薦任第六職等", "", "1030701", "1070901"),
    ("黃大同", "科員", "委任第五職等", "", "1080301", "1120101"),
    ("周小安", "助理員", "委任第四職等", "", "1140901", "1140901"),
    ("吳小美", "書記", "委任第二職等", "", "1100501", "1130501"),
]
LAND = [
    ("趙小康", "主任", "薦任第八職等", "", "0900401", "1090701"),
    ("錢小寧", "科員", "薦任第六職等", "C123456781", "1000801", "1090901"),
    ("孫小禾", "科員", "委任第五職等", "", "1070301", "1110301"),
    ("鄭小舟", "助理員", "委任第三職等", "", "1140801", "1140801"),
]
CORPS = [
    ("馮小川", "主任", "薦任第八職等", "", "0890901", "1040101"),
    ("褚小石", "科員", "薦任第七職等", "", "0980701", "1080801"),
    ("衛小林", "科員", "委任第五職等", "", "1060401", "1100701"),
    ("蔣小波", "助理員", "委任第三職等", "", "1120301", "1120301"),
]
CULTURE = [
    ("沈小月", "主任", "薦任第九職等", "", "0860101", "1070101"),
    ("韓小星", "專員", "薦任第八職等", "D123456782", "0910801", "1060201"),
    ("楊小雲", "專員", "薦任第七職等", "", "0960401", "1050801"),
    *((f"{surname}小{given}", "科員", "薦任第六職等", "", "1010701", "1080701") for surname, given in zip("朱秦尤許何呂", "春夏秋冬東西", strict=True)),
    *((f"{surname}小{given}", "助理員", "委任第四職等", "", "1090401", "1110401") for surname, given in zip("施曹嚴華金魏", "甲乙丙丁戊己", strict=True)),
]
OPERATION = ("人事管理資訊系統操作班", "115年第1期", "115-OP-01", "115/06/10", "115/06/11")
TRANSFER = ("人事資料考核報送作業研習班", "115年第1期", "115-TR-01", "115/11/12", "115/11/12")
SEED = ("種籽教師人員訓練班", "115年", "115-SEED-01", "115/06/24", "115/06/24")
FORUM = ("資訊研討：個資安全與資訊軟體應用", "115年", "115-FORUM-01", "115/11/19", "115/11/19")
TRAINING = [
    "姓名",
    "員工代號",
    "課程代碼",
    "課程名稱",
    "期別",
    "課程類別",
    "辦理方式",
    "學習性質",
    "主辦機關",
    "開始日期",
    "結束日期",
    "時數",
    "報名日期",
    "參與情形",
    "實際時數",
    "假別",
    "備註",
]
COACHING = [
    "種籽教師",
    "輔導日期",
    "開始時間",
    "結束時間",
    "受輔導機關",
    "受輔導人員",
    "聯絡電話",
    "輔導方式",
    "系統別",
    "檢核項目",
    "問題",
    "處理情形",
    "結案情形",
]


def number(prefix: str, index: int) -> str:
    return f"{prefix}{index + 1:03d}"


def roster(people: Sequence[tuple[str, ...]], prefix: str, agency: str) -> list[Row]:
    """Return rows as WebHR CPAB1207R writes them: agency, print date, headings, people."""
    rows: list[Row] = [[agency], ["列印日期：115/01/08"], list(WEBHR)]
    for index, (name, title, grade, national_id, first, arrived) in enumerate(people):
        row = dict.fromkeys(WEBHR, "")
        row |= {"單位": "人事室", "員工代號": number(prefix, index), "職稱": title, "職務列等": grade, "姓名": name, "身分證號": national_id}
        row |= {"出生日期": f"0{60 + index}0{index % 9 + 1}15", "初任公職日": first, "本機關到職日": arrived, "現職到職日期": arrived, "現支官職等": grade}
        rows.append(list(row.values()))
    return rows


def attendance(course: tuple[str, ...], category: str, hours: str, who: tuple[str, str], how: str = "全程參與", attended: str = "", leave: str = "") -> Row:
    name, term, code, start, end = course
    done = attended or (hours if how == "全程參與" else "0")
    return [*who, code, name, term, category, "本處", "實體", "範例市政府人事處", start, end, hours, "115/05/20", how, done, leave, ""]


def training(people: Sequence[tuple[str, ...]], prefix: str, seeds: set[str], ill: str, partial: str) -> list[Row]:
    """Return the year's training: everybody at the two-day course but one on leave, seeds at theirs, the head at the forum."""
    rows: list[Row] = [list(TRAINING)]
    for index, person in enumerate(people):
        who = (person[0], number(prefix, index))
        if index == 0:
            rows.append(attendance(FORUM, "資訊研討", "3", who))
            continue
        if person[0] == ill:
            rows.append(attendance(OPERATION, "核心系統（一）業務處理", "12", who, "請假", leave="病假"))
        elif person[0] == partial:
            rows.append(attendance(OPERATION, "核心系統（一）業務處理", "12", who, "部分參與", attended="9"))
        else:
            rows.append(attendance(OPERATION, "核心系統（一）業務處理", "12", who))
        if person[0] in seeds:
            rows.append(attendance(SEED, "種籽教師人員訓練課程", "6", who))
            rows.append(attendance(TRANSFER, "人事資料考核報送作業", "6", who))
    return rows


def coaching(seed: str, served: str, times: int) -> list[Row]:
    """Return one teacher's coaching over the year, the four positive items in turn."""
    cases = [
        ("核心系統", 1, "版本更新後差勤資料無法開啟。", "確認使用端版本並協助重新安裝，已正常。", "電話"),
        ("系統管理", 2, "新進同仁需要帳號及權限。", "協助建立帳號並說明權限範圍。", "電子郵件"),
        ("eCPA", 3, "eCPA人事服務網表報填報疑義。", "逐欄說明並陪同完成報送。", "遠端線上"),
        ("系統管理", 4, "資料庫備份排程未執行。", "到場檢查排程並測試還原。", "到場"),
    ]
    rows: list[Row] = []
    for index in range(times):
        system, item, problem, handling, channel = cases[index % len(cases)]
        day = date(2026, index % 12 + 1, 5 + index % 20)
        day += timedelta(days=max(0, 7 - day.weekday()) if day.weekday() > 4 else 0)  # no coaching at weekends
        start = 9 + index % 7
        rows.append(
            [
                seed,
                f"115/{day.month:02d}/{day.day:02d}",
                f"{start:02d}:00",
                f"{start:02d}:30",
                served,
                "承辦人",
                "分機100",
                channel,
                system,
                item,
                problem,
                handling,
                "轉報" if index % 9 == 8 else "已解決",
            ]
        )
    return rows


def write_xlsx(name: str, rows: list[Row]) -> None:
    book = openpyxl.Workbook()
    sheet = book.active
    for row in rows:
        sheet.append(row)
    book.save(HERE / name)


def write_ods(name: str, rows: list[Row]) -> None:
    first, *rest = ([str(cell) for cell in row] for row in rows)
    (HERE / name).write_bytes(write_list(first, rest, ListPaper.ODS, "工作表1"))


def write_csv(name: str, rows: list[Row]) -> None:
    text = io.StringIO()
    csv.writer(text, lineterminator="\r\n").writerows(rows)
    (HERE / name).write_bytes(text.getvalue().encode("cp950"))


def main() -> None:
    write_xlsx("範例地政局_人員名冊.xlsx", roster(BUREAU, "A", "範例地政局"))
    write_ods("範例地政事務所_人員名冊.ods", roster(LAND, "B", "範例地政事務所"))
    write_xlsx("範例土地開發總隊_人員名冊.xlsx", roster(CORPS, "C", "範例土地開發總隊"))
    write_csv("範例文化局_人員名冊.csv", roster(CULTURE, "D", "範例文化局"))
    write_xlsx("範例地政局_研習紀錄.xlsx", training(BUREAU, "A", {"陳𡍼明", "林𠅤如"}, "黃大同", "張小英"))
    write_ods("範例地政事務所_研習紀錄.ods", training(LAND, "B", {"錢小寧"}, "鄭小舟", ""))
    write_xlsx("範例土地開發總隊_研習紀錄.xlsx", training(CORPS, "C", set(), "", "衛小林"))
    write_csv("範例文化局_研習紀錄.csv", training(CULTURE, "D", {"韓小星"}, "施小甲", ""))
    write_xlsx("範例地政局_輔導紀錄.xlsx", [list(COACHING), *coaching("陳𡍼明", "範例土地開發總隊", 24), *coaching("林𠅤如", "範例地政事務所", 12)])
    write_ods("範例地政事務所_輔導紀錄.ods", [list(COACHING), *coaching("錢小寧", "範例地政事務所", 16)])
    write_csv("範例文化局_輔導紀錄.csv", [list(COACHING), *coaching("韓小星", "範例文化局各科", 14)])


if __name__ == "__main__":
    main()
