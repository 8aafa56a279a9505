"""Reads a JUnit file as a CI system does: any fault of it is an exception.

The rules are those of junit.xsd beside this file; where lxml is there, it applies them itself.
"""

import pathlib
import sys
import xml.etree.ElementTree as tree

path = sys.argv[1]
root = tree.parse(path).getroot()
assert root.tag == "testsuites" and not root.attrib, root.tag

counts = {"tests": 0, "failures": 0, "errors": 0, "skipped": 0}
for number, suite in enumerate(root):
    assert suite.tag == "testsuite" and suite.get("id") == str(number)
    tags = [child.tag for child in suite]
    assert tags[0] == "properties" and tags[-2:] == ["system-out", "system-err"], tags
    assert set(tags[1:-2]) <= {"testcase"}, tags
    found = {"failure": 0, "error": 0, "skipped": 0}
    names = set()
    for case in suite.iter("testcase"):
        assert float(case.get("time")) >= 0
        assert (case.get("classname"), case.get("name")) not in names
        names.add((case.get("classname"), case.get("name")))
        assert len(case) < 2, "a case has one outcome"
        for outcome in case:
            found[outcome.tag] += 1
            assert outcome.get("message")
    assert int(suite.get("tests")) == len(tags) - 3
    for tag, attribute in [("failure", "failures"), ("error", "errors"), ("skipped", "skipped")]:
        assert int(suite.get(attribute)) == found[tag]
        counts[attribute] += found[tag]
    counts["tests"] += len(tags) - 3

try:
    from lxml import etree
except ImportError:
    print("lxml is not here, so the schema was not applied", file=sys.stderr)
else:
    schema = etree.XMLSchema(etree.parse(pathlib.Path(__file__).with_name("junit.xsd")))
    schema.assertValid(etree.parse(path))

print("{tests} cases, {failures} failures, {errors} errors, {skipped} skipped".format(**counts))
