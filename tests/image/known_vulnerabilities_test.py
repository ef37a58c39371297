import itertools
import json
import os
import re
import shutil
import subprocess
import tempfile
import unittest

import known_vulnerabilities as known
from known_vulnerabilities import ROOT, TABLE, VersionKey, Vulnerability

SECURITY = os.path.join(ROOT, "deploy/SECURITY.md")


def row(fixed_in, reachable="yes", component="grpc"):
    return Vulnerability("CVE-1", component, "what", fixed_in, "open", reachable, "nothing", "-")


class AffectsTest(unittest.TestCase):
    def test_goes_by_branches_and_by_the_last_of_them(self):
        cases = [
            ("1.83.1", "1.83.0-2", True),
            ("1.83.1", "1.83.1-1", False),
            ("1.83.1", "1.84.0-1", False),
            ("1.82.2 1.83.1", "1.82.2-1", False),
            ("1.82.2 1.83.1", "1.82.1-1", True),
            ("1.82.2 1.83.1", "1.81.9-1", True),
            ("1.83.1 1.82.2", "1.83.0-2+b1", True),
            ("3.5.9 3.6.5", "3.6.5-1", False),
            ("3.5.9 3.6.5", "3.5.10-1~deb13u1", False),
            ("3.5.9 3.6.5", "3.6.4-1", True),
            ("20240116.3 20240722.1", "20240116.4-1", False),
            ("20240116.3 20240722.1", "20230802.1-1", True),
            ("1.16+dfsg-3", "1.16+dfsg-6", False),
            ("1.16+dfsg-3", "1.16+dfsg-2", True),
            ("none", "9999-1", True),
        ]
        for fixed_in, version, affected in cases:
            with self.subTest(fixed_in=fixed_in, version=version):
                self.assertEqual(row(fixed_in).affects(version), affected)

    @unittest.skipUnless(shutil.which("dpkg"), "SKIPPED: there is no dpkg to compare with")
    def test_orders_versions_as_dpkg_does(self):
        versions = ["1.0", "1.0-1", "1.0~rc1-1", "1:0.1", "1.10", "1.9+b1", "1.9a", "1.9.a", "1.9~~", "1.9~", "0~git1-1"]
        for one, other in itertools.permutations(versions, 2):
            wanted = subprocess.run(["dpkg", "--compare-versions", one, "lt", other], check=False).returncode == 0
            self.assertEqual(VersionKey(one) < VersionKey(other), wanted, (one, other))


class CheckTest(unittest.TestCase):
    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.folder = folder.name

    def check(self, versions, rows):
        table = os.path.join(self.folder, "table.tsv")
        with open(table, "w", encoding="utf-8") as file:
            print("# image: grpc 1.83", "\t".join(known.COLUMNS), sep="\n", file=file)
            for one in rows:
                print("\t".join(getattr(one, column) for column in known.COLUMNS), file=file)
        packages = [{"name": "isnad"}]
        packages += [{"name": name, "sourceInfo": f"built from Debian source {name} {version}"} for name, version in versions]
        sbom = os.path.join(self.folder, "sbom.json")
        with open(sbom, "w", encoding="utf-8") as file:
            json.dump({"packages": packages}, file)
        return known.check(table, sbom)

    def test_a_fixed_version_is_no_problem(self):
        self.assertEqual(self.check([("grpc", "1.83.1-1")], [row("1.83.1")]), ([], []))

    def test_an_affected_version_that_can_be_reached_is_one(self):
        problems, remarks = self.check([("grpc", "1.83.0-2")], [row("1.83.1")])
        self.assertEqual((len(problems), len(remarks)), (1, 0))

    def test_one_that_cannot_is_a_remark(self):
        problems, remarks = self.check([("grpc", "1.83.0-2")], [row("1.83.1", reachable="no")])
        self.assertEqual((len(problems), len(remarks)), (0, 1))

    def test_another_grpc_is_a_problem(self):
        for versions in ([("grpc", "1.84.0-1")], [("zlib", "1-1")], [("grpc", "1.83.0-2"), ("grpc", "1.51.1-3")]):
            self.assertTrue(self.check(versions, [row("1.0.0")])[0], versions)

    def test_a_bill_that_lacks_a_component_is_a_problem(self):
        self.assertEqual(len(self.check([("grpc", "1.83.1-1")], [row("1.0.0"), row("3.6.5", component="openssl")])[0]), 1)

    def test_refuses_rows_that_are_none(self):
        for one in (row("1.0.0", reachable="perhaps"), row("1.0.0", reachable="bounded"), row("")):
            with self.assertRaises(ValueError):
                self.check([("grpc", "1.83.1-1")], [one])


class TableTest(unittest.TestCase):
    def setUp(self):
        self.rows, self.grpc = known.read_table(TABLE)
        with open(SECURITY, encoding="utf-8") as file:
            self.document = file.read()

    def test_the_document_has_it(self):
        self.assertIn(known.markdown(self.rows), self.document, "python3 tests/image/known_vulnerabilities.py --table")

    def test_the_document_speaks_of_the_same_grpc(self):
        self.assertEqual(set(re.findall(r"the image, on gRPC ([0-9.]+[0-9])", self.document)), {self.grpc})

    def test_each_has_one_row(self):
        self.assertEqual(len({one.id for one in self.rows}), len(self.rows))

    def test_the_tests_named_are_there(self):
        named = re.findall(r"`(tests/[^`:]+)(?::(\w+))?`", self.document)
        named += [tuple(one.test.split(":")) for one in self.rows if one.test != "-"]
        self.assertGreater(len(named), 10)
        for path, name in named:
            with self.subTest(path=path, name=name):
                self.assertTrue(os.path.exists(os.path.join(ROOT, path)))
                if name:
                    with open(os.path.join(ROOT, path), encoding="utf-8") as file:
                        self.assertRegex(file.read(), rf"(def {name}\(|TEST\w*\(\w+, {name}\))")


if __name__ == "__main__":
    unittest.main()
