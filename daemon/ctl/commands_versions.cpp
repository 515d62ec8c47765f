// The commands about the configuration that a daemon runs: show, history, apply, rollback, reload.
#include <algorithm>
#include <filesystem>
#include <iostream>
#include <iterator>

#include "daemon/ctl/commands.h"
#include "daemon/ctl/output.h"
#include "shared/config/diagnostic.h"
#include "shared/config/file_reader.h"
#include "shared/config/revision.h"
#include "shared/protocol/message.h"

namespace mailrace::ctl {

using protocol::bool_or;
using protocol::int_or;
using protocol::text_or;

namespace {

const json::array& list_in(const json::object& object, std::string_view key) {
    static const json::array none;
    const auto* value = object.if_contains(key);
    return value != nullptr && value->is_array() ? value->get_array() : none;
}

std::chrono::milliseconds patience(const Options& options) { return std::chrono::seconds(std::max(options.timeout_seconds, 120)); }

void print_diagnostics(std::ostream& out, const json::object& answer, bool all) {
    for (const auto& item : list_in(answer, "diagnostics")) {
        const auto* d = item.if_object();
        if (d == nullptr || (!all && text_or(*d, "severity") == "information")) continue;
        config::Diagnostic diagnostic;
        diagnostic.severity = text_or(*d, "severity") == "error" ? config::Severity::error : config::Severity::warning;
        diagnostic.file = text_or(*d, "file");
        diagnostic.line = static_cast<std::uint32_t>(int_or(*d, "line", 0));
        diagnostic.column = static_cast<std::uint32_t>(int_or(*d, "column", 0));
        diagnostic.message = text_or(*d, "message");
        diagnostic.expected = text_or(*d, "expected");
        diagnostic.nearest = text_or(*d, "nearest");
        out << one_line(config::to_text(diagnostic)) << "\n";
    }
}

/// A refused change: the daemon's words, and what its arguments tell.
int print_refusal(Client& client, const Options& options, const Error& error) {
    const auto& failure = client.failure();
    if (!failure) return report(error);
    if (options.as_json) {
        std::cout << json::serialize(failure->whole) << "\n";
        return 1;
    }
    const auto* data = failure->whole.if_contains("data");
    const auto* arguments = data != nullptr && data->is_object() ? data->get_object().if_contains("arguments") : nullptr;
    if (arguments != nullptr && arguments->is_object()) {
        print_diagnostics(std::cerr, arguments->get_object(), false);
        for (const auto& item : list_in(arguments->get_object(), "documents")) {
            const auto* d = item.if_object();
            if (d == nullptr) continue;
            const std::string who = bool_or(*d, "on_disk", false) ? "edited by hand" : "applied by " + text_or(*d, "user");
            std::cerr << one_line(text_or(*d, "id")) << ": " << who << ", " << time_text(int_or(*d, "time", 0)) << "\n";
        }
    }
    return report(error);
}

void print_restart(const json::object& answer) {
    for (const auto& item : list_in(answer, "restart_needed"))
        if (item.is_string()) std::cout << "needs a restart: " << item.get_string().c_str() << "\n";
}

/// What apply, rollback and reload answer.
int print_outcome(const Options& options, const json::value& answer, bool dry_run) {
    const auto& o = answer.as_object();
    const bool applied = bool_or(o, "applied", false);
    if (options.as_json) {
        std::cout << json::serialize(answer) << "\n";
        return applied || dry_run ? 0 : 1;
    }
    print_diagnostics(std::cerr, o, false);
    const std::string version = "version " + std::to_string(int_or(o, "version", 0));
    if (dry_run) {
        std::cout << "it would be applied; nothing was changed\n";
    } else if (!applied) {
        std::cout << "nothing was changed: " << version << " runs on\n";
    } else {
        std::cout << (bool_or(o, "changed", true) ? "the new configuration runs: " + version : "nothing had changed: " + version + " runs on") << "\n";
    }
    print_restart(o);
    return applied || dry_run ? 0 : 1;
}

// ---- show

void print_shown(const json::object& o) {
    const std::string user = text_or(o, "user");
    std::cout << "version " << int_or(o, "version", 0) << ", " << text_or(o, "origin") << (user.empty() ? "" : " by " + user) << ", " << time_text(int_or(o, "time", 0));
    if (const std::string note = text_or(o, "note"); !note.empty()) std::cout << ": " << one_line(note);
    std::cout << "\n\n";
    TextTable table({{"document", false, 0}, {"lines", true}, {"revision"}, {"may be written", false, 0}});
    for (const auto& item : list_in(o, "documents")) {
        const auto& d = item.as_object();
        const std::string text = text_or(d, "text");
        const std::string why = text_or(d, "reason");
        table.add({one_line(text_or(d, "id")), grouped(std::count(text.begin(), text.end(), '\n')), text_or(d, "revision"), why.empty() ? "yes" : "no: " + one_line(why)});
    }
    std::cout << table.text();
    const auto* counts = o.if_contains("counts");
    if (counts == nullptr || !counts->is_object()) return;
    const auto& c = counts->get_object();
    std::cout << "\nlines honoured " << int_or(c, "honoured", 0) << ", with a difference " << int_or(c, "different", 0) << ", obsolete " << int_or(c, "obsolete", 0)
              << ", not supported " << int_or(c, "not_supported", 0) << "\n";
}

int show(Client& client, const Options& options, const std::string& document) {
    const auto answer = client.call("config.show", {}, patience(options));
    if (!answer) return report(answer.error());
    const auto& o = answer->as_object();
    if (document.empty()) {
        if (options.as_json) {
            std::cout << json::serialize(*answer) << "\n";
        } else {
            print_shown(o);
        }
        return 0;
    }
    for (const auto& item : list_in(o, "documents")) {
        const auto& d = item.as_object();
        if (text_or(d, "id") != document && text_or(d, "path") != document) continue;
        std::cout << (options.as_json ? json::serialize(d) + "\n" : text_or(d, "text"));
        return 0;
    }
    return report(Error::not_found("the daemon runs no document " + document + "; config show lists them"));
}

// ---- history

void print_history(const json::object& o) {
    TextTable table({{"version", true}, {"time"}, {"how"}, {"by"}, {"changed", false, 70}, {"note", false, 60}});
    for (const auto& item : list_in(o, "versions")) {
        const auto& v = item.as_object();
        std::string changed;
        for (const auto& entry : list_in(v, "documents")) {
            const auto& d = entry.as_object();
            const auto added = int_or(d, "added", 0);
            const auto removed = int_or(d, "removed", 0);
            if (added == 0 && removed == 0) continue;
            changed += (changed.empty() ? "" : ", ") + std::filesystem::path(text_or(d, "id")).filename().string() + " +" + std::to_string(added) + " -" + std::to_string(removed);
        }
        const auto number = int_or(v, "version", 0);
        const std::string mark = number == int_or(o, "running", 0) ? "*" : "";
        table.add({mark + std::to_string(number), time_text(int_or(v, "time", 0)), text_or(v, "origin"), text_or(v, "user"), one_line(changed), one_line(text_or(v, "note"))});
    }
    std::cout << table.text() << "* runs now\n";
}

void print_version(const json::object& v) {
    const std::string user = text_or(v, "user");
    std::cout << "# version " << int_or(v, "version", 0) << ", " << text_or(v, "origin") << (user.empty() ? "" : " by " + user) << ", " << time_text(int_or(v, "time", 0)) << "\n";
    for (const auto& item : list_in(v, "documents")) {
        const auto& d = item.as_object();
        const std::string text = text_or(d, "text");
        std::cout << "# ---- " << one_line(text_or(d, "id")) << "\n" << text << (text.ends_with('\n') || text.empty() ? "" : "\n");
    }
}

// ---- apply

struct ApplyOptions {
    std::vector<std::string> files;
    std::string note;
    std::string revision;
    bool dry_run = false;
};

bool same_file(const std::string& a, const std::string& b) {
    std::error_code failed;
    return std::filesystem::equivalent(a, b, failed) && !failed;
}

/// The document that a file is for: the one that it is, or the one named before '=', or the main one when it is the only file.
const json::object* document_for(const json::object& shown, const std::string& name, const std::string& file, bool only) {
    const json::object* main = nullptr;
    for (const auto& item : list_in(shown, "documents")) {
        const auto& d = item.as_object();
        if (name.empty() ? same_file(text_or(d, "path"), file) : text_or(d, "id") == name) return &d;
        if (text_or(d, "id") == text_or(shown, "main")) main = &d;
    }
    return name.empty() && only ? main : nullptr;
}

Result<json::object> given_document(const json::object& shown, const std::string& argument, const ApplyOptions& wanted) {
    const auto equals = argument.find('=');
    const std::string name = equals == std::string::npos ? std::string() : argument.substr(0, equals);
    const std::string file = equals == std::string::npos ? argument : argument.substr(equals + 1);
    config::DiskFileReader disk;
    auto text = file == "-" ? Result<std::string>(std::string(std::istreambuf_iterator<char>(std::cin), {})) : disk.read(file);
    if (!text) return text.error();
    const json::object* document = document_for(shown, name, file, wanted.files.size() == 1);
    if (document == nullptr) return Error::invalid(file + " is no document that the daemon runs; DOCUMENT=FILE says which one it is for");
    json::object given{{"id", text_or(*document, "id")}, {"revision", wanted.revision.empty() ? text_or(*document, "revision") : wanted.revision}};
    if (same_file(text_or(*document, "path"), file)) {
        given["revision"] = config::revision_of(*text);  // edited in its place: taken as it is there
    } else {
        given["text"] = *text;
    }
    return given;
}

int apply(Client& client, const Options& options, const ApplyOptions& wanted) {
    const auto shown = client.call("config.show", {}, patience(options));
    if (!shown) return report(shown.error());
    json::array documents;
    for (const auto& argument : wanted.files) {
        auto given = given_document(shown->as_object(), argument, wanted);
        if (!given) return report(given.error());
        documents.emplace_back(std::move(*given));
    }
    const auto answer = client.call("config.apply", {{"documents", std::move(documents)}, {"note", wanted.note}, {"dry_run", wanted.dry_run}}, patience(options));
    if (!answer) return print_refusal(client, options, answer.error());
    return print_outcome(options, *answer, wanted.dry_run);
}

void add_apply(CLI::App& group, Context& context) {
    auto* command = group.add_subcommand("apply", "Write a new text of the running configuration and run it, as a whole or not at all");
    auto wanted = std::make_shared<ApplyOptions>();
    command->add_option("FILE", wanted->files, "New texts: DOCUMENT=FILE, or FILE alone for the main document or a document edited in its place; - is standard input")->required();
    command->add_option("--note", wanted->note, "Words for the history");
    command->add_option("--based-on", wanted->revision, "The revision that the text was made from, as config show told; without it the one that runs now");
    command->add_flag("--dry-run", wanted->dry_run, "Only try");
    command->callback([&context, wanted] { context.run = [&context, wanted](Client& client) { return apply(client, context.options, *wanted); }; });
}

void add_rollback(CLI::App& group, Context& context) {
    struct Wanted {
        std::int64_t version = 0;
        std::string note;
        bool dry_run = false;
    };
    auto* command = group.add_subcommand("rollback", "Go back to a version that ran before; it becomes a new version");
    auto wanted = std::make_shared<Wanted>();
    command->add_option("VERSION", wanted->version, "A number that config history lists")->required()->check(CLI::PositiveNumber);
    command->add_option("--note", wanted->note, "Words for the history");
    command->add_flag("--dry-run", wanted->dry_run, "Only try");
    command->callback([&context, wanted] {
        context.run = [&context, wanted](Client& client) {
            const json::object params{{"version", wanted->version}, {"note", wanted->note}, {"dry_run", wanted->dry_run}};
            const auto answer = client.call("config.rollback", params, patience(context.options));
            if (!answer) return print_refusal(client, context.options, answer.error());
            return print_outcome(context.options, *answer, wanted->dry_run);
        };
    });
}

void add_history(CLI::App& group, Context& context) {
    struct Wanted {
        std::int64_t version = 0;
        int limit = 20;
    };
    auto* command = group.add_subcommand("history", "Versions of the configuration that ran; with a number the texts of that one");
    auto wanted = std::make_shared<Wanted>();
    command->add_option("VERSION", wanted->version, "One version")->check(CLI::PositiveNumber);
    command->add_option("--maxitems", wanted->limit, "At most so many rows")->check(CLI::Range(1, 1000))->capture_default_str();
    command->callback([&context, wanted] {
        context.run = [&context, wanted](Client& client) {
            if (wanted->version != 0)
                return call_and_print(client, context.options, "config.version", {{"version", wanted->version}}, [](const json::value& v) { print_version(v.as_object()); });
            return call_and_print(client, context.options, "config.history", {{"limit", wanted->limit}}, [](const json::value& v) { print_history(v.as_object()); });
        };
    });
}

void print_comparison(const json::value& answer) {
    const auto& o = answer.as_object();
    for (const auto& item : list_in(o, "documents")) std::cout << text_or(item.as_object(), "diff");
    const auto& changes = list_in(o, "changes");
    if (!changes.empty()) std::cout << "\nBy effect:\n";
    for (const auto& item : changes) {
        const auto& c = item.as_object();
        const std::string block = text_or(c, "kind") == "value" ? text_or(c, "block") : std::string();
        std::cout << "  " << one_line((block.empty() ? "" : block + ": ") + text_or(c, "words")) << "\n";
    }
    if (list_in(o, "documents").empty()) std::cout << "the same texts\n";
}

void add_compare(CLI::App& group, Context& context) {
    struct Wanted {
        std::string a, b = "running";
    };
    auto* command = group.add_subcommand("compare", "What changed from one version to another: lines, and what that means for queues and settings");
    auto wanted = std::make_shared<Wanted>();
    command->add_option("A", wanted->a, "A version, or running")->required();
    command->add_option("B", wanted->b, "A version, or running")->capture_default_str();
    command->callback([&context, wanted] {
        const auto side = [](const std::string& text) -> json::value {
            if (text == "running") return json::value("running");
            if (text.empty() || text.size() > 18 || text.find_first_not_of("0123456789") != std::string::npos) throw CLI::ValidationError(text, "must be a version or running");
            return json::value(std::stoll(text));
        };
        context.run = [&context, params = json::object{{"a", side(wanted->a)}, {"b", side(wanted->b)}}](Client& client) {
            return call_and_print(client, context.options, "config.compare", params, print_comparison);
        };
    });
}

}  // namespace

void add_version_commands(CLI::App& app, Context& context) {
    CLI::App& group = config_group(app);
    auto* shown = group.add_subcommand("show", "The configuration that runs; with a document its text");
    auto document = std::make_shared<std::string>();
    shown->add_option("DOCUMENT", *document, "A document that config show lists");
    shown->callback([&context, document] { context.run = [&context, document](Client& client) { return show(client, context.options, *document); }; });
    add_history(group, context);
    add_compare(group, context);
    add_apply(group, context);
    add_rollback(group, context);

    auto* reload = app.add_subcommand("reload", "Read the configuration again; what runs stays when the new one has errors");
    auto note = std::make_shared<std::string>();
    reload->add_option("--note", *note, "Words for the history");
    reload->callback([&context, note] {
        context.run = [&context, note](Client& client) {
            const auto answer = client.call("daemon.reload", {{"note", *note}}, patience(context.options));
            if (!answer) return report(answer.error());
            return print_outcome(context.options, *answer, false);
        };
    });
}

}  // namespace mailrace::ctl
