#include "shared/config/import_line.h"

#include <algorithm>

#include "shared/config/difference.h"
#include "shared/config/import_paths.h"
#include "shared/config/units.h"
#include "shared/config/value.h"

namespace mailrace::config {

namespace {

std::string indent_of(std::string_view content) {
    return std::string(content.substr(0, std::min(content.find_first_not_of(" \t"), content.size())));
}

std::string quoted_if_needed(const std::string& text) {
    return text.find_first_of(" \t") == std::string::npos ? text : '"' + text + '"';
}

/// A comment at the end of a line, with blanks before it.
std::string comment_of(std::string_view content, const Line& line) {
    return line.comment == std::string::npos ? std::string() : "  " + std::string(content.substr(line.comment));
}

class LineImporter {
public:
    LineImporter(std::string_view content, const Line& line, Scope scope, bool quiet, ImportContext& context)
        : content_(content), line_(line), scope_(scope), quiet_(quiet), context_(context), keyword_(lower(line.words[0].text)) {}

    LineImport run() {
        if (line_.kind == LineKind::open)
            section();
        else
            directive();
        return std::move(out_);
    }

private:
    // ---- what a rule may do

    void note(ImportKind kind, std::string message) { out_.notes.push_back({kind, std::move(message)}); }
    void keep() { out_.lines.emplace_back(content_); }
    void put(const std::string& text) {
        out_.lines.push_back(indent_of(content_) + text + (out_.lines.empty() ? comment_of(content_, line_) : ""));
    }

    void rewrite(const std::string& text) {
        put(text);
        note(ImportKind::rewritten, '"' + keyword_ + "\" is written \"" + text.substr(0, text.find(' ')) + "\" today");
    }
    void drop(const std::string& reason) {
        out_.lines.push_back(commented_out(content_, reason));
        note(ImportKind::dropped, '"' + keyword_ + "\": " + reason);
    }
    void leave_to_a_person(const std::string& reason) {
        out_.lines.push_back(commented_out(content_, reason));
        note(ImportKind::human, '"' + keyword_ + "\": " + reason);
    }

    std::string value() const { return joined(std::span(line_.words).subspan(1)); }
    bool has_value() const { return line_.words.size() > 1; }

    // ---- directives

    void directive() {
        if (old_form()) return;
        const Directive* d = find_directive(scope_, keyword_);
        if (!d) return keep();  // the loader says what is wrong with it
        if (is_pointless(d->status, d->note)) return drop(std::string(d->note));
        put_with_our_paths(*d);
        if (d->status == Status::not_supported && !quiet_)
            note(ImportKind::human, '"' + keyword_ + "\": " + std::string(d->note));
        if (d->status == Status::honoured_with_difference) note_difference(*d);
        if (keyword_ == "password" && scope_ == Scope::smtp_user && has_value())
            note(ImportKind::human,
                 "a plain password: run \"mailracectl password\" and write password-hash with what it prints in its place");
    }

    void note_difference(const Directive& d) {
        const ParsedValue parsed = parse_value(d, std::span(line_.words).subspan(1));
        if (!parsed.value || differs(d, *parsed.value)) note(ImportKind::kept, '"' + keyword_ + "\": " + std::string(d.note));
    }

    /// Deprecated forms that have a current one. False when this line is none.
    bool old_form() {
        if (!has_value()) return false;
        if (scope_ == Scope::global) return old_global();
        if (scope_ == Scope::domain) return old_domain();
        if (keyword_ == "smtp-source-ip") return rewrite(source_host()), true;
        if (scope_ == Scope::source && keyword_ == "deliver-local-dsn")
            return rewrite(std::string("suppress-local-dsn ") + (parse_bool(value()).value_or(true) ? "no" : "yes")), true;
        if (keyword_ == "deliver-email") return rewrite("deliver-matched-email " + value()), true;
        return false;
    }

    bool old_global() {
        if (keyword_ == "smtp-ip" || keyword_ == "smtp-port") return listener(), true;
        if (keyword_ == "smtp-source-ip") return rewrite(source_host()), true;
        if (keyword_ == "spool") return spool(), true;
        if (keyword_ == "spool-min-free-space" && context_.has_old_spool)
            return drop("min-free-space in <spool> says it now"), true;
        if (keyword_ == "http-mgmt-source" || keyword_ == "no-http-mgmt-source")
            return leave_to_a_person("the old form of http-access; control-role says who may manage"), true;
        return false;
    }

    bool old_domain() {
        if (keyword_ == "route") return rewrite("smtp-hosts " + value()), true;
        if (keyword_ == "max-msg-per-hour") return rewrite("max-msg-rate " + per_hour()), true;
        if (keyword_ == "backoff-max-msg-per-hour") return rewrite("backoff-max-msg-rate " + per_hour()), true;
        if (keyword_ == "max-smtp-out-per-source-ip") return rewrite("source-ip-max-smtp-out 0/0 " + value()), true;
        if (keyword_ == "delivery-priority")
            return leave_to_a_person("the old form of queue-priority, which has numbers from 0 to 100"), true;
        if (keyword_ == "deliver-local-dsn") return local_dsn(), true;
        const std::string word = lower(value());
        if (keyword_ == "type" && (word == "pipe" || word == "http-delivery")) return other_delivery(word), true;
        return false;
    }

    std::string per_hour() const {
        const auto number = parse_integer(value());
        return number && *number > 0 ? value() + "/h" : std::string("unlimited");
    }

    std::string source_host() const {
        std::string out = "smtp-source-host";
        for (std::size_t i = 1; i < line_.words.size(); ++i)
            if (i != 2 || lower(line_.words[i].text) != "host-name") out += ' ' + line_.words[i].text;
        return out;
    }

    void local_dsn() {
        if (parse_bool(value()).value_or(true)) return drop("bounce messages are written anyhow");
        leave_to_a_person(
            "bounce messages are switched by source: write suppress-local-dsn yes into the <source> whose senders want none");
    }

    /// Mail for a program must not leave by SMTP: it goes to files, and waits until somebody has decided.
    void other_delivery(const std::string& type) {
        put("type file");
        put("file-destination /var/spool/mailrace/" + type);
        note(ImportKind::human, "type " + type + " is not there yet: messages are written to /var/spool/mailrace/" + type +
                                    " instead, and wait as long as that folder does not exist");
    }

    /// smtp-ip and smtp-port together are listeners, written where the first of them stands.
    void listener() {
        if (context_.listener_written) return drop("smtp-listener says it now");
        context_.listener_written = true;
        if (context_.listen_addresses.empty()) context_.listen_addresses.push_back("0.0.0.0");
        const std::string port = context_.listen_port.empty() ? "25" : context_.listen_port;
        for (const std::string& address : context_.listen_addresses) {
            const bool v6 = address.find(':') != std::string::npos;
            put("smtp-listener " + (v6 ? '[' + address + ']' : address) + ':' + port);
        }
        note(ImportKind::rewritten, "smtp-ip and smtp-port are written as smtp-listener today");
    }

    void spool() {
        const std::string theirs = value();
        put("<spool " + quoted_if_needed(our_path(theirs).value_or(theirs)) + ">");
        if (!context_.spool_min_free_space.empty()) put("    min-free-space " + context_.spool_min_free_space);
        put("</spool>");
        note(ImportKind::rewritten, "the spool directory is a <spool> section today");
        note_spool(theirs);
    }

    void note_spool(const std::string& theirs) {
        note(ImportKind::human, "mail that waits in " + theirs + " is not taken over: let PowerMTA deliver it before you change");
    }

    // ---- paths

    void put_with_our_paths(const Directive& d) {
        const bool path = d.type == ValueType::file || d.type == ValueType::directory || d.type == ValueType::certificate ||
                          d.type == ValueType::domain_key || keyword_ == "pickup";
        if (!path || keyword_ == "include" || !has_value()) return keep();
        std::string text(content_);
        for (std::size_t i = line_.words.size(); i-- > 1;) replace_path(text, line_.words[i], d);
        out_.lines.push_back(std::move(text));
    }

    void replace_path(std::string& text, const Word& word, const Directive& d) {
        const std::size_t start = d.type == ValueType::domain_key ? word.text.rfind(',') + 1 : 0;
        const std::string theirs = word.text.substr(start);
        const auto ours = our_path(theirs);
        if (!ours) return;
        text.replace(word.column, word.length, quoted_if_needed(word.text.substr(0, start) + *ours));
        const bool is_read = d.type != ValueType::directory && keyword_ != "log-file" && keyword_ != "pickup";
        if (is_read)
            note(ImportKind::human, "copy " + theirs + " to " + *ours);
        else
            note(ImportKind::rewritten, theirs + " is " + *ours + " now");
    }

    // ---- sections

    void section() {
        const Tag* tag = find_tag(keyword_);
        const bool path = tag && (tag->scope == Scope::spool || tag->scope == Scope::acct_file);
        if (!path || !has_value()) keep();
        if (path && has_value()) section_path(*tag);
        if (tag && tag->status == Status::not_supported && !quiet_)
            note(ImportKind::human, '<' + keyword_ + ">: " + std::string(tag->note));
    }

    void section_path(const Tag& tag) {
        const std::string theirs = line_.words[1].text;
        if (theirs.starts_with('|')) {
            note(ImportKind::human,
                 "accounting records are written to files only in this version: " + theirs.substr(1) + " is not started");
            return keep();
        }
        std::string text(content_);
        const auto ours = our_path(theirs);
        if (ours) text.replace(line_.words[1].column, line_.words[1].length, quoted_if_needed(*ours));
        out_.lines.push_back(std::move(text));
        if (ours) note(ImportKind::rewritten, theirs + " is " + *ours + " now");
        if (tag.scope == Scope::spool) note_spool(theirs);
    }

    std::string_view content_;
    const Line& line_;
    Scope scope_;
    bool quiet_;
    ImportContext& context_;
    std::string keyword_;
    LineImport out_;
};

}  // namespace

std::string commented_out(std::string_view content, std::string_view reason) {
    constexpr std::size_t longest = 8 * 1024;  // a line that was too long must not be so as a comment
    const std::string indent = indent_of(content);
    std::string text(content.substr(indent.size(), longest));
    std::replace(text.begin(), text.end(), '\0', '?');
    std::string out = indent.substr(0, 80) + "# " + text;
    if (!reason.empty()) out += "  (" + std::string(reason) + ')';
    return out;
}

bool is_pointless(Status status, std::string_view note) {
    if (status == Status::obsolete) return true;
    return status == Status::not_supported && note.find("not yet in this version") == std::string_view::npos;
}

void gather_context(const SyntaxTree& tree, ImportContext& context) {
    for (const Line& line : tree.lines()) {
        if (line.kind != LineKind::directive || line.section != 0 || line.words.size() < 2) continue;
        const std::string keyword = lower(line.words[0].text);
        if (keyword == "smtp-ip") context.listen_addresses.push_back(line.words[1].text);
        if (keyword == "smtp-port") context.listen_port = line.words[1].text;
        if (keyword == "spool") context.has_old_spool = true;
        if (keyword == "spool-min-free-space") context.spool_min_free_space = line.words[1].text;
    }
}

LineImport import_line(std::string_view content, const Line& line, Scope scope, bool quiet, ImportContext& context) {
    return LineImporter(content, line, scope, quiet, context).run();
}

}  // namespace mailrace::config
