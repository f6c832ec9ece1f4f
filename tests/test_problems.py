from macros.problems import Problem, did_you_mean, report, unknown


def test_a_problem_prints_its_place_its_code_and_a_way_out():
    problem = Problem("docs/a.md", 31, "checklist-unknown", "no checklist 'capcity'", "did you mean 'capacity'?")
    assert str(problem) == "docs/a.md:31: [checklist-unknown] no checklist 'capcity' (did you mean 'capacity'?)"


def test_a_near_name_is_offered():
    assert did_you_mean("capcity", ["capacity", "latency"]) == "did you mean 'capacity'?"


def test_a_few_names_are_listed_when_none_is_near():
    assert did_you_mean("xyz", ["beta", "alpha"]) == "known: alpha, beta"


def test_an_unknown_name_has_a_code_of_its_kind():
    assert unknown("checklist", "x", []).code == "checklist-unknown"


def test_a_report_lists_each_problem_once_in_order_and_counts_them():
    late, early = Problem("b.md", 2, "x", "late"), Problem("a.md", 9, "x", "early")
    assert report([late, early, late]) == "a.md:9: [x] early\nb.md:2: [x] late\n2 problems"
