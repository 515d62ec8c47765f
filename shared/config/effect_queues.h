// Which effective settings of queues differ between two configurations, and which section is to blame. Private to this folder;
// effect() stands on it. Queues made up of the same sections in both configurations are compared once, however many they are.
#pragma once

#include <map>
#include <string>
#include <unordered_map>
#include <vector>

#include "shared/config/effect.h"
#include "shared/config/section_index.h"

namespace mailrace::config {

struct PlacedChange {
    Change change;
    Place order;                     // for sorting; what follows another directive comes after it
    const Block* section = nullptr;  // the one to blame
};

class QueueEffects {
public:
    QueueEffects(const Config& running, const Config& wanted, const SectionIndex& sections)
        : running_(running), wanted_(wanted), sections_(sections) {}

    void add(const QueueName& queue);
    /// Compares for domains that a <domain> section fits, without counting them as queues.
    void add_examples_of(const Block& domain_section);
    std::vector<PlacedChange> take();

private:
    using Chain = std::vector<const Block*>;
    struct Group {
        std::size_t queues = 0;
        std::vector<std::string> examples;
    };
    struct ChainPairHash {
        std::size_t operator()(const std::pair<Chain, Chain>& chains) const;
    };
    void compare(const Chain& before, const Chain& after, const Group& group);
    void tell(PlacedChange change, const Group& group);
    friend class ChainComparison;

    const Config& running_;
    const Config& wanted_;
    const SectionIndex& sections_;
    std::unordered_map<std::pair<Chain, Chain>, Group, ChainPairHash> groups_;
    std::map<std::string, PlacedChange> changes_;  // by section, directive and values
};

}  // namespace mailrace::config
