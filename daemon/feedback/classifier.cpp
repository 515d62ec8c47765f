#include "daemon/feedback/classifier.h"

#include <cstring>

#include "daemon/feedback/names.h"
#include "daemon/feedback/normalise.h"

namespace mailrace::feedback {
namespace {

using events::Handling;
using events::ResponseClass;

CodeAndStatus said_by(const ResponseText& reply) {
    CodeAndStatus said{reply.code, reply.status};
    if (said.code != 0 && said.status.detail != 0) return said;
    const CodeAndStatus found = find_code_and_status(reply.text);
    if (said.code == 0) said.code = found.code;
    if (said.status.cls == 0 || (said.status.detail == 0 && found.status.cls == said.status.cls && found.status.detail != 0))
        said.status = found.status;
    return said;
}

bool temporary(const CodeAndStatus& said) { return said.code != 0 ? said.code / 100 == 4 : said.status.cls == 4; }
bool success(const CodeAndStatus& said) { return said.code != 0 ? said.code / 100 == 2 : said.status.cls == 2; }

void append_number(std::string& key, unsigned n) { key.append(reinterpret_cast<const char*>(&n), sizeof n); }

}  // namespace

ResponseClass usual_class(std::string_view category, std::uint16_t code) {
    if (category == "success") return ResponseClass::none;
    if (category == "bad-mailbox" || category == "bad-domain" || category == "inactive-mailbox")
        return code / 100 == 4 ? ResponseClass::soft : ResponseClass::hard;
    if (category == "invalid-sender" || category == "relaying-issues" || category == "protocol-errors")
        return ResponseClass::our_fault;
    if (category == "policy-related" || category == "spam-related" || category == "content-related" ||
        category == "virus-related")
        return ResponseClass::look;
    if (category == "other") return code / 100 == 5 ? ResponseClass::look : ResponseClass::soft;
    return ResponseClass::soft;
}

Classifier::Classifier(RuleFile file, CategoryPatterns patterns, const ClassifierOptions& options)
    : rules_(std::move(file)),
      patterns_(std::move(patterns)),
      powermta_order_(options.powermta_order),
      cache_(options.cache_entries > 0 ? std::make_unique<ResponseCache>(options.cache_entries) : nullptr) {}

Result<std::shared_ptr<const Classifier>> Classifier::make(ClassifierOptions options) {
    RuleFile file = parse_rule_file(kBuiltInRulesName, built_in_rules());
    if (!options.rules_text.empty()) {
        RuleFile over = parse_rule_file(options.rules_name, options.rules_text, file.defines);
        file = merge_rule_files(std::move(file), std::move(over));
    }
    auto patterns = CategoryPatterns::make(std::move(options.patterns));
    if (!patterns) return patterns.error();
    std::shared_ptr<const Classifier> made(new Classifier(std::move(file), std::move(*patterns), options));
    if (!made->rules_.problems().empty()) return Error::invalid(to_text(made->rules_.problems().front()));
    return made;
}

int Classifier::provider_of(const ResponseText& reply, std::string_view provider) const {
    return provider.empty() && !reply.own ? rules_.provider_of_text(reply.text) : rules_.provider(provider);
}

Classification Classifier::classify(const ResponseText& reply, std::string_view provider) const {
    const CodeAndStatus said = said_by(reply);
    const int whose = provider_of(reply, provider);
    thread_local std::string form, key;
    normalise_response_into(reply.text, reply.recipient, form);
    std::optional<Classification> ours;
    if (cache_) {
        key.clear();
        append_number(key, static_cast<unsigned>(whose) << 1 | (reply.own ? 1u : 0u));
        append_number(key, said.code);
        append_number(key, said.status.cls * 1'000'000u + said.status.subject * 1'000u + said.status.detail);
        key.append(form);
        ours = cache_->find(key);
    }
    if (!ours) {
        ours = decide(said, form, whose, reply.own);
        if (cache_) cache_->put(key, *ours);
    }
    if (const CategoryPattern* pattern = patterns_.find(reply.text, said.status)) return by_user(*pattern, said, *ours);
    return *ours;
}

Classification Classifier::decide(const CodeAndStatus& said, std::string_view normal_form, int provider, bool own) const {
    Classification out;
    if (provider >= 0) out.provider = kept_name(rules_.provider_name(provider));
    if (success(said)) {
        out.category = "success";
        return out;
    }
    const std::string words = own ? std::string{} : words_for_rules(normal_form);
    const RuleSet::Reply reply{said.code, said.status, words, own ? RuleSet::kNoProvider : provider};
    const Rule* rule = rules_.decide(reply);
    if (powermta_order_) {
        const Rule* listed = rules_.decide(reply, true);
        const bool agree = rule != nullptr && listed != nullptr && rule->category == listed->category;
        if (agree) out.subcategory = kept_name(rule->subcategory);
        rule = listed;
    }
    if (rule == nullptr) {
        out.category = "other";
        out.cls = usual_class("other", said.code);
        return out;
    }
    out.category = kept_name(rule->category);
    if (!powermta_order_) out.subcategory = kept_name(rule->subcategory);
    out.cls = rule->cls == ResponseClass::none ? usual_class(rule->category, said.code) : rule->cls;
    out.rule = kept_name(rule->id);
    out.file = kept_name(rule->file);
    out.line = rule->line;
    // A reply that says "for now" about an address does not condemn it, unless the rule knows better.
    if (out.cls == ResponseClass::hard && temporary(said) && rule->handling != Handling::bounce) out.cls = ResponseClass::soft;
    const bool changes = (rule->handling == Handling::defer && said.code / 100 == 5) ||
                         (rule->handling == Handling::bounce && said.code / 100 == 4);
    if (changes && !powermta_order_) out.handling = rule->handling;
    return out;
}

/// The user's word on the category; what we know beside it stays where it fits.
Classification Classifier::by_user(const CategoryPattern& pattern, const CodeAndStatus& said, Classification ours) const {
    if (ours.category != pattern.category) {
        ours.category = kept_name(pattern.category);
        ours.subcategory = {};
        ours.cls = usual_class(pattern.category, said.code);
        ours.handling = Handling::as_replied;
    }
    ours.rule = "bounce-category-patterns";
    ours.file = kept_name(pattern.file);
    ours.line = pattern.line;
    return ours;
}

std::vector<const Rule*> Classifier::matching(const ResponseText& reply, std::string_view provider) const {
    const CodeAndStatus said = said_by(reply);
    const std::string words = words_for_rules(normalise_response(reply.text, reply.recipient));
    return rules_.all({said.code, said.status, words, provider_of(reply, provider)});
}

Classification classify(const ResponseText& reply, std::string_view provider) {
    static const std::shared_ptr<const Classifier>& built_in = *new std::shared_ptr<const Classifier>([] {
        auto made = Classifier::make();
        return made ? *made : nullptr;
    }());
    if (built_in == nullptr) return {};
    return built_in->classify(reply, provider);
}

}  // namespace mailrace::feedback
