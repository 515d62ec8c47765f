#include <algorithm>
#include <span>

#include "daemon/events/event_codec.h"
#include "daemon/events/event_pack.h"
#include "daemon/events/wire.h"
#include "daemon/spool/format.h"

namespace mailrace::spool {

namespace {

using events::WireReader;
using events::WireWriter;

enum EnvelopeFlag : std::uint8_t { eight_bit = 1, smtputf8 = 2, generated = 4, suppress_dsn = 8, verp = 16, suppressed = 32, kept = 64 };

std::size_t put_events(std::span<const events::Event> list, std::string& out) {
    WireWriter(out).varint(list.size());
    const std::size_t begin = out.size();
    for (const auto& event : list) {
        const std::size_t at = events::begin_frame(out);
        events::encode(event, out);
        events::end_frame(out, at);
    }
    return begin;
}

void put_envelope(const Envelope& e, std::string& out) {
    WireWriter w(out);
    const bool any_suppressed = std::any_of(e.recipients.begin(), e.recipients.end(), [](const auto& r) { return !r.suppressed.empty(); });
    w.u8(1);  // version of the envelope; later ones only append
    w.varint(static_cast<std::uint64_t>(std::max<std::int64_t>(0, unix_us(e.received))));
    w.u8(static_cast<std::uint8_t>((e.eight_bit ? eight_bit : 0) | (e.smtputf8 ? smtputf8 : 0) | (e.generated ? generated : 0) |
                                   (e.suppress_dsn ? suppress_dsn : 0) | (e.verp ? verp : 0) | (any_suppressed ? suppressed : 0) |
                                   (e.kept.empty() ? 0 : kept)));
    w.u8(static_cast<std::uint8_t>(e.ret));
    w.u8(e.priority);
    for (const auto* text : {&e.sender, &e.envid, &e.vmta, &e.pool, &e.job, &e.feeder, &e.user, &e.source, &e.message_id, &e.subject})
        w.string(*text);
    w.varint(e.recipients.size());
    for (const auto& r : e.recipients) {
        w.u8(r.notify);
        w.string(r.address);
        w.string(r.orcpt);
    }
    if (any_suppressed)
        for (const auto& r : e.recipients) w.string(r.suppressed);
    if (!e.kept.empty()) w.string(e.kept);
}

void put_tail(std::span<const PackedState> states, std::uint64_t large_length, std::string& out) {
    WireWriter w(out);
    w.varint(large_length);
    w.varint(states.size());
    for (const auto& s : states) w.u64(s.value);
}

}  // namespace

std::size_t encode_message(const Envelope& envelope, std::span<const PackedState> states, std::uint64_t large_length,
                           std::span<const events::Event> receipts, std::string& out) {
    WireWriter w(out);
    w.u64(envelope.id.value);
    w.u32(static_cast<std::uint32_t>(envelope.recipients.size()));
    const std::size_t at = events::begin_frame(out);
    put_envelope(envelope, out);
    events::end_frame(out, at);
    put_tail(states, large_length, out);
    return put_events(receipts, out);
}

void encode_moved_message(MessageId id, std::string_view envelope, std::span<const PackedState> states, std::uint64_t large_length,
                          std::string& out) {
    WireWriter w(out);
    w.u64(id.value);
    w.u32(static_cast<std::uint32_t>(states.size()));
    w.u32(static_cast<std::uint32_t>(envelope.size()));
    w.bytes(envelope);
    put_tail(states, large_length, out);
    w.varint(0);
}

std::optional<MessageMeta> decode_message_meta(std::string_view meta) {
    WireReader in(meta);
    MessageMeta m;
    m.id.value = in.u64();
    m.recipients = in.u32();
    m.envelope = in.bytes(in.u32());
    m.large_length = in.varint();
    const auto count = in.varint(meta.size() / 8);
    m.states = in.bytes(count * 8);
    m.events = in.rest();
    // A recipient takes at least three bytes of the envelope: what claims more is not true.
    if (!in.ok() || !m.id || m.recipients == 0 || m.recipients > m.envelope.size() / 3) return std::nullopt;
    if (count != 0 && count != m.recipients) return std::nullopt;
    return m;
}

bool decode_states(const MessageMeta& meta, std::vector<PackedState>& out) {
    out.clear();
    WireReader in(meta.states);
    while (!in.at_end()) {
        out.push_back({in.u64()});
        if ((out.back().value >> 63) != 0) return false;
    }
    return in.ok();
}

std::optional<Envelope> decode_envelope(MessageId id, std::string_view bytes) {
    WireReader in(bytes);
    if (in.u8() != 1) return std::nullopt;
    std::optional<Envelope> e(std::in_place);
    e->id = id;
    e->received = wall_from_us(static_cast<std::int64_t>(in.varint(std::uint64_t{1} << 62)));
    const auto flags = in.u8();
    e->eight_bit = (flags & eight_bit) != 0;
    e->smtputf8 = (flags & smtputf8) != 0;
    e->generated = (flags & generated) != 0;
    e->suppress_dsn = (flags & suppress_dsn) != 0;
    e->verp = (flags & verp) != 0;
    e->ret = static_cast<char>(in.u8());
    e->priority = in.u8();
    for (auto* text : {&e->sender, &e->envid, &e->vmta, &e->pool, &e->job, &e->feeder, &e->user, &e->source, &e->message_id, &e->subject})
        *text = in.string();
    const auto count = in.varint(bytes.size() / 3);
    e->recipients.reserve(count);
    for (std::uint64_t i = 0; i < count && in.ok(); ++i) {
        auto& r = e->recipients.emplace_back();
        r.notify = in.u8();
        r.address = in.string();
        r.orcpt = in.string();
    }
    if ((flags & suppressed) != 0)
        for (auto& r : e->recipients) r.suppressed = in.string();
    if ((flags & kept) != 0) e->kept = in.string();
    if (!in.ok()) return std::nullopt;
    return e;
}

std::size_t encode_outcome(std::span<const RecipientUpdate> updates, std::span<const events::Event> events, std::string& out) {
    WireWriter w(out);
    w.varint(updates.size());
    for (const auto& u : updates) {
        w.u64(u.message.value);
        w.varint(u.recipient);
        w.u64(PackedState::of(u.state, u.attempts, u.next_attempt).value);
    }
    return put_events(events, out);
}

std::optional<OutcomeMeta> decode_outcome_meta(std::string_view meta) {
    WireReader in(meta);
    const auto count = in.varint(meta.size() / 17);
    for (std::uint64_t i = 0; i < count; ++i) {
        in.u64();
        in.varint(std::numeric_limits<std::uint32_t>::max());
        in.u64();
    }
    if (!in.ok()) return std::nullopt;
    const std::size_t updates = meta.size() - in.rest().size();
    return OutcomeMeta{meta.substr(0, updates), in.rest()};
}

bool for_each_update(std::string_view updates,
                     const std::function<void(MessageId, std::uint32_t recipient, PackedState state)>& visit) {
    WireReader in(updates);
    const auto count = in.varint(updates.size() / 17);
    for (std::uint64_t i = 0; i < count && in.ok(); ++i) {
        const MessageId id{in.u64()};
        const auto recipient = static_cast<std::uint32_t>(in.varint(std::numeric_limits<std::uint32_t>::max()));
        const PackedState state{in.u64()};
        if (!in.ok() || (state.value >> 63) != 0) return false;
        visit(id, recipient, state);
    }
    return in.ok();
}

bool for_each_event(std::string_view events, const std::function<void(std::string_view)>& visit) {
    WireReader in(events);
    const auto count = in.varint(events.size());
    for (std::uint64_t i = 0; i < count && in.ok(); ++i) {
        const auto bytes = in.bytes(in.u32());
        if (in.ok()) visit(bytes);
    }
    return in.ok();
}

}  // namespace mailrace::spool
