#include "shared/filter/sql.h"

#include "shared/filter/match.h"
#include "shared/filter/predicate.h"

namespace mailrace::filter {
namespace {

bool matches_empty(const Test& test) {
    switch (test.kind) {
        case Test::Kind::equals: return test.text.empty();
        case Test::Kind::label: return label_nocase({}, test.text);
        case Test::Kind::glob: return glob_nocase({}, test.text);
        case Test::Kind::contains: return test.text.empty();
        case Test::Kind::regex: return test.pattern->find({});
        case Test::Kind::network:
        case Test::Kind::range: return false;
    }
    return false;
}

class Writer {
public:
    Writer(const Filter& filter, const SqlSchema& schema) : table_(filter.table()), schema_(schema) {}

    /// `rank` is that of the conjunct that may use its index; the others are written so that SQLite looks at the row instead.
    std::string write(const Node& node, const Node* served) {
        switch (node.kind) {
            case Node::Kind::all: return "1";
            case Node::Kind::and_: return joined(node, " AND ", served);
            case Node::Kind::or_: return joined(node, " OR ", nullptr);
            case Node::Kind::not_: return "NOT ifnull(" + write(node.children.front(), nullptr) + ",0)";
            case Node::Kind::any_of: return any_of(node, served == &node);
            case Node::Kind::free_text: return free_text(node.tests.front());
        }
        return "0";
    }

    /// The conjunct with the most selective index, or null.
    const Node* best(const Node& node, int& rank) const {
        if (node.kind == Node::Kind::any_of) {
            const int own = rank_of(node);
            if (own <= rank) return nullptr;
            rank = own;
            return &node;
        }
        const Node* found = nullptr;
        if (node.kind == Node::Kind::and_)
            for (const Node& child : node.children)
                if (const Node* b = best(child, rank)) found = b;
        return found;
    }

    std::vector<SqlValue> take_values() { return std::move(values_); }

private:
    const SqlColumn* column(FieldId field) const {
        for (const SqlColumn& c : schema_.columns)
            if (c.field == field) return &c;
        return nullptr;
    }

    bool hashable(const SqlColumn& c, const Test& t) const {
        return c.storage == SqlColumn::Storage::text && t.kind == Test::Kind::equals && !t.text.empty() && !c.hash_column.empty() && schema_.hash != nullptr;
    }

    int rank_of(const Node& node) const {
        const SqlColumn* c = column(node.field);
        if (c == nullptr || c->rank == 0) return 0;
        for (const Test& t : node.tests) {
            if (c->storage == SqlColumn::Storage::text && !hashable(*c, t)) return 0;
            if (c->storage == SqlColumn::Storage::dictionary && matches_empty(t)) return 0;
            // Rows are walked in order of id: an index gives them in this order for single values, not for ranges.
            if (t.kind == Test::Kind::range && t.low != t.high) return 0;
        }
        return c->rank;
    }

    std::string joined(const Node& node, std::string_view word, const Node* served) {
        std::string out = "(";
        for (const Node& child : node.children) {
            if (out.size() > 1) out += word;
            out += write(child, served);
        }
        return out + ")";
    }

    std::string bind(SqlValue value) {
        values_.push_back(std::move(value));
        return "?";
    }

    std::string any_of(const Node& node, bool indexed) {
        const SqlColumn* c = column(node.field);
        if (c == nullptr || c->storage == SqlColumn::Storage::none) return "0";
        switch (c->storage) {
            case SqlColumn::Storage::integer: return integer(*c, node, indexed);
            case SqlColumn::Storage::text: return text(*c, node.tests, indexed);
            case SqlColumn::Storage::dictionary: return dictionary(*c, node.tests, indexed);
            case SqlColumn::Storage::none: break;
        }
        return "0";
    }

    static std::string plain(const SqlColumn& c, bool indexed) { return (indexed ? "" : "+") + std::string(c.expression); }
    static std::string or_zero(const SqlColumn& c, bool indexed) {
        return indexed ? std::string(c.expression) : "ifnull(" + std::string(c.expression) + ",0)";
    }

    std::string integer(const SqlColumn& c, const Node& node, bool indexed) {
        std::string singles, out;
        for (const Test& t : node.tests) {
            if (t.low == t.high) {
                singles += singles.empty() ? "" : ",";
                singles += bind(t.low);
            }
        }
        if (!singles.empty()) out = or_zero(c, indexed) + " IN (" + singles + ")";
        for (const Test& t : node.tests) {
            if (t.low == t.high) continue;
            if (!out.empty()) out += " OR ";
            if (t.low > t.high)
                out += "0";
            else if (t.low == INT64_MIN)
                out += or_zero(c, indexed) + "<=" + bind(t.high);
            else if (t.high == INT64_MAX)
                out += or_zero(c, indexed) + ">=" + bind(t.low);
            else {
                out += or_zero(c, indexed) + " BETWEEN " + bind(t.low);
                out += " AND " + bind(t.high);
            }
        }
        return "(" + out + ")";
    }

    std::string compare(std::string_view expression, const Test& t, bool equality_by_index) {
        const auto call = [&](std::string_view function) {
            return std::string(function) + "(" + std::string(expression) + "," + bind(t.text) + ")";
        };
        switch (t.kind) {
            case Test::Kind::equals: return std::string(expression) + "=" + bind(t.text) + " COLLATE NOCASE";
            case Test::Kind::label:
                if (equality_by_index) {  // '.' is followed by '/' in ASCII: everything between begins with "label."
                    std::string out = "(" + std::string(expression) + "=" + bind(t.text) + " COLLATE NOCASE OR (";
                    out += std::string(expression) + ">=" + bind(t.text + ".") + " COLLATE NOCASE AND ";
                    out += std::string(expression) + "<" + bind(t.text + "/") + " COLLATE NOCASE))";
                    return out;
                }
                return call(kSqlLabel);
            case Test::Kind::glob: return call(kSqlGlob);
            case Test::Kind::contains: return call(kSqlContains);
            case Test::Kind::regex: return call(kSqlRegex);
            case Test::Kind::network: return call(kSqlNetwork);
            case Test::Kind::range: return "0";
        }
        return "0";
    }

    std::string text(const SqlColumn& c, const std::vector<Test>& tests, bool indexed) {
        std::string out;
        if (indexed) {  // all are equalities: the hash finds the rows, the text decides
            out = std::string(c.hash_column) + " IN (";
            for (const Test& t : tests) out += (&t == tests.data() ? "" : ",") + bind(schema_.hash(t.text));
            out += ") AND (";
        }
        for (const Test& t : tests) out += (&t == tests.data() ? "" : " OR ") + compare(c.expression, t, false);
        return "(" + out + (indexed ? "))" : ")");
    }

    std::string dictionary(const SqlColumn& c, const std::vector<Test>& tests, bool indexed) {
        bool empty = false;
        for (const Test& t : tests) empty = empty || matches_empty(t);
        // "None" may be stored as NULL or as 0.
        std::string out = empty ? "ifnull(" + std::string(c.expression) + ",0) IN (" : plain(c, indexed) + " IN (";
        for (const Test& t : tests) {
            if (&t != tests.data()) out += " UNION ALL ";
            out += "SELECT id FROM dict WHERE kind=" + std::to_string(c.dictionary_kind) + " AND " + compare(c.dictionary_text, t, c.dictionary_text == "text");
        }
        return out + (empty ? " UNION ALL SELECT 0)" : ")");
    }

    std::string free_text(const Test& test) {
        std::string out = "(";
        for (const FieldId field : table_.free_text) {
            const SqlColumn* c = column(field);
            if (c == nullptr || c->storage == SqlColumn::Storage::none || c->storage == SqlColumn::Storage::integer) continue;
            if (out.size() > 1) out += " OR ";
            out += c->storage == SqlColumn::Storage::text ? text(*c, {test}, false) : dictionary(*c, {test}, false);
        }
        return out.size() > 1 ? out + ")" : "0";
    }

    const FieldTable& table_;
    const SqlSchema& schema_;
    std::vector<SqlValue> values_;
};

}  // namespace

SqlCondition to_sql(const Filter& filter, const SqlSchema& schema) {
    Writer writer(filter, schema);
    SqlCondition out;
    const Node* served = writer.best(filter.root(), out.rank);
    out.where = writer.write(filter.root(), served);
    out.values = writer.take_values();
    return out;
}

}  // namespace mailrace::filter
