"""What a script here holds to be so, one line each, and how it ends."""
import sys


class Checks:
    def __init__(self):
        self.failed = 0

    def __call__(self, what, holds, seen):
        print(f"{'ok  ' if holds else 'FAIL'} {what}: {seen}", flush=True)
        self.failed += not holds

    def end(self):
        """Ends the script, with 1 where something did not hold."""
        print(f"{self.failed} failed")
        sys.exit(1 if self.failed else 0)
