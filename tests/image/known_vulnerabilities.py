"""Whether deploy/image/known_vulnerabilities.tsv fits the parts that an image's bill of materials (SPDX) names.

    python3 tests/image/known_vulnerabilities.py SBOM     problems; exit status 1 where there are any
    python3 tests/image/known_vulnerabilities.py --table  the table of deploy/SECURITY.md"""

import json
import os
import re
import sys
from dataclasses import dataclass

ROOT = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
TABLE = os.path.join(ROOT, "deploy/image/known_vulnerabilities.tsv")
COLUMNS = ["id", "component", "what", "fixed_in", "debian_12", "reachable", "mitigation", "test"]
REACHABLE = ("yes", "bounded", "no")
DEBIAN_12 = ("open", "patched", "not affected", "see Debian")


@dataclass
class Vulnerability:
    id: str
    component: str
    what: str
    fixed_in: str
    debian_12: str
    reachable: str
    mitigation: str
    test: str

    def affects(self, version):
        """Whether Debian's version of the component is an affected one."""
        if self.fixed_in == "none":
            return True
        fixed = sorted(self.fixed_in.split(), key=VersionKey)
        if not VersionKey(version) < VersionKey(fixed[-1]):
            return False
        same_branch = [other for other in fixed if branch(other) == branch(version)]
        return not any(not VersionKey(version) < VersionKey(other) for other in same_branch)


def upstream(version):
    """Without Debian's epoch and revision."""
    main = version.partition(":")[2] or version
    return main.rpartition("-")[0] or main


def branch(version):
    """1.53 of 1.53.2: all numbers but the last."""
    return re.match(r"[0-9.]*", upstream(version)).group().rpartition(".")[0]


class VersionKey:
    """Orders versions as dpkg does (deb-version(7))."""

    def __init__(self, version):
        epoch, colon, rest = version.partition(":")
        self.epoch, rest = (int(epoch), rest) if colon else (0, version)
        main, dash, revision = rest.rpartition("-")
        self.parts = (main, revision) if dash else (rest, "")

    @staticmethod
    def _rank(character):
        if character == "~":
            return -1
        return ord(character) if character.isalpha() else ord(character) + 256

    @classmethod
    def _steps(cls, text):
        """Turns of other characters and numbers; the end stands above ~ and below all else."""
        steps = []
        for other, number in re.findall(r"([^0-9]*)([0-9]*)", text):
            steps.append(([cls._rank(character) for character in other] + [0], int(number or 0)))
        return steps

    def _key(self):
        # findall ends with an empty match, which is the end of the text.
        return (self.epoch, *(self._steps(part) for part in self.parts))

    def __lt__(self, other):
        return self._key() < other._key()


def read_table(path):
    """The rows, and the gRPC that the file speaks of."""
    rows, grpc, head = [], None, None
    with open(path, encoding="utf-8") as lines:
        for number, line in enumerate(lines, 1):
            line = line.rstrip("\n")
            if line.startswith("#"):
                found = re.fullmatch(r"# image: grpc ([0-9.]+)", line)
                grpc = found.group(1) if found else grpc
                continue
            fields = line.split("\t")
            if head is None:
                head = fields
                if head != COLUMNS:
                    raise ValueError(f"{path}:{number}: the columns are {', '.join(COLUMNS)}")
                continue
            if len(fields) != len(COLUMNS) or not all(fields):
                raise ValueError(f"{path}:{number}: {len(fields)} fields, of which none may be empty; {len(COLUMNS)} are wanted")
            row = Vulnerability(*fields)
            if row.reachable not in REACHABLE or row.debian_12 not in DEBIAN_12:
                raise ValueError(f"{path}:{number}: {row.reachable}, {row.debian_12}: not one of the words that there are")
            if row.reachable == "bounded" and row.test == "-":
                raise ValueError(f"{path}:{number}: bounded, and no test that shows it")
            rows.append(row)
    if grpc is None or not rows:
        raise ValueError(f"{path}: no gRPC version, or no rows")
    return rows, grpc


def read_versions(sbom):
    """{Debian source package: its versions}."""
    with open(sbom, encoding="utf-8") as file:
        document = json.load(file)
    versions = {}
    for package in document["packages"]:
        found = re.fullmatch(r"built from Debian source (\S+) (\S+)", package.get("sourceInfo", ""))
        if found:
            versions.setdefault(found.group(1), set()).add(found.group(2))
    return versions


def check(table, sbom):
    """(problems, remarks): affected components that can be reached, a gRPC that nobody has looked at, and a component that is
    not there at all are problems; affected ones that cannot be reached, or are bounded, are worth a remark."""
    rows, grpc = read_table(table)
    versions = read_versions(sbom)
    problems, remarks = [], []
    found = versions.get("grpc", set())
    if {branch(version) for version in found} != {grpc}:
        problems.append(f"the table speaks of gRPC {grpc}, the image has {' '.join(sorted(found)) or 'none'}")
    for component in sorted({row.component for row in rows} - {"grpc"} - versions.keys()):
        problems.append(f"the bill of materials has no {component}: is it whole?")
    for row in rows:
        for version in sorted(versions.get(row.component, ())):
            if row.affects(version):
                line = f"{row.id}: {row.component} {version} is affected (fixed in {row.fixed_in}; reachable: {row.reachable})"
                (problems if row.reachable == "yes" else remarks).append(line)
    return problems, remarks


def markdown(rows):
    lines = [
        "| id | component | what it does | fixed in | Debian 12 | reachable | what stands against it | test |",
        "| --- | --- | --- | --- | --- | --- | --- | --- |",
    ]
    for row in rows:
        test = f"`{row.test}`" if row.test != "-" else "–"
        fields = (row.id, row.component, row.what, row.fixed_in.replace(" ", ", "), row.debian_12, row.reachable)
        lines.append("| " + " | ".join((*fields, row.mitigation, test)) + " |")
    return "\n".join(lines)


def main(arguments):
    if arguments == ["--table"]:
        print(markdown(read_table(TABLE)[0]))
        return 0
    if len(arguments) != 1 or arguments[0].startswith("-"):
        print(__doc__, file=sys.stderr)
        return 2
    problems, remarks = check(TABLE, arguments[0])
    for line in remarks:
        print(f"remark: {line}")
    for line in problems:
        print(f"PROBLEM: {line}")
    return 1 if problems else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
