#include "shared/filter/completion.h"

#include <algorithm>

#include "shared/filter/lexer.h"
#include "shared/filter/match.h"

namespace mailrace::filter {
namespace {

constexpr std::size_t kMaxCandidates = 60;

void add_values(const FieldInfo& field, std::string_view prefix, Completion& out) {
    for (const FieldValue& v : field.values) {
        const bool short_form = field.type == FieldType::enumeration && v.help.empty() && prefix.empty();
        if (!short_form && starts_nocase(v.name, prefix))
            out.candidates.push_back({Candidate::Kind::value, std::string(v.name), std::string(v.help)});
    }
}

void add_fields(const FieldTable& table, std::string_view prefix, Completion& out) {
    for (const FieldInfo& f : table.fields)
        if (starts_nocase(f.name, prefix)) out.candidates.push_back({Candidate::Kind::field, std::string(f.name) + ":", std::string(f.help)});
    if (prefix.empty()) return;
    for (const FieldInfo& f : table.fields) {  // an alias leads to the name
        if (starts_nocase(f.name, prefix)) continue;
        std::string_view rest = f.aliases;
        while (!rest.empty()) {
            const std::size_t end = std::min(rest.find(' '), rest.size());
            if (starts_nocase(rest.substr(0, end), prefix)) {
                out.candidates.push_back({Candidate::Kind::field, std::string(f.name) + ":", std::string(f.help)});
                break;
            }
            rest.remove_prefix(std::min(end + 1, rest.size()));
        }
    }
    for (const std::string_view keyword : {"AND", "OR", "NOT"})
        if (starts_nocase(keyword, prefix)) out.candidates.push_back({Candidate::Kind::keyword, std::string(keyword), {}});
}

/// The last field before token `index` whose list of values that token continues; null when it stands alone.
const Token* field_of(const std::vector<Token>& tokens, std::size_t index) {
    while (index > 0) {
        const Token& t = tokens[--index];
        if (t.kind == TokenKind::field) return &t;
        const bool in_list = t.kind == TokenKind::operator_ || t.kind == TokenKind::comma || t.kind == TokenKind::value ||
                             t.kind == TokenKind::string || t.kind == TokenKind::regex;
        if (!in_list) return nullptr;
    }
    return nullptr;
}

}  // namespace

Completion complete(std::string_view text, std::size_t cursor, const FieldTable& table) {
    cursor = std::min(cursor, text.size());
    const std::vector<Token> tokens = lex(text.substr(0, cursor));
    Completion out;
    out.offset = cursor;
    const Token* last = tokens.empty() ? nullptr : &tokens.back();
    const bool touches = last != nullptr && last->offset + last->length == cursor;
    std::size_t index = tokens.size();
    if (touches && (last->kind == TokenKind::value || last->kind == TokenKind::word || (last->kind == TokenKind::string && last->unterminated))) {
        out.offset = last->offset;
        // The typed word goes on behind the cursor as far as the whole text says.
        for (const Token& t : lex(text))
            if (t.offset == last->offset) out.length = t.length;
        out.length = std::max(out.length, cursor - out.offset);
        out.prefix = text.substr(out.offset, cursor - out.offset);
        if (last->kind == TokenKind::string) out.prefix.erase(0, 1);
        --index;
    }
    const bool value_here = index > 0 && (tokens[index - 1].kind == TokenKind::operator_ || tokens[index - 1].kind == TokenKind::comma);
    if (value_here) {
        if (const Token* name = field_of(tokens, index)) out.field = find_field(table, text.substr(name->offset, name->length));
        if (out.field != nullptr) add_values(*out.field, out.prefix, out);
    } else if (last == nullptr || !touches || last->kind == TokenKind::word || last->kind == TokenKind::keyword || last->kind == TokenKind::open) {
        add_fields(table, out.prefix, out);
    }
    if (out.candidates.size() > kMaxCandidates) out.candidates.resize(kMaxCandidates);
    return out;
}

}  // namespace mailrace::filter
