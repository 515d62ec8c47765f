#include "daemon/app/live_config.h"

#include <filesystem>

namespace mailrace::app {

namespace {

Result<std::shared_ptr<const feedback::Classifier>> make_classifier(const config::Config& config) {
    const auto& global = config.global();
    feedback::ClassifierOptions options;
    options.powermta_order = global.bounce_category_order.value == "powermta";
    for (const auto& entry : global.bounce_category_patterns) {
        std::string file = config.where(entry.place);
        file.resize(std::min(file.rfind(':'), file.size()));
        options.patterns.push_back({entry.pattern, entry.category, std::move(file), entry.place.line});
    }
    if (!global.response_rules.value.empty()) {
        // As for other files: relative to the folder of the file that names it.
        const auto folder = std::filesystem::path(config.where(global.response_rules.place)).parent_path();
        const std::string path = (folder / global.response_rules.value).string();
        auto text = config::DiskFileReader().read(path);
        if (!text) return text.error();
        options.rules_name = path;
        options.rules_text = std::move(*text);
    }
    return feedback::Classifier::make(std::move(options));
}

/// The configuration reads well, but a file that it names does not.
std::shared_ptr<const LoadedConfig> refused(const config::LoadResult& result, std::string code, std::string file, const std::string& words) {
    auto changed = std::make_shared<config::LoadResult>(result);
    config::Diagnostic why;
    why.code = std::move(code);
    why.file = std::move(file);
    why.message = words;
    changed->diagnostics.push_back(std::move(why));
    ++changed->counts.refused;
    changed->config = nullptr;
    auto made = std::make_shared<LoadedConfig>();
    made->result = std::move(changed);
    return made;
}

}  // namespace

std::shared_ptr<const LoadedConfig> LoadedConfig::of(std::shared_ptr<const config::LoadResult> result, const std::string& system_name) {
    auto made = std::make_shared<LoadedConfig>();
    made->result = std::move(result);
    made->config = made->result->config;
    if (!made->config) return made;
    made->settings = std::make_shared<ConfiguredSettings>(made->config, system_name);
    made->reports = ReportRules::make(*made->config);
    auto classifier = make_classifier(*made->config);
    if (!classifier) return refused(*made->result, "response-rules", made->config->global().response_rules.value, classifier.error().words);
    made->classifier = std::move(*classifier);
    auto lists = suppression::ConfiguredLists::make(*made->config);
    if (!lists) return refused(*made->result, "address-file", "", lists.error().words);
    made->suppression = std::move(*lists);
    return made;
}

std::shared_ptr<const LoadedConfig> LiveConfig::read(const std::string& file, const std::string& system_name) {
    config::DiskFileReader disk;
    config::LoadResult result = file.empty() ? config::load_text("built-in configuration", std::string(config::built_in_text()), &disk) : config::load(disk, file);
    return LoadedConfig::of(std::make_shared<const config::LoadResult>(std::move(result)), system_name);
}

void LiveConfig::set(std::shared_ptr<const LoadedConfig> loaded) {
    const std::lock_guard lock(mutex_);
    loaded_ = std::move(loaded);
}

std::shared_ptr<const LoadedConfig> LiveConfig::get() const {
    const std::lock_guard lock(mutex_);
    return loaded_;
}

std::shared_ptr<const queue::DeliverySettings> LiveConfig::for_queue(std::string_view domain, std::string_view vmta) const {
    return get()->settings->for_queue(domain, vmta);
}
queue::VirtualMtaLimits LiveConfig::for_vmta(std::string_view vmta) const { return get()->settings->for_vmta(vmta); }
queue::TotalLimits LiveConfig::totals() const { return get()->settings->totals(); }

}  // namespace mailrace::app
