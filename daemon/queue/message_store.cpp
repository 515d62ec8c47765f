#include "daemon/queue/message_store.h"

#include <algorithm>
#include <cstring>
#include <new>

namespace mailrace::queue {

namespace {

constexpr std::size_t kMostText = 4096;  // bytes of one address, envelope id, …; intake bounds them well below

std::string_view bounded(const std::string& text) { return std::string_view(text).substr(0, kMostText); }

char* append(char* at, std::string_view text) {
    std::memcpy(at, text.data(), text.size());
    return at + text.size();
}

}  // namespace

static_assert(sizeof(Message) % alignof(Recipient) == 0);
static_assert(sizeof(Recipient) <= 64);

MessageStore::~MessageStore() = default;

Message* MessageStore::add(const QueuedMessage& in) {
    const auto& e = in.envelope;
    const auto sender = bounded(e.sender), envid = bounded(e.envid), message_id = bounded(e.message_id), subject = bounded(e.subject), kept = bounded(e.kept);
    std::size_t text = sender.size() + envid.size() + message_id.size() + subject.size() + kept.size();
    for (const auto& r : e.recipients) text += bounded(r.address).size() + bounded(r.orcpt).size();
    const std::size_t total = sizeof(Message) + e.recipients.size() * sizeof(Recipient) + text;

    auto* m = new (::operator new(total)) Message;
    m->id = e.id;
    m->received = unix_us(e.received);
    m->body = in.body;
    m->recipient_count = m->open = static_cast<std::uint32_t>(e.recipients.size());
    m->pool = pools.take(e.pool);
    m->job = jobs.take(e.job);
    m->user = users.take(e.user);
    m->feeder = feeders.take(e.feeder);
    m->block = static_cast<std::uint32_t>(total);
    m->sender_length = static_cast<std::uint16_t>(sender.size());
    m->envid_length = static_cast<std::uint16_t>(envid.size());
    m->message_id_length = static_cast<std::uint16_t>(message_id.size());
    m->subject_length = static_cast<std::uint16_t>(subject.size());
    m->kept_length = static_cast<std::uint16_t>(kept.size());
    m->priority = e.priority;
    m->ret = e.ret;
    m->eight_bit = e.eight_bit;
    m->smtputf8 = e.smtputf8;
    m->generated = e.generated;
    m->suppress_dsn = e.suppress_dsn;
    m->verp = e.verp;

    char* const begin = const_cast<char*>(m->text());
    for (std::uint32_t i = 0; i < m->recipient_count; ++i) new (m->recipients() + i) Recipient;
    char* at = append(append(append(append(append(begin, sender), envid), message_id), subject), kept);
    for (std::uint32_t i = 0; i < m->recipient_count; ++i) {
        Recipient& r = m->recipients()[i];
        const auto address = bounded(e.recipients[i].address), orcpt = bounded(e.recipients[i].orcpt);
        r.index = i;
        r.text = static_cast<std::uint32_t>(at - begin);
        r.address_length = static_cast<std::uint16_t>(address.size());
        r.orcpt_length = static_cast<std::uint16_t>(orcpt.size());
        r.notify = e.recipients[i].notify & 0x0F;
        at = append(append(at, address), orcpt);
    }
    ++count_;
    memory_ += total;
    if (in.bytes) keep_bytes(*m, in.bytes);
    return m;
}

void MessageStore::remove(Message* m) {
    if (m->has_bytes) drop_bytes(*m);
    pools.release(m->pool);
    jobs.release(m->job);
    users.release(m->user);
    feeders.release(m->feeder);
    --count_;
    memory_ -= m->block;
    m->~Message();
    ::operator delete(m);
}

std::shared_ptr<const std::string> MessageStore::bytes(const Message& message) const {
    if (!message.has_bytes) return nullptr;
    const auto it = bodies_.find(message.id.value);
    return it == bodies_.end() ? nullptr : it->second.bytes;
}

void MessageStore::keep_bytes(Message& message, std::shared_ptr<const std::string> bytes) {
    if (bytes->size() > body_budget_) return;
    const auto size = bytes->capacity();
    if (!bodies_.try_emplace(message.id.value, Body{&message, std::move(bytes)}).second) return;
    message.has_bytes = true;
    body_bytes_ += size;
    body_order_.push_back(message.id.value);
    while (body_bytes_ > body_budget_) {
        const auto it = bodies_.find(body_order_.front());
        body_order_.pop_front();
        if (it != bodies_.end()) drop_bytes(*it->second.message);
    }
    // Ids of bodies that went before their turn stay in the order until they reach the front; many of them are swept at once.
    if (body_order_.size() > 2 * bodies_.size() + 1024) std::erase_if(body_order_, [&](auto id) { return !bodies_.contains(id); });
}

void MessageStore::drop_bytes(Message& message) {
    const auto it = bodies_.find(message.id.value);
    message.has_bytes = false;
    if (it == bodies_.end()) return;
    body_bytes_ -= it->second.bytes->capacity();
    bodies_.erase(it);
}

}  // namespace mailrace::queue
