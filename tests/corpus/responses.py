#!/usr/bin/env python3
"""Replies of receivers with labels of other projects: how many get the right category and the right hard or soft class?

Reads the corpora beside the source tree (../shared/corpora, or MAILRACE_CORPORA) and asks `mailracectl classify`. Prints a table with the share of each
corpus and of each label and their macro average; --misses prints every miss. Fails under the goals; says so and is skipped (exit status 77) when the corpora are not
there. `label-map.json` of the corpora says which categories are right for a label; what labels mean for the class, and what bare status codes mean, stands here.
"""
import argparse
import collections
import json
import os
import pathlib
import subprocess
import sys

ROOT = pathlib.Path(__file__).resolve().parents[2]
CATEGORY_GOAL, CLASS_GOAL = 0.92, 0.97

# Does the label say that the address itself will not work? Labels in neither set are not scored for class.
HARD = {
    "sisimai": {"userunknown", "hostunknown", "hasmoved", "suspend"},
    "postalsys": {"user_unknown", "invalid_address", "mailbox_disabled"},
    "zonemta": {"recipient", "envelope"},
    "php": {"5.1.1", "5.2.1"},
    "sendgrid": {"hard"},
    "kumomta": {"InvalidRecipient", "BadDomain", "InactiveMailbox"},
    "fieldmanual": {"hard"},
}
UNSCORED_CLASS = {
    "sisimai": {"filtered", "notaccept", "onhold", "undefined", "vacation", "delivered"},  # filtered: "may be unknown, may be refused"
    "zonemta": {"other"},
    "php": {"5.1.2", "5.2.0", "5.5.0", "4.2.0"},
    "sendgrid": {"success"},
    "kumomta": {"Uncategorized"},
}
# What the status that PHP-Bounce-Handler derives from a phrase allows.
PHP = {
    "4.2.0": None,
    "4.2.2": {"quota-issues"},
    "4.3.2": {"other", "policy-related", "bad-configuration", "quota-issues"},
    "5.1.1": {"bad-mailbox", "inactive-mailbox"},
    "5.1.2": {"bad-domain", "relaying-issues", "inactive-mailbox"},
    "5.2.0": None,
    "5.2.1": {"inactive-mailbox", "bad-mailbox"},
    "5.4.4": {"routing-errors", "bad-domain", "no-answer-from-host"},
    "5.4.6": {"routing-errors"},
    "5.5.0": None,
    "5.7.1": {"policy-related", "spam-related", "content-related", "relaying-issues"},
}
# Descriptions of the field manual say what its severity means; only the clear ones are scored, by words of the description.
FIELD = [
    ("mailbox does not exist", {"bad-mailbox"}, True),
    ("does not exist on our", {"bad-mailbox"}, True),
    ("non-existing address", {"bad-mailbox"}, True),
    ("mailbox is full", {"quota-issues"}, False),
    ("sufficient free space", {"quota-issues"}, False),
    ("high rate", {"policy-related", "other", "quota-issues"}, False),
    ("DMARC policy", {"policy-related"}, False),
    ("SPF policy", {"policy-related"}, False),
    ("low reputation", {"spam-related", "policy-related"}, False),
    ("Spamhaus", {"spam-related"}, False),
    ("Greylisting", {"policy-related"}, False),
    ("reverse DNS", {"policy-related", "bad-configuration"}, False),
    ("blocked by Cloudmark", {"spam-related"}, False),
    ("spam threshold", {"spam-related"}, False),
]


class Case:
    def __init__(self, corpus, label, text, provider, right, hard):
        self.corpus, self.label, self.text, self.provider = corpus, label, text, provider
        self.right, self.hard = right, hard  # right: set of categories or None; hard: True, False or None


def hard_of(project, label):
    if label in UNSCORED_CLASS.get(project, set()):
        return None
    return label in HARD[project]


def read(folder, corpora):
    return json.loads((corpora / folder / "cases.json").read_text(encoding="utf-8"))["cases"]


def cases_of(corpora):
    label_map = json.loads((corpora / "label-map.json").read_text(encoding="utf-8"))
    out = []

    def mapped(project, labels):
        allowed = set()
        for label in labels:
            allowed |= set(label_map[project].get(label, []))
        return allowed or None

    for c in read("smtp-replies-sisimai", corpora):
        out.append(Case("sisimai", c["reason"], c["text"], "", mapped("sisimai", [c["reason"]]), hard_of("sisimai", c["reason"])))
    for c in read("smtp-replies-postalsys", corpora):
        hards = {hard_of("postalsys", label) for label in c["labels"]}
        out.append(Case("postalsys", c["labels"][0], c["reply"], "", mapped("postalsys", c["labels"]), hards.pop() if len(hards) == 1 else None))
    for c in read("smtp-replies-zonemta", corpora):
        if "reply" not in c:
            continue  # rules about bare status codes: no replies
        right = mapped("zonemta", [c["category"]])
        out.append(Case("zonemta", c["category"], c["reply"], "", right, hard_of("zonemta", c["category"])))
    for c in read("smtp-replies-misc", corpora):
        if c["origin"] == "php":
            if c.get("plain_text"):
                out.append(Case("php", c["status"], c["phrase"], "", PHP.get(c["status"]), hard_of("php", c["status"])))
        elif c["origin"] == "sendgrid":
            right = {"success"} if c["kind"] == "success" else None
            # "hard" there means any 5xx: only what speaks of the mailbox is scored.
            hard = None if c["kind"] == "hard" and c["reply"][:3] in ("554", "552") else hard_of("sendgrid", c["kind"])
            out.append(Case("sendgrid", c["kind"], c["reply"], "", right, hard))
        else:
            out.append(Case("kumomta", c["class"], c["reply"], "", mapped("kumomta", [c["class"]]), hard_of("kumomta", c["class"])))
    for c in read("smtp-replies-fieldmanual", corpora):
        for words, right, hard in FIELD:
            if words in c["description"]:
                out.append(Case("fieldmanual", words, c["text"], "", right, hard))
                break
    return [case for case in out if case.right is not None or case.hard is not None]


def classify(program, cases):
    lines = "".join(case.text.replace("\r", " ").replace("\n", "\\n") + "\n" for case in cases)
    answer = subprocess.run([program, "classify", "--json"], input=lines, capture_output=True, text=True, check=True, timeout=120)
    return [json.loads(line) for line in answer.stdout.splitlines()]


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--misses", action="store_true")
    options = parser.parse_args()
    corpora = pathlib.Path(os.environ.get("MAILRACE_CORPORA", ROOT.parent / "shared" / "corpora"))
    if not (corpora / "label-map.json").exists():
        print(f"skipped: there are no corpora in {corpora}")
        return 77
    program = os.path.join(os.environ.get("MAILRACE_BIN", ROOT / "build" / "bin"), "mailracectl")
    cases = cases_of(corpora)
    answers = classify(program, cases)
    if len(answers) != len(cases):
        print(f"{len(cases)} asked, {len(answers)} answered")
        return 1
    table = collections.defaultdict(lambda: [0, 0, 0, 0])
    by_label = collections.defaultdict(lambda: [0, 0])
    misses = []
    for case, answer in zip(cases, answers):
        row = table[case.corpus]
        wrong = []
        if case.right is not None:
            row[1] += 1
            by_label[case.corpus, case.label][1] += 1
            if answer["category"] in case.right:
                row[0] += 1
                by_label[case.corpus, case.label][0] += 1
            else:
                wrong.append(f"{answer['category']}, wanted {' or '.join(sorted(case.right))}")
        if case.hard is not None:
            row[3] += 1
            if (answer["class"] == "hard") == case.hard:
                row[2] += 1
            else:
                wrong.append(f"class {answer['class']}, wanted {'hard' if case.hard else 'not hard'}")
        if wrong:
            misses.append(f"{case.corpus}/{case.label}: {'; '.join(wrong)} [{answer['rule']}] {case.text[:160]}")

    def share(right, of):
        return f"{right:4d} of {of:4d} {100 * right / of:6.1f} %" if of else "      -           "

    print(f"{'corpus':14} {'category':>20} {'hard or not':>20}")
    total = [0, 0, 0, 0]
    for corpus, row in sorted(table.items()):
        total = [a + b for a, b in zip(total, row)]
        print(f"{corpus:14} {share(row[0], row[1]):>20} {share(row[2], row[3]):>20}")
    print(f"{'all':14} {share(total[0], total[1]):>20} {share(total[2], total[3]):>20}")
    macro = [right / of for right, of in by_label.values() if of]
    print(f"macro average over {len(macro)} labels: {100 * sum(macro) / len(macro):.1f} %")
    print(f"{len(misses)} misses" + ("" if options.misses else " (--misses prints them)"))
    if options.misses:
        print("\n".join(misses))
    good = total[0] >= CATEGORY_GOAL * total[1] and total[2] >= CLASS_GOAL * total[3]
    if not good:
        print(f"under the goals of {CATEGORY_GOAL:.0%} and {CLASS_GOAL:.0%}")
    return 0 if good else 1


if __name__ == "__main__":
    sys.exit(main())
