#include "daemon/journal/functions.h"

#include <sqlite3.h>

#include "daemon/feedback/normalise.h"
#include "shared/filter/match.h"
#include "shared/filter/sql.h"

namespace mailrace::journal {
namespace {

std::string_view text_of(sqlite3_value* value) {
    const void* bytes = sqlite3_value_blob(value);
    return bytes == nullptr ? std::string_view{}
                            : std::string_view(static_cast<const char*>(bytes), static_cast<std::size_t>(sqlite3_value_bytes(value)));
}

template <bool (*compare)(std::string_view, std::string_view)>
void comparison(sqlite3_context* context, int, sqlite3_value** values) {
    sqlite3_result_int(context, compare(text_of(values[0]), text_of(values[1])) ? 1 : 0);
}

/// What the constant second argument was compiled to is kept with the statement.
template <class Compiled, class Compile>
const Compiled* compiled(sqlite3_context* context, sqlite3_value** values, Compile compile) {
    if (auto* kept = static_cast<Compiled*>(sqlite3_get_auxdata(context, 1))) return kept;
    auto* made = new Compiled(compile(text_of(values[1])));
    sqlite3_set_auxdata(context, 1, made, [](void* p) { delete static_cast<Compiled*>(p); });
    return static_cast<Compiled*>(sqlite3_get_auxdata(context, 1));
}

using MaybePattern = std::shared_ptr<const filter::Pattern>;
using MaybeNetwork = std::optional<mail::Cidr>;

void regex(sqlite3_context* context, int, sqlite3_value** values) {
    const auto* pattern = compiled<MaybePattern>(context, values, [](std::string_view text) -> MaybePattern {
        auto made = filter::Pattern::compile(text);
        return made ? std::move(*made) : nullptr;
    });
    sqlite3_result_int(context, pattern != nullptr && *pattern && (*pattern)->find(text_of(values[0])) ? 1 : 0);
}

void network(sqlite3_context* context, int, sqlite3_value** values) {
    const auto* net = compiled<MaybeNetwork>(context, values, [](std::string_view text) { return filter::parse_network(text); });
    const auto ip = filter::parse_ip(text_of(values[0]));
    sqlite3_result_int(context, net != nullptr && *net && ip && (*net)->contains(*ip) ? 1 : 0);
}

void response(sqlite3_context* context, int, sqlite3_value** values) {
    const std::string text = feedback::join_response(text_of(values[0]), text_of(values[1]));
    sqlite3_result_text64(context, text.data(), text.size(), SQLITE_TRANSIENT, SQLITE_UTF8);
}

/// A stored form as groups show it.
void form(sqlite3_context* context, int, sqlite3_value** values) {
    const std::string text = feedback::normalise_response(feedback::show_form(text_of(values[0])));
    sqlite3_result_text64(context, text.data(), text.size(), SQLITE_TRANSIENT, SQLITE_UTF8);
}

}  // namespace

Status register_functions(Database& db) {
    struct Function {
        std::string_view name;
        void (*call)(sqlite3_context*, int, sqlite3_value**);
    };
    const Function functions[] = {
        {filter::kSqlGlob, &comparison<filter::glob_nocase>},   {filter::kSqlContains, &comparison<filter::contains_nocase>},
        {filter::kSqlLabel, &comparison<filter::label_nocase>}, {filter::kSqlRegex, &regex},
        {filter::kSqlNetwork, &network},                        {"mr_response", &response},
        {"mr_form", &form},
    };
    for (const Function& f : functions) {
        const int code = sqlite3_create_function_v2(db.handle(), std::string(f.name).c_str(), 2, SQLITE_UTF8 | SQLITE_DETERMINISTIC, nullptr,
                                                    f.call, nullptr, nullptr, nullptr);
        if (code != SQLITE_OK) return database_error(db.handle(), "history");
    }
    return {};
}

}  // namespace mailrace::journal
