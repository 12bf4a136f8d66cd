"""Tables as Python's readers read them: for each file named in LIST, one JSON in FOLDER.

  python.py LIST FOLDER

.xlsx and .xlsm by openpyxl, .xls by xlrd, .xlsb by pyxlsb, .ods by odfpy.
"""
import datetime
import json
import sys
import warnings
import zipfile

warnings.simplefilter("ignore")
MOST = 2_000_000


def kind_of(path):
    with open(path, "rb") as file:
        head = file.read(8)
    if head.startswith(b"\xd0\xcf\x11\xe0") or head[:1] == b"\x09":
        return "xls"
    if not head.startswith(b"PK"):
        raise ValueError("no workbook")
    names = zipfile.ZipFile(path).namelist()
    if "content.xml" in names and "_rels/.rels" not in names:
        return "ods"
    return "xlsb" if any(name.lower() == "xl/workbook.bin" for name in names) else "xlsx"


def xlsx(path):
    import openpyxl
    from openpyxl.utils.datetime import to_excel

    book = openpyxl.load_workbook(path, data_only=True)
    for sheet in book.worksheets:
        cells = []
        for (row, column), cell in sorted(sheet._cells.items()):
            value = cell.value
            if value is None or value == "":
                continue
            if isinstance(value, bool):
                kind = "bool"
            elif isinstance(value, (int, float)):
                kind = "number"
            elif isinstance(value, (datetime.datetime, datetime.date, datetime.time, datetime.timedelta)):
                kind, value = "date", to_excel(value)
            elif cell.data_type == "e":
                kind = "error"
            else:
                kind, value = "text", str(value)
            cells.append([row - 1, column - 1, kind, value])
        yield sheet.title, cells


def xls(path):
    import xlrd

    book = xlrd.open_workbook(path, logfile=open("/dev/null", "w"))
    for sheet in book.sheets():
        cells = []
        for row in range(sheet.nrows):
            for column in range(sheet.row_len(row)):
                cell = sheet.cell(row, column)
                if cell.ctype in (0, 6) or cell.value == "":
                    continue
                value = cell.value
                if cell.ctype == 3:
                    value = value + 1462 if book.datemode and value >= 1 else value
                if cell.ctype == 4:
                    value = bool(value)
                kind = {1: "text", 2: "number", 3: "date", 4: "bool", 5: "error"}[cell.ctype]
                cells.append([row, column, kind, value])
        yield sheet.name, cells


def xlsb(path):
    import pyxlsb

    with pyxlsb.open_workbook(path) as book:
        for name in book.sheets:
            cells = []
            with book.get_sheet(name) as sheet:
                for row in sheet.rows(sparse=True):
                    for cell in row:
                        value = cell.v
                        if value is None or value == "":
                            continue
                        is_error = isinstance(value, str) and value.startswith("0x")
                        kind = "error" if is_error else "bool" if isinstance(value, bool) else "number"
                        kind = "text" if isinstance(value, str) and not is_error else kind
                        cells.append([cell.r, cell.c, kind, value])
            yield name, cells


def ods(path):
    from odf.opendocument import load
    from odf.table import CoveredTableCell, Table, TableCell, TableRow
    from odf.namespaces import OFFICENS, TABLENS
    from odf.text import P
    from odf import teletype

    day_zero = datetime.datetime(1899, 12, 30)
    for table in load(path).spreadsheet.getElementsByType(Table):
        cells, row = [], 0
        for line in table.getElementsByType(TableRow):
            times, filled, column = int(line.getAttribute("numberrowsrepeated") or 1), [], 0
            for cell in line.childNodes:
                if cell.qname not in ((TABLENS, "table-cell"), (TABLENS, "covered-table-cell")):
                    continue
                repeated = int(cell.getAttribute("numbercolumnsrepeated") or 1)
                kind = cell.getAttrNS(OFFICENS, "value-type")
                value = None
                if kind in ("float", "percentage", "currency"):
                    kind, value = "number", float(cell.getAttrNS(OFFICENS, "value"))
                elif kind == "date":
                    moment = cell.getAttrNS(OFFICENS, "date-value").rstrip("Z")
                    value = (datetime.datetime.fromisoformat(moment) - day_zero).total_seconds() / 86_400
                elif kind == "time":
                    hours, rest = cell.getAttrNS(OFFICENS, "time-value")[2:].split("H")
                    minutes, seconds = rest.split("M")
                    value = (float(hours) + float(minutes) / 60 + float(seconds[:-1].replace(",", ".")) / 3600) / 24
                    kind = "number"
                elif kind == "boolean":
                    kind, value = "bool", cell.getAttrNS(OFFICENS, "boolean-value") == "true"
                elif kind == "string":
                    lines = [teletype.extractText(p) for p in cell.childNodes if p.qname[1] == "p"]
                    kind, value = "text", "\n".join(lines) or None
                if value is not None:
                    filled += [[column + step, kind, value] for step in range(repeated)]
                column += repeated
            if filled and times * len(filled) + len(cells) > MOST:
                raise ValueError("too many cells")
            if filled:
                cells += [[row + step, *cell] for step in range(times) for cell in filled]
            row += times
        yield table.getAttribute("name"), cells


listed, folder = sys.argv[1:3]
for number, path in enumerate(open(listed, encoding="utf-8").read().splitlines()):
    try:
        kind = kind_of(path)
        sheets = [{"name": name, "cells": cells} for name, cells in globals()[kind](path)]
        result = {"sheets": sheets}
    except Exception as error:
        result = {"error": f"{type(error).__name__}: {error}"}
    with open(f"{folder}/{number}.json", "w", encoding="utf-8") as file:
        json.dump(result, file, default=str)
