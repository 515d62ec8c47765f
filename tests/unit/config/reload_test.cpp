// What a reload does to those who look settings up: nothing. Pure Config, several threads, as the daemon holds it: a shared
// pointer that is exchanged as a whole.
#include "helpers.h"

#include <atomic>
#include <mutex>
#include <thread>

namespace mailrace::config {
namespace {

constexpr int reloads = 100;
constexpr int readers = 4;
constexpr int lookups_between = 100;  // of all readers together, at least: 10,000 in all

/// The configuration that holds, as the daemon keeps it.
class Current {
public:
    explicit Current(std::shared_ptr<const Config> config) : config_(std::move(config)) {}
    std::shared_ptr<const Config> get() const {
        std::lock_guard lock(mutex_);
        return config_;
    }
    void set(std::shared_ptr<const Config> config) {
        std::lock_guard lock(mutex_);
        config_ = std::move(config);
    }

private:
    mutable std::mutex mutex_;
    std::shared_ptr<const Config> config_;
};

/// In the version of that number every setting says the number, each by another way of merging.
std::string text_of(int version) {
    const std::string n = std::to_string(version);
    std::string text = "total-max-smtp-out " + n + "\n<domain *>\nmax-smtp-out " + n +
                       "\n</domain>\n<source 0/0>\nmax-message-hops " + n + "\n</source>\n";
    text += "<virtual-mta v>\nmax-smtp-out " + n + "\n<domain d.example>\nmax-msg-rate " + n + "/h\n</domain>\n</virtual-mta>\n";
    text += "<virtual-mta-pool p>\nvirtual-mta v weight=" + n + "\n</virtual-mta-pool>\n";
    for (int i = 0; i < 50; ++i)
        text += "<domain d" + std::to_string(i) + ".example>\nmax-rcpt-per-transaction " + n + "\n</domain>\n";
    return text;
}

/// One lookup as a delivery and an intake make it; does everything belong to one version?
bool whole(const Config& config, std::size_t turn) {
    const std::uint64_t version = *config.global().total_max_smtp_out;
    const auto queue = config.domain_settings("d.example", "v");
    const auto other = config.domain_settings("d" + std::to_string(turn % 50) + ".example", "{default}");
    const auto source = config.source_settings(*parse_ip("192.0.2.1"));
    const VirtualMta* vmta = config.choose_virtual_mta("p", turn);
    return *queue->max_smtp_out == version && queue->max_msg_rate->count == version &&
           *other->max_rcpt_per_transaction == version && *source->max_message_hops == version && vmta &&
           *vmta->max_smtp_out == version && config.pool("p")->total_weight == version;
}

TEST(ReloadUnderLoad, NoLookupEverSeesHalfAConfiguration) {
    Current current(config_of(text_of(1)));
    std::atomic<std::size_t> lookups = 0, torn = 0;
    std::atomic<bool> stop = false;
    std::vector<std::thread> threads;
    for (int i = 0; i < readers; ++i)
        threads.emplace_back([&, turn = static_cast<std::size_t>(i)]() mutable {
            while (!stop) {
                const auto config = current.get();
                torn += !whole(*config, ++turn);
                ++lookups;
            }
        });
    std::vector<std::shared_ptr<const DomainSettings>> kept;  // as a delivery under way keeps its settings
    for (int version = 2; version <= reloads + 1; ++version) {
        const std::size_t seen = lookups;
        kept.push_back(current.get()->domain_settings("d.example", "v"));
        current.set(config_of(text_of(version)));
        while (lookups < seen + lookups_between) std::this_thread::yield();
    }
    stop = true;
    for (std::thread& thread : threads) thread.join();
    EXPECT_EQ(torn, 0u);
    EXPECT_GE(lookups, static_cast<std::size_t>(reloads) * lookups_between);
    for (std::size_t i = 0; i < kept.size(); ++i)
        EXPECT_EQ(*kept[i]->max_smtp_out, i + 1) << "settings outlive their configuration";
    EXPECT_EQ(*current.get()->global().total_max_smtp_out, static_cast<std::uint64_t>(reloads + 1));
}

}  // namespace
}  // namespace mailrace::config
