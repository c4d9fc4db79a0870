"""Records the checks of the contract suite and prints each failed check with its request, what was expected and what was received."""

import sys

FAILED = "Failed parsing query"


def repeated(value):
    """Tells whether a value is a list of strings."""
    return isinstance(value, list) and all(isinstance(each, str) for each in value)


class Contract:
    """A run of checks against one service."""

    def __init__(self, service):
        self.service, self.section, self.counts, self.failures = service, "", {}, 0

    def begin(self, section):
        self.section = section
        self.counts[section] = [0, 0]

    def run(self, section):
        """Runs the checks of a section. If an answer that other checks build on has another shape, the rest of the section fails as one check."""
        try:
            section(self)
        except (LookupError, TypeError, ValueError, AttributeError) as fault:
            self.check(
                "the rest of the section", "a request whose answer other checks need", "an answer of the right shape", f"{type(fault).__name__}: {fault}", "see the failures above"
            )

    def check(self, name, request, expected, problem, received):
        """Records one check. problem is falsy if the check holds, otherwise it says what is wrong."""
        self.counts[self.section][0] += 1
        if problem:
            self.counts[self.section][1] += 1
            self.failures += 1
            said = "" if problem is True else f"\n  problem:  {problem}"
            print(f"FAIL {self.section}: {name}\n  request:  {request}\n  expected: {expected}\n  received: {received}{said}", flush=True)

    def examine(self, name, answer, expected, examine):
        """Checks an answer. examine gets the answer and returns a problem; an exception in it is one too."""
        try:
            problem = examine(answer)
        except (LookupError, TypeError, ValueError, AttributeError) as fault:
            problem = f"the answer has another shape ({type(fault).__name__}: {fault})"
        self.check(name, answer.request, expected, problem, answer)

    def answers(self, name, path, params, expected, examine, status=200):
        """Checks a GET request whose status must be `status` and whose parsed JSON body `examine` judges."""

        def judge(answer):
            if answer.status != status:
                return f"status {answer.status} instead of {status}"
            return examine(answer.json)

        self.examine(name, self.service.get(path, params), f"{status}, {expected}", judge)

    def accepted(self, name, path, params):
        self.answers(name, path, params, "the request is accepted", lambda body: None if isinstance(body, dict) else "no JSON object")

    def equal(self, name, path, params, other_path, other):
        """Checks that two GET requests have the same status 200 and the same body."""
        first, second = self.service.get(other_path, other), self.service.get(path, params)
        problem = None if first.status == second.status == 200 and first.body == second.body else f"{first.request} answers {first}"
        self.check(name, second.request, f"the answer of {first.request}", problem, second)

    def refused(self, name, path, params, *details, exact=True):
        """Checks a 400 with {code, message, detail}. A detail that ends with a colon matches every text that begins with it.

        exact=False permits further entries, for rules that the contract does not put in words. Without details, the list must have one entry.
        """

        def judge(answer):
            body = answer.json
            if answer.status != 400:
                return f"status {answer.status} instead of 400"
            if list(body) != ["code", "message", "detail"]:
                return f"members {list(body)}"
            if body["code"] != 400 or body["message"] != FAILED or not repeated(body["detail"]):
                return "code, message or the type of detail"
            given = body["detail"]
            if not details:
                return None if len(given) == 1 else f"{len(given)} entries instead of 1"
            missing = [each for each in details if not any(text.startswith(each) if each.endswith(":") else text == each for text in given)]
            return f"missing {missing}" if missing else len(given) != len(details) and exact and f"{len(given)} entries instead of {len(details)}"

        shown = ", ".join(map(repr, details)) or "one entry"
        self.examine(name, self.service.get(path, params), f'400 {{"code":400,"message":"{FAILED}","detail":[{shown}]}}', judge)

    def end(self):
        """Prints the counts of the sections. Exits with code 1 if a check failed, otherwise with 0."""
        for section, (total, failed) in self.counts.items():
            print(f"{section:28} {total:4} checks, {failed} failed")
        total = sum(count for count, _ in self.counts.values())
        print(f"{total - self.failures} passed, {self.failures} failed")
        sys.exit(1 if self.failures else 0)


def features(body):
    return body["features"]


def properties(body):
    return [feature["properties"] for feature in body["features"]]


def every(body, member, holds, at_least=1):
    """A problem unless there are at_least features and `holds` is true for the member of each one's properties."""
    found = properties(body)
    if len(found) < at_least:
        return f"{len(found)} features instead of {at_least} or more"
    wrong = [each.get(member) for each in found if not holds(each.get(member))]
    return f"{member}: {wrong}" if wrong else None


def first(body, member, value):
    """A problem unless the member of the first feature's properties has this value."""
    found = properties(body)
    if not found:
        return "no features"
    return None if found[0].get(member) == value else f"the first feature has {member} {found[0].get(member)!r}"
