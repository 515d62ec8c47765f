#include "daemon/ctl/record_sources.h"

#include <algorithm>
#include <filesystem>

#include "daemon/ctl/output.h"
#include "daemon/journal/history_files.h"
#include "daemon/journal/record_pages.h"
#include "daemon/reports/byte_source.h"
#include "daemon/reports/history_filter.h"
#include "shared/filter/fields.h"
#include "shared/protocol/message.h"

namespace mailrace::ctl {
namespace {

namespace fs = std::filesystem;
using accounting::RecordParser;

constexpr std::size_t kBlock = 1 << 20;
constexpr std::int64_t kEventsAPage = 5000;

bool is_accounting_name(const std::string& name) {
    return name.ends_with(".csv") || name.ends_with(".csv.gz") || name.ends_with(".csv.zst");
}

/// Files as they are, folders as the accounting files in them, in order of their names.
std::vector<std::string> all_files(const std::vector<std::string>& named) {
    std::vector<std::string> out;
    for (const std::string& path : named) {
        std::error_code error;
        if (!fs::is_directory(path, error)) {
            out.push_back(path);
            continue;
        }
        std::vector<std::string> inside;
        for (fs::directory_iterator it(path, error), end; !error && it != end; it.increment(error))
            if (is_accounting_name(it->path().filename().string())) inside.push_back(it->path().string());
        std::sort(inside.begin(), inside.end());
        out.insert(out.end(), inside.begin(), inside.end());
    }
    return out;
}

/// False when the sink has enough.
bool read_file(const std::string& path, const std::string& columns, const RecordParser::Sink& sink, SourceBooks& books) {
    RecordParser parser(columns);
    auto bytes = reports::open_bytes(path);
    if (!bytes) {
        books.problem = bytes.error().words;
        return true;
    }
    bool more = true;
    while (more) {
        const std::span<char> space = parser.space(kBlock);
        const auto got = (*bytes)->read(space);
        if (!got) {
            books.problem = got.error().words;
            break;
        }
        if (*got == 0) break;
        more = parser.commit(*got, sink);
    }
    if (more) more = parser.finish(sink);
    books.parser = parser.books();
    return more;
}

/// One page of the history after an id; the same whether a daemon gives it or the files do.
struct HistoryPage {
    std::string header, text;
    std::uint64_t last = 0, newest = 0;
    bool more = false, complete = true;
};
using NextPage = std::function<Result<HistoryPage>(std::uint64_t after)>;

/// Up to what is there when it begins: under load a daemon's history would never end.
bool read_pages(const NextPage& next, const RecordParser::Sink& sink, SourceBooks& books) {
    std::uint64_t after = 0, newest = 0;
    std::unique_ptr<RecordParser> parser;
    bool more = true, whole = true;
    for (;;) {
        auto page = next(after);
        if (!page) {
            books.problem = page.error().words;
            break;
        }
        if (parser == nullptr) {
            parser = std::make_unique<RecordParser>(page->header);
            newest = page->newest;
        }
        more = parser->feed(page->text, sink);
        whole = whole && (page->complete || page->last > after);
        const bool further = page->last > after && (page->more || !page->complete) && page->last < newest;
        if (!more || !further) break;
        after = page->last;
    }
    if (!whole) books.problem = "a part of the history could not be read";
    if (parser != nullptr) books.parser = parser->books();
    return more;
}

Result<ReadBooks> read_daemon(const Options& options, const std::string& filter, const RecordParser::Sink& sink) {
    auto client = Client::connect(options.socket, std::chrono::seconds(options.timeout_seconds));
    if (!client) return client.error();
    ReadBooks out;
    SourceBooks books{"the history of " + protocol::text_or((*client)->hello(), "host"), {}, {}};
    const auto next = [&](std::uint64_t after) -> Result<HistoryPage> {
        auto answer = (*client)->call("events.records", {{"filter", filter}, {"after", after}, {"limit", kEventsAPage}},
                                      std::chrono::seconds(options.timeout_seconds));
        if (!answer) return answer.error();
        const json::object& o = answer->as_object();
        const auto number = [&](const char* name) { return static_cast<std::uint64_t>(protocol::int_or(o, name, 0)); };
        const auto flag = [&](const char* name) { return o.contains(name) && o.at(name).is_bool() && o.at(name).as_bool(); };
        return HistoryPage{protocol::text_or(o, "header"),
                           protocol::text_or(o, "text"),
                           number("last"),
                           number("newest"),
                           flag("more"),
                           flag("complete")};
    };
    out.stopped = !read_pages(next, sink, books);
    if (!books.problem.empty() && books.parser.lines == 0) return Error::network(books.problem);
    out.sources.push_back(std::move(books));
    return out;
}

Result<ReadBooks> read_directory(const std::string& directory, const std::string& text, const RecordParser::Sink& sink) {
    auto found = journal::open_history(directory);
    if (!found) return found.error();
    if (found->partitions->snapshot().empty())
        return found->problems.empty() ? Error::not_found("there is no history in " + directory)
                                       : Error::storage(found->problems.front());
    const auto filter = filter::parse_or_error(text, filter::event_fields(), SystemClock::instance().wall());
    if (!filter) return filter.error();
    journal::HistoryReader reader(found->partitions);
    const auto next = [&](std::uint64_t after) -> Result<HistoryPage> {
        auto page = journal::read_records(reader, *filter, EventId{after}, journal::kMaxRecords, {std::chrono::minutes(10), {}});
        return HistoryPage{
            journal::record_header(), std::move(page.text), page.last.value, reader.newest().value, page.more, page.complete};
    };
    ReadBooks out;
    SourceBooks books{"the history in " + directory, {}, {}};
    out.stopped = !read_pages(next, sink, books);
    if (!found->problems.empty()) books.problem = found->problems.front();
    out.sources.push_back(std::move(books));
    return out;
}

}  // namespace

std::uint64_t ReadBooks::damaged() const {
    std::uint64_t sum = 0;
    for (const SourceBooks& s : sources) sum += s.parser.damaged;
    return sum;
}

bool ReadBooks::failed() const {
    return std::any_of(sources.begin(), sources.end(), [](const SourceBooks& s) { return !s.problem.empty(); });
}

Result<ReadBooks> read_records(const RecordOptions& options, const Options& daemon, const reports::Selection& selection,
                               const RecordParser::Sink& sink) {
    if (!options.files.empty() && !options.history.empty()) return Error::invalid("either --file or --history");
    if (!options.history.empty()) return read_directory(options.history, reports::history_filter(selection), sink);
    if (options.files.empty()) return read_daemon(daemon, reports::history_filter(selection), sink);
    const auto files = all_files(options.files);
    if (files.empty()) return Error::not_found("there are no accounting files (*.csv) in " + options.files.front());
    ReadBooks out;
    for (const std::string& path : files) {
        SourceBooks books{path == "-" ? "standard input" : path, {}, {}};
        out.stopped = !read_file(path, options.columns, sink, books);
        out.sources.push_back(std::move(books));
        if (out.stopped) break;
    }
    return out;
}

std::vector<std::string> remarks(const ReadBooks& books) {
    std::vector<std::string> out;
    for (const SourceBooks& s : books.sources) {
        if (!s.problem.empty()) out.push_back(s.problem);
        const auto& p = s.parser;
        if (p.cut_short > 0)
            out.push_back(s.name + ": " + grouped(static_cast<std::int64_t>(p.cut_short)) +
                          " rows have fewer fields than columns; they were read as far as they go");
        if (p.damaged == 0) continue;
        std::string words = s.name + ": " + grouped(static_cast<std::int64_t>(p.damaged)) +
                            (p.damaged == 1 ? " damaged line was" : " damaged lines were") + " passed over (";
        for (std::size_t i = 0; i < p.first_damages.size(); ++i)
            words += (i > 0 ? "; line " : "line ") + std::to_string(p.first_damages[i].line) + ": " + p.first_damages[i].words;
        out.push_back(words + (p.damaged > p.first_damages.size() ? "; …)" : ")"));
        if (p.headless)
            out.push_back(s.name + ": there is no header line before the first rows; --columns says what their columns are");
    }
    return out;
}

std::string source_words(const ReadBooks& books) {
    if (books.sources.size() == 1) return books.sources.front().name;
    return std::to_string(books.sources.size()) + " files";
}

}  // namespace mailrace::ctl
