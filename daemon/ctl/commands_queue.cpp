#include <iostream>

#include "daemon/ctl/commands.h"
#include "daemon/ctl/output.h"
#include "shared/protocol/message.h"

namespace mailrace::ctl {

using protocol::int_or;
using protocol::text_or;

json::object select_of(const std::string& queue) {
    if (queue.find('*') != std::string::npos) return {{"filter", "name:" + queue}};
    if (queue.find('/') == std::string::npos) return {{"filter", "domain:" + queue}};
    return {{"queues", json::array{queue}}};
}

namespace {

std::string counted(const json::value& answer) {
    const auto& o = answer.as_object();
    return grouped(int_or(o, "recipients", 0)) + " recipients in " + grouped(int_or(o, "queues", 0)) + " queues";
}

struct ChangeOptions {
    bool dry_run = false;
    bool dsn = false;
    bool retry_recipients = false;
    std::string queue, job, sender, recipient, envid, older_than, mode, reason;
    int max_items = 100;
};
using Shared = std::shared_ptr<ChangeOptions>;

/// "90", "15m", "2h", "1d12h" as milliseconds; -1 when it is none of these.
std::int64_t milliseconds(const std::string& text) {
    std::int64_t total = 0;
    std::int64_t number = 0;
    bool digits = false;
    for (const char c : text) {
        if (c >= '0' && c <= '9') {
            number = number * 10 + (c - '0');
            digits = true;
            if (number > 1'000'000'000) return -1;
            continue;
        }
        const std::int64_t unit = c == 's' ? 1 : c == 'm' ? 60 : c == 'h' ? 3600 : c == 'd' ? 86400 : c == 'w' ? 604800 : 0;
        if (unit == 0 || !digits) return -1;
        total += number * unit;
        number = 0;
        digits = false;
    }
    return (total + number) * 1000;
}

json::object select_from(const ChangeOptions& o) {
    json::object select;
    if (!o.queue.empty()) select = select_of(o.queue);
    if (!o.job.empty()) select["job"] = o.job;
    if (!o.sender.empty()) select["sender"] = o.sender;
    if (!o.recipient.empty()) select["recipient"] = o.recipient;
    if (!o.envid.empty()) select["envid"] = o.envid;
    if (!o.older_than.empty()) select["older_than_ms"] = milliseconds(o.older_than);
    return select;
}

/// The command line knows what it asks for: it makes the dry run itself and passes the number on.
int change(Client& client, const Options& options, std::string_view method, json::object params, bool dry_run, const std::string& done) {
    params["dry_run"] = true;
    auto answer = client.call(method, params);
    if (!answer) return report(answer.error());
    if (!dry_run) {
        params["dry_run"] = false;
        params["expected"] = int_or(answer->as_object(), "recipients", 0);
        params["force"] = true;
        answer = client.call(method, params);
        if (!answer) return report(answer.error());
    }
    if (options.as_json) {
        std::cout << json::serialize(*answer) << "\n";
    } else {
        std::cout << (dry_run ? "would touch " : done + " ") << counted(*answer) << "\n";
    }
    return 0;
}

void add_narrowing(CLI::App& command, const Shared& o) {
    command.add_option("--queue", o->queue, "DOMAIN/VMTA, DOMAIN, or a pattern with *");
    command.add_option("--job,--jobId", o->job, "Job id");
    command.add_option("--orig", o->sender, "Sender address or pattern with *");
    command.add_option("--rcpt", o->recipient, "Recipient address or pattern with *");
    command.add_option("--envId", o->envid, "Envelope id");
    command.add_option("--older-than", o->older_than, "Age, for example 2h or 1d12h")->check([](const std::string& text) {
        return milliseconds(text) < 0 ? std::string("not a time: use 90s, 15m, 2h or 1d12h") : std::string();
    });
}

void add_pause_resume(CLI::App& app, Context& context, const std::string& verb, const std::string& done) {
    auto* command = app.add_subcommand(verb, verb == "pause" ? "Stop delivery of queues or of a job" : "Go on with delivery");
    command->require_subcommand(1);
    for (const bool job : {false, true}) {
        auto o = std::make_shared<ChangeOptions>();
        auto* sub = command->add_subcommand(job ? "job" : "queue", job ? "A job, in all queues" : "Queues");
        sub->add_option(job ? "id" : "queue", job ? o->job : o->queue, job ? "Job id" : "DOMAIN/VMTA, DOMAIN, or a pattern with *")->required();
        sub->add_flag("--dry-run", o->dry_run, "Only say what would be touched");
        if (verb == "pause") sub->add_option("--reason", o->reason, "Words for the history");
        sub->callback([&context, o, verb, done] {
            context.run = [&context, o, verb, done](Client& client) {
                return change(client, context.options, "queues." + verb, {{"select", select_from(*o)}, {"reason", o->reason}}, o->dry_run, done);
            };
        });
    }
}

void print_recipients(const json::value& answer) {
    const TableView view(answer);
    TextTable table({{"message"}, {"recipient", false, 50}, {"sender", false, 40}, {"queue", false, 40}, {"state"}, {"tries", true}, {"next attempt"}, {"size", true}});
    for (std::size_t i = 0; i < view.size(); ++i) {
        table.add({view.text(i, "message"), one_line(view.text(i, "recipient")), one_line(view.text(i, "sender")), view.text(i, "queue"),
                   view.text(i, "state"), grouped(view.number(i, "attempts")), time_text(view.number(i, "next_attempt")),
                   size_text(view.number(i, "size"))});
    }
    std::cout << (table.empty() ? std::string("no recipients\n") : table.text());
}

int trace(Client& client, const Options& options, const std::string& queue) {
    auto started = client.call("trace.start", {{"queue", queue}});
    if (!started) return report(started.error());
    for (;;) {
        auto next = client.next(std::chrono::minutes(15));
        if (!next) return report(next.error());
        if (!next->has_value()) return report(Error::timeout("nothing happened for 15 minutes"));
        const Notification& n = **next;
        if (options.as_json) std::cout << json::serialize(n.params) << std::endl;
        if (n.method == "trace.line" && !options.as_json) {
            std::cout << clock_text(int_or(n.params, "time", 0)) << " " << text_or(n.params, "direction") << " " << one_line(text_or(n.params, "text"))
                      << std::endl;
        }
        if (n.method == "trace.end") {
            if (!options.as_json) std::cout << text_or(n.params, "outcome") << std::endl;
            return 0;
        }
    }
}

}  // namespace

void add_queue_commands(CLI::App& app, Context& context) {
    add_pause_resume(app, context, "pause", "paused");
    add_pause_resume(app, context, "resume", "resumed");

    auto* schedule = app.add_subcommand("schedule", "Try queues again now");
    auto so = std::make_shared<ChangeOptions>();
    schedule->add_option("queue", so->queue, "DOMAIN/VMTA, DOMAIN, or a pattern with *")->required();
    schedule->add_flag("--retry-recipients", so->retry_recipients, "Also recipients that wait by themselves");
    schedule->add_flag("--dry-run", so->dry_run, "Only say what would be touched");
    schedule->callback([&context, so] {
        context.run = [&context, so](Client& client) {
            return change(client, context.options, "queues.retry", {{"select", select_from(*so)}, {"recipients", so->retry_recipients}}, so->dry_run,
                          "scheduled");
        };
    });

    auto* set = app.add_subcommand("set", "Change queues");
    set->require_subcommand(1);
    auto* set_queue = set->add_subcommand("queue", "Set the mode of queues");
    auto mo = std::make_shared<ChangeOptions>();
    set_queue->add_option("--mode", mo->mode, "normal or backoff")->required()->check(CLI::IsMember({"normal", "backoff"}));
    set_queue->add_option("queue", mo->queue, "DOMAIN/VMTA, DOMAIN, or a pattern with *")->required();
    set_queue->callback([&context, mo] {
        context.run = [&context, mo](Client& client) {
            return change(client, context.options, "queues.set_mode", {{"select", select_from(*mo)}, {"mode", mo->mode}}, false, "set");
        };
    });

    auto* remove = app.add_subcommand("delete", "Delete queued recipients");
    auto ro = std::make_shared<ChangeOptions>();
    add_narrowing(*remove, ro);
    remove->add_flag("--dsn", ro->dsn, "Tell the senders");
    remove->add_flag("--dry-run", ro->dry_run, "Only say what would be touched");
    remove->callback([&context, ro] {
        if (ro->queue.empty() && ro->job.empty()) throw CLI::ValidationError("delete", "needs --queue or --job");
        context.run = [&context, ro](Client& client) {
            return change(client, context.options, "queues.delete", {{"select", select_from(*ro)}, {"dsn", ro->dsn}}, ro->dry_run, "deleted");
        };
    });

    auto* list = app.add_subcommand("list", "List queued recipients");
    auto lo = std::make_shared<ChangeOptions>();
    add_narrowing(*list, lo);
    list->add_option("--maxitems", lo->max_items, "At most so many rows")->check(CLI::Range(1, 1000))->capture_default_str();
    list->callback([&context, lo] {
        context.run = [&context, lo](Client& client) {
            return call_and_print(client, context.options, "recipients.list", {{"select", select_from(*lo)}, {"limit", lo->max_items}}, print_recipients);
        };
    });

    auto* tracing = app.add_subcommand("trace", "One live delivery attempt with its dialogue");
    auto queue = std::make_shared<std::string>();
    tracing->add_option("queue", *queue, "DOMAIN/VMTA")->required();
    tracing->callback([&context, queue] {
        context.run = [&context, queue](Client& client) { return trace(client, context.options, *queue); };
    });
}

}  // namespace mailrace::ctl
