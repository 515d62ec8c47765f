#include <filesystem>

#include "daemon/control/async.h"
#include "daemon/control/methods.h"
#include "shared/protocol/frame.h"

namespace mailrace::control {

namespace asio = boost::asio;
using protocol::text_or;
using protocol::to_utf8_lossy;

namespace {

json::value time_or_null(WallTime t) {
    if (t == WallTime{}) return nullptr;
    return unix_ms(t);
}

json::array row_of(const journal::AccountingState& s) {
    return {s.kind, to_utf8_lossy(s.target), to_utf8_lossy(s.to), s.format, s.records, s.state, to_utf8_lossy(s.problem), s.position.value, s.waiting, s.written,
            s.failures, s.dead_letters, time_or_null(s.last), time_or_null(s.next)};
}

asio::awaitable<Answer> list(const Backend& backend) {
    json::array rows;
    for (const auto& state : backend.journal->accounting()) rows.emplace_back(row_of(state));
    co_return Answer(json::value(json::object{
        {"newest", backend.journal->position().value},
        {"columns", json::array{"kind", "target", "to", "format", "records", "state", "problem", "position", "waiting", "written", "failures", "dead_letters", "last", "next"}},
        {"rows", std::move(rows)}}));
}

asio::awaitable<Answer> rotate(const Backend& backend, Call call) {
    const std::string target = text_or(call.params, "target");
    json::array files;
    for (const auto& state : backend.journal->accounting()) {
        const bool meant = target.empty() || state.target == target || std::filesystem::path(state.target).filename() == target;
        if (state.kind == "file" && meant) files.emplace_back(to_utf8_lossy(state.to.empty() ? state.target : state.to));
    }
    if (files.empty() && !target.empty()) co_return Answer(protocol::not_found("not_found", "there is no accounting file " + target));
    backend.journal->rotate_accounting(target);
    backend.record(call.user, "accounting files finished" + (target.empty() ? std::string() : ": " + target));
    co_return Answer(json::value(json::object{{"files", std::move(files)}}));
}

}  // namespace

void add_accounting_methods(Handlers& handlers, const Backend& backend) {
    handlers.add("accounting.list", [&backend](Call) { return list(backend); });
    handlers.add("accounting.rotate", [&backend](Call call) { return rotate(backend, std::move(call)); });
}

}  // namespace mailrace::control
