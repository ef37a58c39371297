"""The outcome of a scenario: named figures, each beside the floor that it has to keep."""

from dataclasses import dataclass


@dataclass
class Figure:
    name: str
    value: float
    unit: str = ""
    floor: str = ""  # as it is printed; empty: for information
    kept: bool = True

    def row(self):
        mark = "" if not self.floor else ("ok" if self.kept else "MISSED")
        return [self.name, f"{format_number(self.value)} {self.unit}".strip(), self.floor, mark]


def format_number(value):
    if isinstance(value, str):
        return value
    if value == float("inf"):
        return "none"
    if value == int(value):
        return str(int(value))
    return f"{value:.0f}" if abs(value) >= 1000 else f"{value:.3g}"


def info(name, value, unit=""):
    return Figure(name, value, unit)


def at_most(name, value, limit, unit=""):
    return Figure(name, value, unit, f"<= {format_number(limit)}", value <= limit)


def at_least(name, value, limit, unit=""):
    return Figure(name, value, unit, f">= {format_number(limit)}", value >= limit)


def exactly(name, value, wanted, unit=""):
    return Figure(name, value, unit, f"= {format_number(wanted)}", value == wanted)


def print_table(title, figures):
    rows = [["figure", "measured", "floor", ""]] + [figure.row() for figure in figures]
    widths = [max(len(row[column]) for row in rows) for column in range(3)]
    print(f"\n{title}")
    for row in rows:
        cells = [cell.ljust(width) for cell, width in zip(row, widths)]
        print(("  " + "  ".join(cells + [row[3]])).rstrip(), flush=True)


def median(values):
    ordered = sorted(values)
    middle = len(ordered) // 2
    return ordered[middle] if len(ordered) % 2 else (ordered[middle - 1] + ordered[middle]) / 2
