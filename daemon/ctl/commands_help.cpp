// `mailracectl help`: the pages that the application shows, for a terminal. Needs no daemon.
#include <iostream>

#include "daemon/ctl/commands.h"
#include "shared/help/help.h"
#include "shared/help/terminal.h"

namespace mailrace::ctl {

namespace {

int show(const Options& options, const help::Topic& topic) {
    if (options.as_json)
        std::cout << json::serialize(json::object{{"topic", topic.id}, {"title", topic.title}, {"markdown", topic.text}}) << "\n";
    else
        std::cout << help::to_terminal(topic.text);
    return 0;
}

int search(const Options& options, const std::vector<std::string>& words) {
    std::string text;
    for (const std::string& word : words) text += (text.empty() ? "" : " ") + word;
    const auto hits = help::search(text);
    json::array list;
    for (const help::Hit& hit : hits) {
        list.push_back(json::object{{"topic", hit.topic}, {"title", hit.title}, {"heading", hit.heading}, {"text", hit.excerpt}});
        if (!options.as_json)
            std::cout << hit.topic << (hit.heading.empty() ? "" : ": ") << hit.heading << "\n    " << hit.excerpt << "\n";
    }
    if (options.as_json) std::cout << json::serialize(list) << "\n";
    if (hits.empty() && !options.as_json)
        std::cerr << "mailracectl: no page holds all of these words; try mailracectl help config\n";
    return hits.empty() ? 1 : 0;
}

}  // namespace

void add_help_topics(CLI::App& help, Context& context) {
    for (const help::Topic& topic : help::topics()) {
        help.add_subcommand(std::string(topic.id), std::string(topic.title))->callback([&context, topic] {
            context.offline = [&context, topic] { return show(context.options, topic); };
        });
    }
    auto* find = help.add_subcommand("search", "Find pages by words");
    auto words = std::make_shared<std::vector<std::string>>();
    find->add_option("WORD", *words, "Words that a page shall hold")->required();
    find->callback([&context, words] { context.offline = [&context, words] { return search(context.options, *words); }; });
}

}  // namespace mailrace::ctl
