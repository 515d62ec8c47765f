// links: mailrace_filter mailrace_base
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string>
#include <string_view>

#include "shared/filter/completion.h"
#include "shared/filter/filter.h"
#include "shared/filter/lexer.h"
#include "shared/filter/predicate.h"
#include "shared/filter/sql.h"

namespace {

class Blank final : public mailrace::filter::Record {
public:
    std::string_view text(mailrace::filter::FieldId) const override { return "some text 192.0.2.1"; }
    std::int64_t number(mailrace::filter::FieldId) const override { return 550; }
};

}  // namespace

/// Places stay inside the text, tokens do not overlap, and what parses can be evaluated and written as SQL.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    using namespace mailrace::filter;
    const std::string_view text(reinterpret_cast<const char*>(data), size);
    std::size_t end = 0;
    for (const Token& t : lex(text)) {
        if (t.length == 0 || t.offset < end || t.offset + t.length > text.size()) std::abort();
        end = t.offset + t.length;
        unquote(text.substr(t.offset, t.length));
    }
    for (const FieldTable* table : {&event_fields(), &queue_fields()}) {
        const Parsed parsed = parse(text, *table, mailrace::WallTime{std::chrono::hours{500'000}});
        complete(text, size / 2, *table);
        if (!parsed.ok()) {
            for (const Problem& p : parsed.problems)
                if (p.offset + p.length > text.size()) std::abort();
            continue;
        }
        matches(parsed.filter(), Blank{});
        constexpr SqlColumn columns[] = {{id_of(EventField::code), SqlColumn::Storage::integer, "code", 0, 1},
                                         {id_of(EventField::domain), SqlColumn::Storage::dictionary, "domain", 1, 2},
                                         {id_of(EventField::response), SqlColumn::Storage::text, "response"}};
        const SqlCondition sql = to_sql(parsed.filter(), SqlSchema{columns});
        std::size_t marks = 0;
        for (const char c : sql.where) marks += c == '?';
        if (marks != sql.values.size()) std::abort();
    }
    return 0;
}
