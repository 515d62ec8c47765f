// What a reply costs: its normal form, its class when it is known already, its class when it is new. One core, processor time.
#include <cstdio>
#include <ctime>
#include <string>
#include <vector>

#include "daemon/feedback/classifier.h"
#include "daemon/feedback/normalise.h"

using namespace mailrace::feedback;

namespace {

/// Replies as a provider gives them: few words, other addresses and ids each time.
std::vector<std::string> replies() {
    const RuleFile file = parse_rule_file(kBuiltInRulesName, built_in_rules());
    std::vector<std::string> out;
    for (unsigned i = 0; out.size() < 20'000; ++i)
        for (const Rule& rule : file.rules)
            for (const RuleSample& s : rule.samples)
                out.push_back(s.text + " <user" + std::to_string(i) + "@example" + std::to_string(i % 7) + ".com> [192.0.2." +
                              std::to_string(i % 250) + "] id q" + std::to_string(100'000 + i) + "x");
    return out;
}

template <class Work>
void measure(const char* what, const std::vector<std::string>& texts, std::size_t rounds, Work work) {
    const std::clock_t begin = std::clock();  // processor time: other programs do not count
    std::size_t sum = 0;
    for (std::size_t r = 0; r < rounds; ++r)
        for (const std::string& t : texts) sum += work(t);
    const double seconds = static_cast<double>(std::clock() - begin) / CLOCKS_PER_SEC;
    const double n = static_cast<double>(texts.size() * rounds);
    std::printf("%-44s %10.0f /s %8.0f ns (check %zu)\n", what, n / seconds, seconds * 1e9 / n, sum % 1000);
}

}  // namespace

int main() {
    const auto texts = replies();
    std::size_t bytes = 0;
    for (const auto& t : texts) bytes += t.size();
    std::printf("%zu replies, %zu bytes in the middle\n", texts.size(), bytes / texts.size());
    std::string form;
    measure("normal form", texts, 50, [&](const std::string& t) {
        normalise_response_into(t, {}, form);
        return form.size();
    });
    measure("form and parts (what the history stores)", texts, 20,
            [](const std::string& t) { return split_response(t).form.size(); });
    const auto with = Classifier::make();
    ClassifierOptions forget;
    forget.cache_entries = 0;
    const auto without = Classifier::make(forget);
    if (!with || !without) return 1;
    // As delivery asks: code and status are known, and so is the provider.
    const auto ask = [](const Classifier& c) {
        return [&c](const std::string& t) { return c.classify({t, 550, {5, 7, 1}, false, {}}, "google.com").category.size(); };
    };
    measure("known reply", texts, 50, ask(**with));
    measure("new reply", texts, 1, ask(**without));
    ClassifierOptions patterns;
    for (int i = 0; i < 50; ++i) patterns.patterns.push_back({"some (user|thing) number " + std::to_string(i), "other", "x", 1});
    const auto user = Classifier::make(patterns);
    if (user) measure("known reply, 50 bounce-category-patterns", texts, 10, ask(**user));
}
