#include "daemon/ctl/find_output.h"

#include <boost/json.hpp>
#include <ostream>

#include "daemon/ctl/output.h"
#include "daemon/ctl/page.h"
#include "daemon/journal/accounting_row.h"
#include "shared/protocol/frame.h"

namespace mailrace::ctl {
namespace {

using accounting::Layout;
using accounting::Record;

constexpr FindForm kForms[] = {
    {"table", "aligned columns for people"},
    {"csv", "rows as they stand in the file, with their header line"},
    {"json", "one object a line"},
    {"fields", "one field a line, records apart by an empty line"},
    {"rcpt", "the recipients, one a line"},
    {"count", "only how many there are"},
    {"html", "a page"},
};

const std::vector<std::string> kTableFields{"type", "timeLogged", "rcpt", "vmta", "jobId", "bounceCat", "dsnDiag"};
constexpr std::size_t kTogether = 500;  // rows whose widths are made equal

/// Where the wanted columns stand, worked out once a layout.
class Columns {
public:
    explicit Columns(std::vector<std::string> wanted) : wanted_(std::move(wanted)) {}

    /// True when the layout is another one than before.
    bool bind(const Layout& layout) {
        if (serial_ == layout.serial()) return false;
        serial_ = layout.serial();
        places_.clear();
        names_ = wanted_.empty() ? layout.names() : wanted_;
        for (const std::string& name : names_) {
            const int place = layout.find(name);
            places_.push_back(place);
            if (place >= 0) names_[places_.size() - 1] = layout.names()[static_cast<std::size_t>(place)];
        }
        return true;
    }
    const std::vector<std::string>& names() const { return names_; }
    std::string_view value(const Record& record, std::size_t i) const {
        return places_[i] < 0 ? std::string_view{} : record.at(static_cast<std::size_t>(places_[i]));
    }
    bool all() const { return wanted_.empty(); }

private:
    std::vector<std::string> wanted_, names_;
    std::vector<int> places_;
    std::uint64_t serial_ = 0;
};

class TableOutput final : public FindOutput {
public:
    TableOutput(std::vector<std::string> fields, std::ostream& out)
        : columns_(fields.empty() ? kTableFields : std::move(fields)), out_(out) {}

    void add(const Record& record) override {
        columns_.bind(record.layout());
        std::vector<std::string> row;
        for (std::size_t i = 0; i < columns_.names().size(); ++i) row.push_back(one_line(columns_.value(record, i)));
        rows_.push_back(std::move(row));
        if (rows_.size() >= kTogether) flush();
    }
    void end() override { flush(); }

private:
    void flush() {
        if (rows_.empty()) return;
        std::vector<Column> columns;
        for (const std::string& name : columns_.names()) columns.push_back({name, false, name == "dsnDiag" ? 120u : 60u});
        TextTable table(std::move(columns));
        for (auto& row : rows_) table.add(std::move(row));
        rows_.clear();
        out_ << table.text();
    }

    Columns columns_;
    std::ostream& out_;
    std::vector<std::vector<std::string>> rows_;
};

/// All columns: the bytes as they stand. A header line again when the columns are others, so that the output reads as one file.
class CsvOutput final : public FindOutput {
public:
    CsvOutput(std::vector<std::string> fields, std::ostream& out) : columns_(std::move(fields)), out_(out) {}

    void add(const Record& record) override {
        if (columns_.bind(record.layout())) header(record.layout());
        if (columns_.all()) {
            out_ << record.bytes() << "\r\n";
            return;
        }
        for (std::size_t i = 0; i < columns_.names().size(); ++i)
            out_ << (i > 0 ? "," : "") << journal::csv_field(columns_.value(record, i));
        out_ << "\r\n";
    }

private:
    void header(const Layout& layout) {
        std::string line = columns_.all() ? layout.line() : std::string();
        if (!columns_.all())
            for (const std::string& name : columns_.names()) line += (line.empty() ? "" : ",") + journal::csv_field(name);
        if (line != header_) out_ << line << "\r\n";
        header_ = line;
    }

    Columns columns_;
    std::ostream& out_;
    std::string header_;
};

class JsonOutput final : public FindOutput {
public:
    JsonOutput(std::vector<std::string> fields, std::ostream& out) : columns_(std::move(fields)), out_(out) {}

    void add(const Record& record) override {
        columns_.bind(record.layout());
        boost::json::object object;
        for (std::size_t i = 0; i < columns_.names().size(); ++i) {
            const std::string_view value = columns_.value(record, i);
            if (value.empty() && columns_.all()) continue;
            object[columns_.names()[i]] = protocol::to_utf8_lossy(value);
        }
        out_ << boost::json::serialize(object) << "\n";
    }

private:
    Columns columns_;
    std::ostream& out_;
};

class FieldsOutput final : public FindOutput {
public:
    FieldsOutput(std::vector<std::string> fields, std::ostream& out) : columns_(std::move(fields)), out_(out) {}

    void add(const Record& record) override {
        columns_.bind(record.layout());
        if (!first_) out_ << "\n";
        first_ = false;
        for (std::size_t i = 0; i < columns_.names().size(); ++i) {
            const std::string_view value = columns_.value(record, i);
            if (!value.empty() || !columns_.all()) out_ << columns_.names()[i] << ": " << one_line(value) << "\n";
        }
    }

private:
    Columns columns_;
    std::ostream& out_;
    bool first_ = true;
};

class RcptOutput final : public FindOutput {
public:
    explicit RcptOutput(std::ostream& out) : out_(out) {}
    void add(const Record& record) override {
        const std::string_view rcpt = record.get(accounting::Column::rcpt);
        if (!rcpt.empty()) out_ << one_line(rcpt) << "\n";
    }

private:
    std::ostream& out_;
};

class CountOutput final : public FindOutput {
public:
    explicit CountOutput(std::ostream& out) : out_(out) {}
    void add(const Record&) override { ++count_; }
    void end() override { out_ << count_ << "\n"; }

private:
    std::ostream& out_;
    std::uint64_t count_ = 0;
};

class HtmlOutput final : public FindOutput {
public:
    HtmlOutput(std::vector<std::string> fields, std::ostream& out)
        : columns_(fields.empty() ? kTableFields : std::move(fields)), out_(out) {
        out_ << page_begin("Records found", "Times as the records have them") << "<section>\n";
    }
    void add(const Record& record) override {
        columns_.bind(record.layout());
        if (count_++ == 0) {
            out_ << "<table>\n<tr>";
            for (const std::string& name : columns_.names()) out_ << "<th>" << html(name) << "</th>";
            out_ << "</tr>\n";
        }
        out_ << "<tr>";
        for (std::size_t i = 0; i < columns_.names().size(); ++i)
            out_ << "<td class=\"" << (columns_.names()[i] == "dsnDiag" ? "w" : "t") << "\">" << html(columns_.value(record, i))
                 << "</td>";
        out_ << "</tr>\n";
    }
    void end() override {
        out_ << (count_ > 0 ? "</table>\n" : "") << "<p class=\"more\">" << grouped(static_cast<std::int64_t>(count_))
             << " found</p>\n</section>\n"
             << page_end();
    }

private:
    Columns columns_;
    std::ostream& out_;
    std::uint64_t count_ = 0;
};

}  // namespace

std::span<const FindForm> find_forms() { return kForms; }

std::unique_ptr<FindOutput> make_find_output(std::string_view form, std::vector<std::string> fields, std::ostream& out) {
    if (form == "table") return std::make_unique<TableOutput>(std::move(fields), out);
    if (form == "csv") return std::make_unique<CsvOutput>(std::move(fields), out);
    if (form == "json") return std::make_unique<JsonOutput>(std::move(fields), out);
    if (form == "fields") return std::make_unique<FieldsOutput>(std::move(fields), out);
    if (form == "rcpt") return std::make_unique<RcptOutput>(out);
    if (form == "count") return std::make_unique<CountOutput>(out);
    if (form == "html") return std::make_unique<HtmlOutput>(std::move(fields), out);
    return nullptr;
}

}  // namespace mailrace::ctl
