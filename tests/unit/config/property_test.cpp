// What must hold for every configuration: laying it out keeps its meaning, and an edit leaves all other bytes alone.
// Configurations are made by chance from the schema itself, with a fixed seed, in untidy layout.
#include <random>

#include "helpers.h"
#include "shared/config/formatter.h"
#include "shared/config/import.h"
#include "shared/config/sample.h"
#include "shared/config/schema.h"

namespace mailrace::config {
namespace {

class Chance {
public:
    explicit Chance(std::uint32_t seed) : engine_(seed) {}
    std::size_t below(std::size_t n) { return std::uniform_int_distribution<std::size_t>(0, n - 1)(engine_); }
    bool one_in(std::size_t n) { return below(n) == 0; }
    template <class List>
    const auto& of(const List& list) {
        return list[below(list.size())];
    }

private:
    std::mt19937 engine_;
};

const std::vector<std::string> blanks{" ", "  ", "\t", " \t "};
const std::vector<std::string> ends{"\n", "\n", "\n", "\r\n"};

/// Untidy text of sections and directives that may stand where they stand, with a mistake now and then.
class Maker {
public:
    explicit Maker(std::uint32_t seed) : chance_(seed) {}

    std::string make() {
        for (std::size_t i = 5 + chance_.below(20); i > 0; --i) part(Scope::global, 0);
        if (chance_.one_in(8)) out_ += "last-line-without-end 1";
        return std::move(out_);
    }

private:
    void end() {
        if (chance_.one_in(4)) out_ += chance_.of(blanks);
        if (chance_.one_in(4)) out_ += "# a comment \"with\" signs <x> ";
        out_ += chance_.of(ends);
    }
    void indent() {
        if (!chance_.one_in(3)) out_ += chance_.of(blanks);
    }

    void part(Scope scope, std::size_t depth) {
        if (chance_.one_in(6)) return end();
        if (depth < 2 && chance_.one_in(3)) return section(scope, depth);
        directive(scope);
    }

    void section(Scope scope, std::size_t depth) {
        std::vector<const Tag*> fits;
        for (const Tag& tag : all_tags())
            if (tag.parents & in(scope)) fits.push_back(&tag);
        if (fits.empty()) return directive(scope);
        const Tag& tag = *chance_.of(fits);
        const std::string name = sample_name(tag);
        indent();
        out_ +=
            '<' + std::string(tag.name) + (name.empty() ? "" : chance_.of(blanks) + name + (chance_.one_in(5) ? " " : "")) + '>';
        end();
        for (std::size_t i = chance_.below(6); i > 0; --i) part(tag.scope, depth + 1);
        if (chance_.one_in(30)) return;  // never closed
        indent();
        out_ += "</" + std::string(tag.name) + '>';
        end();
    }

    void directive(Scope scope) {
        std::vector<const Directive*> fits;
        for (const Directive* d : all_directives())
            if (d->scopes & in(scope)) fits.push_back(d);
        indent();
        if (fits.empty() || chance_.one_in(25)) {
            out_ += "not-known \"two  words\" a\\ b";
            return end();
        }
        const Directive& d = *chance_.of(fits);
        out_ += std::string(d.name) + chance_.of(blanks);
        out_ += chance_.one_in(20) ? "\"\"" : chance_.one_in(30) ? "\"open" : sample_value(d);
        end();
    }

    Chance chance_;
    std::string out_;
};

/// What the loader makes of a text, but for the columns, which the layout changes.
std::string meaning_of(const LoadResult& result) {
    std::string out = std::to_string(result.counts.honoured) + ' ' + std::to_string(result.counts.different) + ' ' +
                      std::to_string(result.counts.obsolete) + ' ' + std::to_string(result.counts.not_supported) + '\n';
    for (const Diagnostic& d : result.diagnostics) {
        if (d.code == "unclosed-section" || d.code == "given-twice" || d.code == "duplicate" || d.code == "order")
            continue;  // these name lines
        out += std::string(to_string(d.severity)) + ' ' + d.code + ' ' + d.message + ' ' + d.expected + '\n';
    }
    if (!result.config) return out;
    for (const auto& [name, vmta] : result.config->virtual_mtas())
        for (const char* domain : {"example.com", "a.example", "[192.0.2.1]"})
            for (const Explained& e : result.config->explain(domain, name))
                out += e.directive + '=' + e.value + " in " + e.block + '\n';
    return out;
}

TEST(Property, LayingOutKeepsTheMeaning) {
    std::size_t loaded = 0;
    for (std::uint32_t seed = 1; seed <= 3'000; ++seed) {
        const std::string text = Maker(seed).make();
        const std::string formatted = format(SyntaxTree(text));
        ASSERT_EQ(format(SyntaxTree(formatted)), formatted) << "seed " << seed << '\n' << text;
        const LoadResult before = load_of(text), after = load_of(formatted);
        ASSERT_EQ(meaning_of(before), meaning_of(after)) << "seed " << seed << '\n' << text << "\n--- formatted\n" << formatted;
        loaded += before.config != nullptr;
    }
    EXPECT_GT(loaded, 50u) << "too few of the texts load for this test to mean much";
}

/// Bytes lost, doubled, swapped and put in, also those that mean something to the grammar.
std::string damaged(std::string text, Chance& chance) {
    constexpr std::string_view signs("<>/\"#\\\n\r\0\t $*,;[]{}", 22);
    for (std::size_t i = 1 + chance.below(12); i > 0 && !text.empty(); --i) {
        const std::size_t at = chance.below(text.size());
        switch (chance.below(4)) {
            case 0: text.erase(at, 1 + chance.below(8)); break;
            case 1: text.insert(at, text.substr(at, chance.below(40))); break;
            case 2: text[at] = signs[chance.below(signs.size())]; break;
            default: text.insert(at, 1, signs[chance.below(signs.size())]); break;
        }
    }
    return text;
}

TEST(Property, WhateverIsTakenOverLoads) {
    for (std::uint32_t seed = 1; seed <= 1'500; ++seed) {
        Chance chance(seed);
        const std::string text = damaged(Maker(seed).make() + "include /other\ninclude /c*nfig\n", chance);
        MemoryFileReader files;
        files.put("/config", text);
        files.put("/other", damaged(Maker(seed + 5'000'000).make(), chance));
        const ImportResult result = import_powermta(files, "/config");
        ASSERT_TRUE(result.loaded.config) << "seed " << seed << '\n' << texts(result.loaded.diagnostics) << text;
        for (const ImportNote& note : result.report) ASSERT_FALSE(note.message.empty());
        for (const ImportedDocument& document : result.documents) ASSERT_EQ(document.path.find(".."), std::string::npos);
    }
}

TEST(Property, DamagedTextsLoadOrSayWhyAndLayingThemOutIsStable) {
    for (std::uint32_t seed = 1; seed <= 3'000; ++seed) {
        Chance chance(seed);
        const std::string text = damaged(Maker(seed).make(), chance);
        const LoadResult result = load_of(text);
        ASSERT_EQ(result.config == nullptr, has_errors(result.diagnostics)) << "seed " << seed;
        const std::string formatted = format(SyntaxTree(text));
        ASSERT_EQ(format(SyntaxTree(formatted)), formatted) << "seed " << seed << '\n' << text;
    }
}

TEST(Property, ATreeKeepsEveryByteAndAnEditAllOthers) {
    for (std::uint32_t seed = 1; seed <= 1'000; ++seed) {
        const std::string text = Maker(seed).make();
        const SyntaxTree tree(text);
        std::string again;
        for (const Line& line : tree.lines()) again += tree.raw(line);
        ASSERT_EQ(again, text) << "seed " << seed;
        Chance chance(seed);
        const auto count = static_cast<std::uint32_t>(tree.lines().size());
        if (count == 0) continue;
        const auto first = static_cast<std::uint32_t>(1 + chance.below(count));
        const auto last = static_cast<std::uint32_t>(first - 1 + chance.below(count - first + 2));  // first - 1: an insertion
        const std::string edited = tree.with_lines_replaced(first, last, "new line\n");
        std::string wanted;
        for (const Line& line : tree.lines()) {
            if (line.number == first) wanted += "new line\n";
            if (line.number < first || line.number > last) wanted += tree.raw(line);
        }
        ASSERT_EQ(edited, wanted) << "seed " << seed << ", lines " << first << " to " << last;
    }
}

}  // namespace
}  // namespace mailrace::config
