// suppression import and export: files of any size, piece by piece.
#include <charconv>
#include <fstream>
#include <iostream>

#include "daemon/ctl/output.h"
#include "daemon/ctl/suppression.h"
#include "daemon/feedback/address_entry.h"
#include "shared/mail/text.h"
#include "shared/protocol/frame.h"
#include "shared/protocol/message.h"

namespace mailrace::ctl {

using protocol::int_or;
using protocol::text_or;

namespace {

constexpr std::size_t kPieceLines = 10'000;
constexpr std::size_t kPieceBytes = 600'000;  // a line of the protocol has at most 1 MiB, and a quote takes two
constexpr int kMostRefusedShown = 20;

struct ImportOptions {
    std::string list, file, reason, expires, column;
    bool dry_run = false;
};

struct Totals {
    std::int64_t lines = 0, added = 0, present = 0, refused = 0;
    int shown = 0;
};

void progress(const Totals& t, bool end) {
    if (!output_is_terminal()) return;
    std::cerr << "\r" << grouped(t.lines) << " lines, " << grouped(t.added) << " added, " << grouped(t.present) << " already there, " << grouped(t.refused) << " refused" << (end ? "\n" : "") << std::flush;
}

class Import {
public:
    Import(Client& client, const Options& options, const ImportOptions& wanted) : client_(client), options_(options), wanted_(wanted) {}

    int run(std::istream& in) {
        base_ = {{"list", wanted_.list}, {"dry_run", wanted_.dry_run}};
        if (!wanted_.reason.empty()) base_["reason"] = wanted_.reason;
        if (!wanted_.expires.empty()) {
            const auto time = expiry_time(wanted_.expires, SystemClock::instance().wall());
            if (!time) return report(Error::invalid("--expires is a time span such as 90d, or a date such as 2026-12-31"));
            base_["expires"] = *time;
        }
        std::string line;
        for (bool first = true; std::getline(in, line); first = false) {
            if (line.ends_with('\r')) line.pop_back();
            ++number_;
            if (first && !take_header(line)) return report(Error::invalid("there is no column \"" + wanted_.column + "\" in the first line"));
            if (first && skip_first_) continue;
            if (!take(line)) return 1;
        }
        if (in.bad()) return report(Error::storage("the file cannot be read to its end"));
        if (!send()) return 1;
        return finish();
    }

private:
    /// Files of other programs begin with the names of their columns.
    bool take_header(const std::string& line) {
        const auto fields = feedback::csv_fields(line);
        if (!wanted_.column.empty()) {
            column_ = column_of(line, wanted_.column);
            if (!column_) return false;
        }
        const std::string name = mail::lower(mail::trim(fields[column_.value_or(0)]));
        const bool named = column_ && wanted_.column.find_first_not_of("0123456789") != std::string::npos;
        skip_first_ = named || name == "email" || name == "value";
        for (const std::string_view known : {"e-mail", "email_address", "emailaddress", "email address", "address", "recipient", "rcpt", "digest", "hash"})
            skip_first_ = skip_first_ || (name == known && fields.size() > 1);
        return true;
    }

    bool take(const std::string& line) {
        std::string text = line;
        if (column_) {
            auto fields = feedback::csv_fields(line);
            text = *column_ < fields.size() ? fields[*column_] : std::string();
        }
        text = protocol::to_utf8_lossy(text.substr(0, feedback::kLongestListLine + 1));
        bytes_ += text.size() + 4;
        if (lines_.empty()) first_ = number_;
        numbers_.push_back(number_);
        lines_.emplace_back(std::move(text));
        return (lines_.size() < kPieceLines && bytes_ < kPieceBytes) || send();
    }

    bool send() {
        if (lines_.empty()) return true;
        json::object params = base_;
        totals_.lines += static_cast<std::int64_t>(lines_.size());
        params["lines"] = std::exchange(lines_, {});
        bytes_ = 0;
        const auto answer = client_.call("suppression.import", std::move(params), std::chrono::seconds(std::max(120, options_.timeout_seconds)));
        if (!answer) {
            progress(totals_, true);
            std::cerr << "lines before " << first_ << " are imported; the same file may be imported again\n";
            (void)report(answer.error());
            return false;
        }
        const auto& o = answer->as_object();
        totals_.added += int_or(o, "added", 0);
        totals_.present += int_or(o, "present", 0);
        totals_.refused += int_or(o, "refused_total", 0);
        for (const auto& item : o.at("refused").as_array()) show_refused(item.as_object());
        numbers_.clear();
        progress(totals_, false);
        return true;
    }

    void show_refused(const json::object& item) {
        const auto index = static_cast<std::size_t>(int_or(item, "line", 0));
        const std::int64_t line = index < numbers_.size() ? numbers_[index] : 0;
        if (options_.as_json) {
            json::object copy = item;
            copy["line"] = line;
            if (refused_.size() < 100) refused_.emplace_back(std::move(copy));
        } else if (totals_.shown++ < kMostRefusedShown) {
            std::cerr << (output_is_terminal() ? "\r" : "") << "line " << line << ": " << one_line(text_or(item, "text")) << ": " << one_line(text_or(item, "why")) << "\n";
        }
    }

    int finish() {
        if (options_.as_json) {
            std::cout << json::serialize(json::object{{"lines", totals_.lines}, {"added", totals_.added}, {"present", totals_.present}, {"refused", std::move(refused_)}, {"refused_total", totals_.refused}}) << "\n";
        } else {
            progress(totals_, true);
            std::cout << (wanted_.dry_run ? "would be added " : "added ") << grouped(totals_.added) << ", already there " << grouped(totals_.present) << ", refused " << grouped(totals_.refused) << "\n";
        }
        return totals_.refused == 0 ? 0 : 1;
    }

    Client& client_;
    const Options& options_;
    const ImportOptions& wanted_;
    json::object base_;
    json::array lines_, refused_;
    std::vector<std::int64_t> numbers_;  // of the lines, in the file
    std::optional<std::size_t> column_;
    bool skip_first_ = false;
    std::size_t bytes_ = 0;
    std::int64_t number_ = 0, first_ = 0;
    Totals totals_;
};

int import(Client& client, const Options& options, const ImportOptions& wanted) {
    if (wanted.file == "-") return Import(client, options, wanted).run(std::cin);
    std::ifstream in(wanted.file, std::ios::binary);
    if (!in) return report(Error::not_found(wanted.file + " cannot be read"));
    return Import(client, options, wanted).run(in);
}

struct ExportOptions {
    std::string list, file;
    bool plain = false;
};

int export_to(Client& client, const Options& options, const ExportOptions& wanted, std::ostream& out) {
    json::object params{{"list", wanted.list}, {"limit", 10'000}};
    if (!wanted.plain) out << "value,kind,reason,origin,added,expires\n";
    for (;;) {
        const auto answer = client.call("suppression.export", params, std::chrono::seconds(std::max(120, options.timeout_seconds)));
        if (!answer) return report(answer.error());
        for (const auto& line : answer->at("lines").as_array()) {
            const std::string_view text(line.get_string());
            if (wanted.plain) out << feedback::csv_fields(text).front() << "\n";
            else out << text << "\n";
        }
        if (!out) return report(Error::storage("the file cannot be written"));
        const std::string cursor = text_or(answer->as_object(), "cursor");
        if (cursor.empty()) break;
        params["cursor"] = cursor;
    }
    out.flush();
    return out ? 0 : report(Error::storage("the file cannot be written"));
}

int export_list(Client& client, const Options& options, const ExportOptions& wanted) {
    if (wanted.file == "-") return export_to(client, options, wanted, std::cout);
    std::ofstream out(wanted.file, std::ios::binary | std::ios::trunc);
    if (!out) return report(Error::storage(wanted.file + " cannot be written"));
    return export_to(client, options, wanted, out);
}

}  // namespace

std::optional<std::size_t> column_of(std::string_view header, const std::string& wanted) {
    const auto fields = feedback::csv_fields(header);
    std::size_t number = 0;
    const auto [end, failed] = std::from_chars(wanted.data(), wanted.data() + wanted.size(), number);
    if (failed == std::errc() && end == wanted.data() + wanted.size()) return number >= 1 && number <= fields.size() ? std::optional(number - 1) : std::nullopt;
    for (std::size_t i = 0; i < fields.size(); ++i)
        if (mail::iequals(mail::trim(fields[i]), wanted)) return i;
    return std::nullopt;
}

void add_suppression_file_commands(CLI::App& group, Context& context) {
    auto* from = group.add_subcommand("import", "Put the entries of a file on a list: one a line, or CSV");
    auto wanted = std::make_shared<ImportOptions>();
    from->add_option("LIST", wanted->list, "A list that suppression lists shows")->required();
    from->add_option("FILE", wanted->file, "A file, or - for standard input")->required();
    from->add_option("--column", wanted->column, "Take only this column of a CSV file, by the name in its first line or by number");
    from->add_option("--reason", wanted->reason, "Why, for lines that do not say");
    from->add_option("--expires", wanted->expires, "A time span from now (90d), or a date (2026-12-31), for lines that do not say");
    from->add_flag("--dry-run", wanted->dry_run, "Only say what would change");
    from->callback([&context, wanted] { context.run = [&context, wanted](Client& client) { return import(client, context.options, *wanted); }; });

    auto* to = group.add_subcommand("export", "Write a list as CSV that import reads");
    auto what = std::make_shared<ExportOptions>();
    what->file = "-";
    to->add_option("LIST", what->list, "A list that suppression lists shows")->required();
    to->add_option("FILE", what->file, "A file; - is standard output")->capture_default_str();
    to->add_flag("--plain", what->plain, "Only the entries, one a line");
    to->callback([&context, what] { context.run = [&context, what](Client& client) { return export_list(client, context.options, *what); }; });
}

}  // namespace mailrace::ctl
