#!/usr/bin/env python3
"""A configuration is applied as a whole or not at all, by one person at a time; every version is kept, over a restart too, and one can go back to each."""
import json
import os
import stat

from harness import World, wait_for

LIMITS = "<domain slow.example>\n    max-smtp-out {}\n</domain>\n"


def refused(world, method, **params):
    """The error object that a call is refused with."""
    done = world.daemon.ctl("call", method, json.dumps(params), check=False)
    error = json.loads(done)
    assert "data" in error, done
    return error


def limit(world) -> str:
    settings = json.loads(world.daemon.ctl("--json", "show", "settings", "slow.example"))
    return next(row[1] for row in settings["rows"] if row[0] == "max-smtp-out")


def document(world, ending):
    shown = world.daemon.call("config.show")
    return next(d for d in shown["documents"] if d["id"].endswith(ending))


def main():
    with World(settings="include limits/*.conf", start=False) as world:
        daemon, ctl = world.daemon, world.daemon.ctl
        limits = world.folder / "limits" / "slow.conf"
        limits.parent.mkdir()
        real = world.folder / "real.conf"
        real.write_text(LIMITS.format(3))
        real.chmod(0o640)
        limits.symlink_to(real)
        daemon.start()
        assert limit(world) == "3"

        shown = daemon.call("config.show")
        assert [d["id"] for d in shown["documents"]] == [str(daemon.config), str(limits)], shown
        assert shown["version"] == 1 and shown["origin"] == "start" and not shown["built_in"] and all(d["writable"] for d in shown["documents"])

        # Apply: the file is replaced, keeps its mode, and the link stays one.
        slow = document(world, "slow.conf")
        applied = daemon.call("config.apply", documents=[{"id": slow["id"], "revision": slow["revision"], "text": LIMITS.format(4)}], note="one more")
        assert applied["applied"] and applied["version"] == 2, applied
        assert limit(world) == "4"
        assert limits.is_symlink() and real.read_text() == LIMITS.format(4)
        assert stat.S_IMODE(real.stat().st_mode) == 0o640
        assert sorted(os.listdir(limits.parent)) == ["slow.conf"]

        # The second of two people who began with the same text is told.
        error = refused(world, "config.apply", documents=[{"id": slow["id"], "revision": slow["revision"], "text": LIMITS.format(9)}])
        assert error["data"]["word"] == "config.conflict", error
        other = error["data"]["arguments"]["documents"][0]
        assert other["text"] == LIMITS.format(4) and other["user"] and not other["on_disk"], other
        assert limit(world) == "4"

        # An edit by hand is not written over; a reload makes it a version.
        real.write_text(LIMITS.format(5))
        now = document(world, "slow.conf")
        error = refused(world, "config.apply", documents=[{"id": now["id"], "revision": now["revision"], "text": LIMITS.format(9)}])
        assert error["data"]["word"] == "config.conflict" and error["data"]["arguments"]["documents"][0]["on_disk"], error
        assert real.read_text() == LIMITS.format(5)
        assert "version 3" in ctl("reload", "--note", "by hand")
        assert limit(world) == "5"
        assert "nothing had changed" in ctl("reload")

        # A broken text changes neither files nor what runs.
        now = document(world, "slow.conf")
        error = refused(world, "config.apply", documents=[{"id": now["id"], "revision": now["revision"], "text": LIMITS.format("many") + "bogus 1\n"}])
        assert error["data"]["word"] == "config.invalid", error
        assert len([d for d in error["data"]["arguments"]["diagnostics"] if d["severity"] == "error"]) == 2, error
        assert real.read_text() == LIMITS.format(5) and limit(world) == "5"
        broken = world.folder / "broken.conf"
        broken.write_text("bogus 1\n")
        assert ctl("config", "apply", f"{limits}={broken}", check=False) == ""
        assert limit(world) == "5"

        # The command line applies too; a document that was edited in its place is taken as it is.
        new = world.folder / "new.conf"
        new.write_text(LIMITS.format(6))
        assert "it would be applied" in ctl("config", "apply", f"{limits}={new}", "--dry-run")
        assert limit(world) == "5"
        assert "version 4" in ctl("config", "apply", f"{limits}={new}", "--note", "by mailracectl")
        assert limit(world) == "6"
        real.write_text(LIMITS.format(7))
        assert "version 5" in ctl("config", "apply", str(limits), "--note", "in its place")
        assert limit(world) == "7"

        # What a text would change, and what one version changed against another.
        wanted = daemon.call("config.effect", documents=[{"id": str(limits), "text": LIMITS.format(2)}])
        change = next(c for c in wanted["changes"] if c["directive"] == "max-smtp-out")
        assert wanted["ok"] and (change["before"], change["after"]) == ("7", "2") and not change["restart"], wanted
        compared = daemon.call("config.compare", a=2, b="running")
        assert [d["id"] for d in compared["documents"]] == [str(limits)], compared
        assert "-    max-smtp-out 4\n+    max-smtp-out 7\n" in compared["documents"][0]["diff"], compared
        assert any((c["before"], c["after"]) == ("4", "7") for c in compared["changes"]), compared
        assert "+    max-smtp-out 7" in ctl("config", "compare", "2")

        # A key for DKIM: the private part stays with the daemon, and is never replaced.
        key = daemon.call("dkim.create_key", domain="Sender.Example", selector="s1", type="ed25519")
        assert key["record_name"] == "s1._domainkey.sender.example" and key["record"].startswith("v=DKIM1; k=ed25519; p="), key
        assert stat.S_IMODE(os.stat(key["file"]).st_mode) == 0o600
        assert "PRIVATE KEY" not in json.dumps(key) and key["directive"] == f"domain-key s1,sender.example,{key['file']}"
        assert refused(world, "dkim.create_key", domain="sender.example", selector="s1")["data"]["word"] == "dkim.key_exists"
        assert refused(world, "dkim.create_key", domain="sender.example", selector="../x")["data"]["word"] == "params.invalid"

        # A listed path is the only one that there is.
        error = refused(world, "config.apply", documents=[{"id": "/etc/passwd", "revision": "", "text": "x"}])
        assert error["data"]["word"] == "config.unknown_document", error

        # All is kept, over a stop and over kill -9, and a restart alone is no version.
        for how in ("stop", "kill"):
            daemon.stop() if how == "stop" else daemon.kill()
            daemon.start()
            history = json.loads(ctl("--json", "config", "history"))
            assert [v["version"] for v in history["versions"]] == [5, 4, 3, 2, 1], history
            assert [v["origin"] for v in history["versions"]] == ["apply", "apply", "reload", "apply", "start"], history
            assert history["versions"][3]["note"] == "one more" and history["running"] == 5
            changed = next(d for d in history["versions"][3]["documents"] if d["id"] == str(limits))
            assert (changed["added"], changed["removed"]) == (1, 1), changed
        assert "one more" in ctl("config", "history")
        assert "max-smtp-out 4" in ctl("config", "history", "2")
        assert ctl("config", "show", str(limits)) == LIMITS.format(7)
        assert str(limits) in ctl("config", "show")

        # Back to the second version, which becomes the sixth.
        assert "version 6" in ctl("config", "rollback", "2", "--note", "it was better")
        assert limit(world) == "4" and real.read_text() == LIMITS.format(4)
        newest = daemon.call("config.history", limit=1)["versions"][0]
        assert newest["origin"] == "rollback" and newest["note"] == "back to version 2: it was better", newest
        assert ctl("config", "rollback", "99", check=False) == ""

        # Edited while the daemon was away: the start is a version.
        daemon.stop()
        real.write_text(LIMITS.format(8))
        daemon.start()
        assert daemon.call("config.history", limit=1)["versions"][0]["origin"] == "start"
        assert limit(world) == "8"

        # Who changed what is among the events.
        def changes():
            texts = [event["text"] for event in daemon.events("type:admin")]
            return texts if any("rolled back" in text for text in texts) else None
        texts = wait_for(changes, "the changes are in the history", 15)
        assert any("configuration applied: one more (version 2:" in text and "slow.conf +1 -1: " in text and "max-smtp-out 3 → 4" in text for text in texts), texts


if __name__ == "__main__":
    main()
