#include "daemon/ctl/config_diff.h"

#include <filesystem>
#include <map>

#include "daemon/ctl/output.h"
#include "shared/config/text_diff.h"
#include "shared/protocol/frame.h"

namespace mailrace::ctl {

namespace {

std::string where_text(const config::Change& change) {
    const std::string& where = change.after_where.empty() ? change.before_where : change.after_where;
    return where.empty() ? std::string() : "  (" + where + ")";
}

/// What a file is called beside its main file, so that /old/a/x.conf and /new/a/x.conf are the same one.
std::string place_of(const config::LoadResult& result, std::size_t document) {
    if (document == 0) return {};
    const std::filesystem::path path(result.documents[document].path), folder = std::filesystem::path(result.documents[0].path).parent_path();
    const std::filesystem::path relative = path.lexically_relative(folder);
    return relative.empty() || *relative.begin() == ".." ? path.string() : relative.string();
}

std::map<std::string, const config::Document*> documents_of(const config::LoadResult& result) {
    std::map<std::string, const config::Document*> out;
    for (std::size_t i = 0; i < result.documents.size(); ++i) out.emplace(place_of(result, i), &result.documents[i]);
    return out;
}

void add_diff(std::vector<DocumentDiff>& out, const config::Document* before, const config::Document* after) {
    static const std::string nothing;
    const std::string& old_text = before != nullptr ? before->text : nothing;
    const std::string& new_text = after != nullptr ? after->text : nothing;
    if (old_text == new_text && before != nullptr && after != nullptr) return;
    DocumentDiff d;
    d.before = before != nullptr ? before->path : "/dev/null";
    d.after = after != nullptr ? after->path : "/dev/null";
    d.diff = config::unified(old_text, new_text, {d.before, d.after});
    const config::DiffCounts counts = config::count_changes(old_text, new_text);
    d.added = counts.added;
    d.removed = counts.removed;
    out.push_back(std::move(d));
}

}  // namespace

void print_changes(std::ostream& out, const std::vector<config::Change>& changes) {
    const std::string* block = nullptr;
    for (const config::Change& change : changes) {
        const bool whole = change.kind != config::ChangeKind::value;
        if (!whole && (block == nullptr || *block != change.block)) out << one_line(change.block.empty() ? "top level" : change.block) << "\n";
        block = &change.block;
        out << (whole ? "" : "  ") << one_line(config::to_sentence(change) + where_text(change)) << "\n";
        if (change.examples.empty()) continue;
        out << "    ";
        for (std::size_t i = 0; i < change.examples.size(); ++i) out << (i == 0 ? "" : ", ") << one_line(change.examples[i]);
        out << (change.queues > change.examples.size() ? ", …\n" : "\n");
    }
}

std::optional<config::QueueName> queue_name(std::string_view text) {
    text = text.substr(0, text.find('#'));
    const std::size_t first = text.find_first_not_of(" \t\r");
    if (first == std::string_view::npos) return std::nullopt;
    text = text.substr(first, text.find_last_not_of(" \t\r") - first + 1);
    const std::size_t slash = text.find('/');
    if (slash == std::string_view::npos) return config::QueueName{std::string(text), std::string(config::default_virtual_mta_name)};
    return config::QueueName{std::string(text.substr(0, slash)), std::string(text.substr(slash + 1))};
}

std::vector<DocumentDiff> document_diffs(const config::LoadResult& before, const config::LoadResult& after) {
    const auto old_documents = documents_of(before), new_documents = documents_of(after);
    std::vector<DocumentDiff> out;
    for (const auto& [place, document] : old_documents) {
        const auto now = new_documents.find(place);
        add_diff(out, document, now == new_documents.end() ? nullptr : now->second);
    }
    for (const auto& [place, document] : new_documents)
        if (!old_documents.contains(place)) add_diff(out, nullptr, document);
    return out;
}

boost::json::array diffs_json(const std::vector<DocumentDiff>& diffs) {
    boost::json::array out;
    for (const DocumentDiff& d : diffs)
        out.emplace_back(boost::json::object{{"before", protocol::to_utf8_lossy(d.before)},
                                             {"after", protocol::to_utf8_lossy(d.after)},
                                             {"added", d.added},
                                             {"removed", d.removed},
                                             {"diff", protocol::to_utf8_lossy(d.diff)}});
    return out;
}

}  // namespace mailrace::ctl
