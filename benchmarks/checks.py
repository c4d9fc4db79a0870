"""Records the checks of a benchmark script, prints one line per check, and sets the exit code."""
import sys


class Checks:
    def __init__(self):
        self.failed = 0

    def __call__(self, what, holds, seen):
        print(f"{'ok  ' if holds else 'FAIL'} {what}: {seen}", flush=True)
        self.failed += not holds

    def end(self):
        """Exits with code 1 if a check failed, otherwise with 0."""
        print(f"{self.failed} failed")
        sys.exit(1 if self.failed else 0)
