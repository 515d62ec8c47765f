#include "shared/filter/predicate.h"

#include <algorithm>

#include "shared/filter/match.h"

namespace mailrace::filter {
namespace {

bool holds(const Test& test, std::string_view text) {
    switch (test.kind) {
        case Test::Kind::equals: return equals_nocase(text, test.text);
        case Test::Kind::label: return label_nocase(text, test.text);
        case Test::Kind::glob: return glob_nocase(text, test.text);
        case Test::Kind::contains: return contains_nocase(text, test.text);
        case Test::Kind::regex: return test.pattern->find(text);
        case Test::Kind::network: {
            const auto ip = parse_ip(text);
            const auto network = parse_network(test.text);
            return ip && network && network->contains(*ip);
        }
        case Test::Kind::range: return false;
    }
    return false;
}

bool holds_any(const Node& node, const FieldTable& table, const Record& record) {
    const FieldInfo* field = find_field(table, node.field);
    if (field == nullptr) return false;
    if (is_text(field->type)) {
        const std::string_view text = record.text(node.field);
        return std::any_of(node.tests.begin(), node.tests.end(), [&](const Test& t) { return holds(t, text); });
    }
    const std::int64_t number = record.number(node.field);
    return std::any_of(node.tests.begin(), node.tests.end(), [&](const Test& t) { return t.low <= number && number <= t.high; });
}

bool passes(const Node& node, const FieldTable& table, const Record& record) {
    switch (node.kind) {
        case Node::Kind::all: return true;
        case Node::Kind::and_:
            return std::all_of(node.children.begin(), node.children.end(), [&](const Node& n) { return passes(n, table, record); });
        case Node::Kind::or_:
            return std::any_of(node.children.begin(), node.children.end(), [&](const Node& n) { return passes(n, table, record); });
        case Node::Kind::not_: return !passes(node.children.front(), table, record);
        case Node::Kind::any_of: return holds_any(node, table, record);
        case Node::Kind::free_text:
            return std::any_of(table.free_text.begin(), table.free_text.end(),
                               [&](FieldId f) { return holds(node.tests.front(), record.text(f)); });
    }
    return false;
}

}  // namespace

bool matches(const Filter& filter, const Record& record) { return passes(filter.root(), filter.table(), record); }

}  // namespace mailrace::filter
