#include "daemon/events/event_codec.h"

#include "daemon/events/wire.h"

namespace mailrace::events {

namespace {

constexpr std::uint8_t kVersion = 1;         // changes only when old readers could not understand the rest
constexpr std::size_t kMaxString = 64 * 1024;

// The order of the fields on disk. A new field goes to the end and nowhere else.
template <class E, class Visit>
void for_each_field(E& e, Visit&& visit) {
    visit(e.time);
    visit(e.phase);
    visit(e.message.value);
    visit(e.recipient_index);
    visit(e.attempt);
    visit(e.generated);
    visit(e.size);
    visit(e.queued);
    visit(e.sender);
    visit(e.recipient);
    visit(e.orcpt);
    visit(e.envid);
    visit(e.message_id);
    visit(e.subject);
    visit(e.domain);
    visit(e.queue);
    visit(e.vmta);
    visit(e.pool);
    visit(e.job);
    visit(e.provider);
    visit(e.source_ip);
    visit(e.remote_host);
    visit(e.remote_ip);
    visit(e.remote_port);
    visit(e.user);
    visit(e.tls_protocol);
    visit(e.tls_cipher);
    visit(e.tls_verified);
    visit(e.code);
    visit(e.status.cls);
    visit(e.status.subject);
    visit(e.status.detail);
    visit(e.response);
    visit(e.category);
    visit(e.rule);
    visit(e.esmtp);
    visit(e.text);
    visit(e.resolve_us);
    visit(e.connect_us);
    visit(e.tls_us);
    visit(e.total_us);
    visit(e.session);
    visit(e.details);
    visit(e.subcategory);
    visit(e.cls);
    visit(e.rule_at);
    visit(e.feeder);
}

struct Presence {
    std::uint64_t bits = 0;
    unsigned at = 0;
    template <class T>
    void operator()(const T& field) {
        bool set = false;
        if constexpr (std::is_same_v<T, std::string>) set = !field.empty();
        else set = field != T{};
        bits |= static_cast<std::uint64_t>(set) << at++;
    }
};

std::uint64_t zigzag(std::int64_t v) {
    return static_cast<std::uint64_t>(v) << 1 ^ static_cast<std::uint64_t>(v >> 63);
}
std::int64_t unzigzag(std::uint64_t v) {
    return static_cast<std::int64_t>(v >> 1 ^ (~(v & 1) + 1));
}

struct Put {
    WireWriter& out;
    std::uint64_t bits;
    template <class T>
    void operator()(const T& field) {
        const bool present = bits & 1;
        bits >>= 1;
        if (!present) return;
        if constexpr (std::is_same_v<T, std::string>) out.string(std::string_view(field).substr(0, kMaxString));
        else if constexpr (std::is_same_v<T, WallTime>) out.varint(zigzag(unix_us(field)));
        else out.varint(static_cast<std::uint64_t>(field));
    }
};

struct Get {
    WireReader& in;
    std::uint64_t bits;
    template <class T>
    void operator()(T& field) {
        const bool present = bits & 1;
        bits >>= 1;
        if (!present) return;
        if constexpr (std::is_same_v<T, std::string>) {
            const auto length = in.varint(kMaxString);
            field = in.bytes(length);
        } else if constexpr (std::is_same_v<T, WallTime>) {
            field = wall_from_us(unzigzag(in.varint()));
        } else if constexpr (std::is_same_v<T, Phase>) {
            field = static_cast<Phase>(in.varint(static_cast<std::uint64_t>(Phase::local)));
        } else if constexpr (std::is_same_v<T, ResponseClass>) {
            field = static_cast<ResponseClass>(in.varint(static_cast<std::uint64_t>(ResponseClass::look)));
        } else {
            field = static_cast<T>(in.varint(std::numeric_limits<T>::max()));
        }
    }
};

}  // namespace

void encode(const Event& event, std::string& out) {
    WireWriter writer(out);
    writer.u8(kVersion);
    writer.varint(event.id.value);
    writer.u8(static_cast<std::uint8_t>(event.type));
    Presence presence;
    for_each_field(event, presence);
    writer.varint(presence.bits);
    for_each_field(event, Put{writer, presence.bits});
}

std::optional<Event> decode_event(std::string_view bytes) {
    WireReader in(bytes);
    if (in.u8() != kVersion) return std::nullopt;
    std::optional<Event> event(std::in_place);
    event->id.value = in.varint();
    const auto type = in.u8();
    if (type < static_cast<std::uint8_t>(EventType::receipt) || type > static_cast<std::uint8_t>(EventType::daemon)) return std::nullopt;
    event->type = static_cast<EventType>(type);
    const auto bits = in.varint();
    for_each_field(*event, Get{in, bits});
    if (!in.ok()) return std::nullopt;
    return event;
}

std::optional<EventId> decode_event_id(std::string_view bytes) {
    WireReader in(bytes);
    if (in.u8() != kVersion) return std::nullopt;
    const EventId id{in.varint()};
    if (!in.ok()) return std::nullopt;
    return id;
}

}  // namespace mailrace::events
