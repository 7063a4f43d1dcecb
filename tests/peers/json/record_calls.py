"""A pytest plugin that writes down what the tests of json_repair hand to repair_json and what they have from it.

Run from a checkout of it with WEIR_CASES naming the file of cases: python -m pytest -p record_calls tests/test_..
A case counts only if its test passed, so that what came back is what the test expects. Calls with options that change
what a repair means (a schema, strict, stream_stable, files) are left out.
"""

import functools
import json
import os

import pytest
import src.json_repair as package
import src.json_repair.json_repair as module

HARMLESS = {"return_objects", "skip_json_loads", "logging", "ensure_ascii"}

calls = []
cases = {}


def recorded(function):
    @functools.wraps(function)
    def call(json_str="", **options):
        result = function(json_str, **options)
        if isinstance(json_str, str) and json_str and set(options) <= HARMLESS:
            value = result[0] if options.get("logging") else result
            is_text = not options.get("return_objects") and not options.get("logging")
            nothing = value is None if is_text else value == ""
            expected = None if nothing or value == "" else value if is_text else json.dumps(value)
            calls.append((json_str, expected))
        return result

    return call


package.repair_json = module.repair_json = recorded(module.repair_json)


@pytest.hookimpl(hookwrapper=True)
def pytest_runtest_makereport(item, call):
    report = (yield).get_result()
    if report.when == "call":
        if report.passed:
            for text, expected in calls:
                cases.setdefault((text, expected), item.nodeid.split("/")[-1])
        calls.clear()


def pytest_sessionfinish():
    with open(os.environ["WEIR_CASES"], "w", encoding="utf-8") as out:
        for (text, expected), test in cases.items():
            out.write(json.dumps({"kind": test, "damaged": text, "original": expected}) + "\n")
