#include "daemon/intake/context.h"

namespace mailrace::intake {

void Trouble::begin(const std::string& words) {
    if (open_.exchange(true)) return;
    events::AttentionNote note;
    note.key = key_;
    note.severity = events::Severity::critical;
    note.since = clock_.wall();
    note.title = title_;
    note.text = words;
    sink_.begin(std::move(note));
}

void Trouble::end() {
    if (open_.load(std::memory_order_relaxed) && open_.exchange(false)) sink_.end(key_);
}

Context::Context(Options o, const Parts& p)
    : parts(p),
      memory(o.memory_budget),
      connections(std::make_shared<net::ConnectionCap>(o.max_connections)),
      clients(std::make_shared<ClientCap>(o.max_connections_per_client)),
      rejections(p.clock, [&spool = p.spool](events::Event event) { spool.record({}, {std::move(event)}, {}); }),
      storage_trouble(p.attention, p.clock, "intake.storage", "New mail is refused: it cannot be stored"),
      memory_trouble(p.attention, p.clock, "intake.memory", "New mail is refused: too much is being received at once"),
      options_(std::make_shared<const Options>(std::move(o))) {}

void Context::set_options(std::shared_ptr<const Options> options) {
    connections->set_limit(options->max_connections);
    clients->set_limit(options->max_connections_per_client);
    const std::lock_guard lock(options_mutex_);
    options_ = std::move(options);
}

}  // namespace mailrace::intake
