#!/usr/bin/env python3
"""What an operator set is kept over a stop and over kill -9; the verbs of mailracectl do what they say; a broken configuration changes nothing."""
import json

from harness import World, books_agree, wait_for

SCENARIO = """
<provider good>
    domain good.example
    mx mx1.good.example
</provider>
<provider other>
    domain other.example
    mx mx1.other.example
</provider>
"""


def row(world, queue):
    return world.daemon.call("queues.get", queue=queue)["row"]


def main():
    good, other = "good.example/{default}", "other.example/{default}"
    with World(SCENARIO) as world:
        ctl = world.daemon.ctl
        world.feed("--messages", "10", "--domains", "good.example,other.example", "--run", "a")
        world.drained()
        assert "would touch" in ctl("pause", "queue", good, "--dry-run")
        assert row(world, good)["state"] != "paused"
        ctl("pause", "queue", good)
        ctl("set", "queue", "--mode", "backoff", other)
        world.feed("--messages", "40", "--domains", "good.example", "--run", "b")
        wait_for(lambda: row(world, good)["recipients"] == 40, "mail waits", 20)
        before = world.daemon.status()

        for how in ("stop", "kill"):
            if how == "stop":
                assert world.daemon.stop() == 0
            else:
                world.daemon.kill()
            world.daemon.start()
            assert row(world, good)["state"] == "paused", how
            assert row(world, good)["recipients"] == 40, how
            assert row(world, other)["mode"] == "backoff", how
            after = world.daemon.status()
            books_agree(after)
            assert {k: after[k] for k in ("received", "delivered", "queued")} == {k: before[k] for k in ("received", "delivered", "queued")}, how

        listed = json.loads(ctl("--json", "list", "--queue", good, "--maxitems", "5"))
        assert len(listed["rows"]) == 5 and listed["cursor"], listed
        assert json.loads(ctl("--json", "delete", "--queue", good, "--rcpt", "nobody@good.example", "--dry-run"))["recipients"] == 0
        refused = world.daemon.call
        try:
            refused("queues.delete", select={"queues": [good]}, dry_run=False, expected=1)
            raise AssertionError("more than expected was deleted")
        except RuntimeError as error:
            assert "dry_run.grown" in str(error), error
        assert "deleted 40 recipients" in ctl("delete", "--queue", good)
        status = wait_for(lambda: (lambda s: s if s["queued"] == 0 else None)(world.daemon.status()), "they are gone", 20)
        books_agree(status)
        assert status["deleted"] == 40, status
        ctl("resume", "queue", good)
        world.feed("--messages", "5", "--domains", "good.example", "--run", "c")
        world.drained()

        # Reload: a limit changes while it runs, and an error changes nothing.
        text = world.daemon.config.read_text()
        world.daemon.config.write_text(text + "<domain good.example>\n    max-smtp-out 3\n</domain>\n")
        assert "the new configuration runs" in ctl("reload")
        settings = json.loads(ctl("--json", "show", "settings", "good.example"))
        assert any(r[0] == "max-smtp-out" and r[1] == "3" for r in settings["rows"]), settings
        world.daemon.config.write_text(text + "max-smtp-uot 3\n")
        words = ctl("reload", check=False)
        assert "nothing was changed" in words, words
        settings = json.loads(ctl("--json", "show", "settings", "good.example"))
        assert any(r[0] == "max-smtp-out" and r[1] == "3" for r in settings["rows"]), settings
        assert any("refused" in note["title"] for note in world.daemon.call("attention.list")["items"])
        admin = wait_for(lambda: world.daemon.events("type:admin"), "changes are in the history", 15)
        assert any(event["user"] for event in admin), admin

        for verb in (["show", "status"], ["show", "queues"], ["show", "topqueues"], ["show", "domains"], ["show", "vmtas"], ["show", "jobs"], ["show", "version"],
                     ["events", "type:delivery"], ["top", "--iterations", "1"], ["schedule", good], ["resume", "queue", "*"]):
            assert ctl(*verb).strip(), verb
        json.loads(ctl("call", "session.describe"))
        assert ctl("completion", "bash").startswith("_mailracectl()")


if __name__ == "__main__":
    main()
