#!/usr/bin/env python3
"""Reads the corpora of real bounces, complaints and ordinary mail with `mailracectl parse report` and compares with what is known of them.

Prints a table and every miss; exit status 1 when a mark is missed, 77 (skipped) when the corpora are not beside the source tree.
The corpora stay where they are: nothing of them is part of this project. --verbose prints what was read of each miss.
"""
import collections
import json
import os
import pathlib
import re
import subprocess
import sys

ROOT = pathlib.Path(__file__).resolve().parents[2]
CORPORA = pathlib.Path(os.environ.get("MAILRACE_CORPORA", ROOT.parent / "shared" / "corpora"))
CTL = pathlib.Path(os.environ.get("MAILRACE_BIN", ROOT / "build" / "bin")) / "mailracectl"
MARKS = {"recipient": 0.97, "status class": 0.95, "kind": 0.97, "feedback": 1.0, "ordinary": 1.0, "category": 0.85, "recipients counted": 0.0}


def read_all(paths):
    """What the reader says of each file, in order; several hundred files a call."""
    out = []
    for begin in range(0, len(paths), 200):
        run = subprocess.run([CTL, "--json", "parse", "report", *map(str, paths[begin:begin + 200])], capture_output=True, check=True)
        out += [json.loads(line) for line in run.stdout.decode().splitlines()]
    by_file = {}
    for report in out:
        by_file.setdefault(report["file"], report)
    return [by_file[str(path)] for path in paths]


class Score:
    def __init__(self):
        self.rows = collections.OrderedDict()
        self.misses = []

    def count(self, corpus, what, name, ok, wanted="", got=""):
        row = self.rows.setdefault((corpus, what), [0, 0])
        row[1] += 1
        if ok:
            row[0] += 1
        else:
            self.misses.append((what, f"{corpus}/{name}", wanted, got))


def cases(corpus):
    return json.loads((CORPORA / corpus / "expected.json").read_text())["cases"]


def failing(report):
    return sorted({r["address"].lower() for r in report["recipients"] if r["action"] in ("failed", "delayed")})


def is_bounce(report):
    return report["kind"] in ("bounce", "delay")


def sisimai(score, label_map):
    known = {name: case for name, case in cases("sisimai-bounces").items() if not name.endswith(".json")}
    names = list(known)
    for name, report in zip(names, read_all([CORPORA / "sisimai-bounces" / n for n in names])):
        case, kind = known[name], known[name].get("kind")
        results = case.get("results") or []
        if kind == "feedback":
            wanted = results[0].get("feedbacktype", "")
            score.count("sisimai", "feedback", name, (report["feedback"] or {}).get("type") == wanted, wanted, report["feedback"])
        elif kind == "vacation":
            score.count("sisimai", "kind", name, report["kind"] == "auto-reply", "auto-reply", report["kind"])
        elif case.get("is_bounce") is False and kind is None:
            score.count("sisimai", "ordinary", name, not is_bounce(report), "no bounce", report["kind"])
        elif case.get("is_bounce"):
            score.count("sisimai", "kind", name, is_bounce(report), "bounce", report["kind"])
            classes = sorted(r["status"][:1] for r in results if r["status"])
            got = sorted(r["status"][:1] for r in report["recipients"])
            short = [(r["address"], r["status"], r["diagnostic"][:100]) for r in report["recipients"]]
            score.count("sisimai", "status class", name, classes == got or (set(classes) == set(got) and len(set(got)) == 1), [r["status"] for r in results], short)
            score.count("sisimai", "recipients counted", name, len(results) == len(report["recipients"]), len(results), short)
            for wanted, read in zip(results, report["recipients"]):
                categories = label_map["sisimai"].get(wanted["reason"], [])
                if categories and len(results) == len(report["recipients"]):
                    score.count("sisimai", "category", name, read["category"] in categories, wanted["reason"], (read["category"], read["status"], read["diagnostic"][:160]))


def flufl(score):
    known = cases("flufl-bounce")
    names = list(known)
    for name, report in zip(names, read_all([CORPORA / "flufl-bounce" / n for n in names])):
        wanted = sorted({a.lower() for a in known[name]["permanent"] + known[name]["temporary"]})
        if wanted:
            score.count("flufl", "kind", name, is_bounce(report), "bounce", report["kind"])
            score.count("flufl", "recipient", name, failing(report) == wanted, wanted, failing(report))
            if len(wanted) == 1 and report["recipients"]:
                cls = "4" if known[name]["temporary"] else "5"
                score.count("flufl", "kind", name + " (class)", report["kind"] == ("delay" if cls == "4" else "bounce"), cls, (report["kind"], report["recipients"][0]["status"]))


def bounceparser(score, label_map):
    known = cases("bounceparser-perl")
    names = list(known)
    for name, report in zip(names, read_all([CORPORA / "bounceparser-perl" / n for n in names])):
        case = known[name]
        if case.get("reports") == 0:  # mail that holds no report
            score.count("bounceparser", "ordinary", name, not is_bounce(report), "none", report["kind"])
        elif case.get("is_bounce") is not None:
            score.count("bounceparser", "kind" if case["is_bounce"] else "ordinary", name, is_bounce(report) == case["is_bounce"] or (not case["is_bounce"] and report["kind"] == "delay"), case["is_bounce"], report["kind"])
        wanted = sorted(a.lower() for a in case.get("addresses", case.get("addresses_original", [])))
        if wanted:
            score.count("bounceparser", "recipient", name, failing(report) == wanted, wanted, failing(report))
        code = case.get("smtp_code")
        if code and report["recipients"]:
            score.count("bounceparser", "status class", name, report["recipients"][0]["status"][:1] == code[0], code, report["recipients"][0]["status"])
        categories = label_map["bounceparser-perl"].get(case.get("std_reason"), [])
        if categories and report["recipients"]:
            first = report["recipients"][0]
            score.count("bounceparser", "category", name, first["category"] in categories, case["std_reason"], (first["category"], first["status"], first["diagnostic"][:160]))


def stated(text, field):
    """Values of a field of the mail itself, for corpora that expect no more."""
    return re.findall(rf"(?im)^{field}:\s*(?:rfc822;)?\s*<?([^>\s]+)", text)


def php(score):
    known = cases("php-bounce-handler")
    names = list(known)
    for name, report in zip(names, read_all([CORPORA / "php-bounce-handler" / n for n in names])):
        case = known[name]
        text = (CORPORA / "php-bounce-handler" / name).read_bytes().decode("latin-1")
        if case["kind_by_name"] == "feedback" or re.search("(?im)^from: staff@hotmail", text):  # JMRP, whatever the file is called
            score.count("php", "feedback", name, bool((report["feedback"] or {}).get("type")) or "feedback-type" not in text.lower(), "feedback", report["feedback"])
            continue
        score.count("php", "kind", name, is_bounce(report), "bounce", report["kind"])
        wanted = [case["recipient"]] if "recipient" in case else stated(text, "x-failed-recipients") or stated(text, "original-recipient") or stated(text, "final-recipient")
        wanted = sorted({a.lower() for a in wanted if "@" in a and not a.startswith("@")})
        if wanted:
            score.count("php", "recipient", name, failing(report) == wanted, wanted, failing(report))
        if "status" in case and report["recipients"]:
            score.count("php", "status class", name, report["recipients"][0]["status"] == case["status"], case["status"], report["recipients"][0]["status"])


def python_bounces(score):
    known = cases("python-bounce-email")
    names = list(known)
    for name, report in zip(names, read_all([CORPORA / "python-bounce-email" / n for n in names])):
        case = known[name]
        text = (CORPORA / "python-bounce-email" / name).read_bytes().decode("latin-1")
        score.count("python", "kind" if case["is_bounce"] else "ordinary", name, is_bounce(report) == case["is_bounce"], case["is_bounce"], report["kind"])
        wanted = sorted({a.lower() for a in stated(text, "original-recipient") or stated(text, "final-recipient") if "@" in a})
        if wanted:
            score.count("python", "recipient", name, failing(report) == wanted, wanted, failing(report))
        if "code" in case and report["recipients"]:
            score.count("python", "status class", name, report["recipients"][0]["status"][:1] == case["code"][:1], case["code"], report["recipients"][0]["status"])


def dsn_misc(score):
    known = cases("dsn-misc")
    names = list(known)
    for name, report in zip(names, read_all([CORPORA / "dsn-misc" / n for n in names])):
        case = known[name]
        if case.get("is_bounce"):
            score.count("dsn-misc", "kind", name, is_bounce(report), "bounce", report["kind"])
        if "status" in case and report["recipients"]:
            score.count("dsn-misc", "status class", name, report["recipients"][0]["status"] == case["status"], case["status"], report["recipients"][0]["status"])
        if "final_recipient" in case:
            wanted = [case["final_recipient"].split(";")[-1].strip().lower()]
            score.count("dsn-misc", "recipient", name, failing(report) == wanted, wanted, failing(report))
        debug = case.get("expected_debug")
        if debug:
            wanted = sorted(a.lower() for a in re.findall(r"final_recipient: Recipient \{\s*recipient_type: \"[^\"]*\",\s*recipient: \"([^\"]*)\"", debug))
            got = sorted(r.get("final_address", r["address"]).lower() for r in report["recipients"])
            score.count("dsn-misc", "recipient", name, wanted == got, wanted, got)


def arf(score):
    known = cases("arf")
    names = list(known)
    for name, report in zip(names, read_all([CORPORA / "arf" / n for n in names])):
        case, feedback = known[name], report["feedback"] or {}
        wanted = dict(case.get("stated", {}))
        for key, value in (case.get("expected") or {}).items():
            if isinstance(value, str):
                wanted[key.replace("_", "-")] = value
        debug = case.get("expected_debug", "")
        for key, value in re.findall(r"^\s+(feedback_type|user_agent): \"([^\"]*)\"", debug, re.M):
            wanted[key.replace("_", "-")] = value
        pairs = [("feedback-type", "type"), ("user-agent", "user_agent"), ("source-ip", "source_ip"), ("original-mail-from", "original_mail_from"), ("original-rcpt-to", "original_rcpt_to"), ("reported-domain", "reported_domain")]
        plain = lambda text: re.sub(r"[^a-z0-9@.]", "", (re.findall(r"<([^>]*)>", text) or [text])[0].lower())
        for field, key in pairs:
            value = wanted.get(field)
            value = value[0] if isinstance(value, list) and value else value
            if value:
                score.count("arf", "feedback", f"{name} {field}", plain(value) == plain(feedback.get(key) or ""), value, feedback.get(key))
        failure = (wanted.get("feedback-type") or "").lower().replace("-", "") == "authfailure" or not case["is_feedback_report"]
        score.count("arf", "kind", name, report["kind"] == ("none" if failure else "complaint"), "none" if failure else "complaint", report["kind"])


def ordinary(score):
    bounces = {"delivery-status.anonymized.eml"}
    for corpus in ("mime-misc", "mime-stalwart"):
        paths = sorted(p for p in (CORPORA / corpus).rglob("*") if p.is_file() and p.suffix != ".json" and p.name not in ("COPYING", "LICENSE") and p.name not in bounces)
        for path, report in zip(paths, read_all(paths)):
            score.count(corpus, "ordinary", str(path.relative_to(CORPORA / corpus)), not is_bounce(report) and report["kind"] != "complaint", "ordinary", report["kind"])


def main():
    if not CORPORA.is_dir():
        print(f"skipped: no corpora at {CORPORA}")
        return 77
    score = Score()
    label_map = json.loads((CORPORA / "label-map.json").read_text())
    sisimai(score, label_map)
    flufl(score)
    bounceparser(score, label_map)
    php(score)
    python_bounces(score)
    dsn_misc(score)
    arf(score)
    ordinary(score)
    for what, name, wanted, got in score.misses:
        if what != "category" or "--verbose" in sys.argv:
            print(f"miss: {what:18} {name}\n      wanted {wanted}\n      got    {got}")
    totals, failed = collections.Counter(), []
    for (corpus, what), (good, count) in score.rows.items():
        print(f"{corpus:14} {what:20} {good:4} of {count:4}  {100 * good / count:6.1f} %")
        totals[what, "good"] += good
        totals[what, "all"] += count
    for what in MARKS:
        if totals[what, "all"]:
            share = totals[what, "good"] / totals[what, "all"]
            ok = share >= MARKS[what]
            failed += [] if ok else [what]
            print(f"{'all':14} {what:20} {totals[what, 'good']:4} of {totals[what, 'all']:4}  {100 * share:6.1f} %  wanted {100 * MARKS[what]:.0f} %{'' if ok else '  MISSED'}")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
