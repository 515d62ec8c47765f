#include "daemon/simulator/dns_message.h"

namespace mailrace::simulator {

namespace {

constexpr std::size_t header_size = 12;
constexpr std::size_t max_records = 256;

std::uint16_t u16_at(std::string_view wire, std::size_t at) {
    return static_cast<std::uint16_t>(static_cast<unsigned char>(wire[at]) << 8 | static_cast<unsigned char>(wire[at + 1]));
}

std::string wire_u32(std::uint32_t value) {
    return wire_u16(static_cast<std::uint16_t>(value >> 16)) + wire_u16(static_cast<std::uint16_t>(value));
}

void append_label(std::string& name, std::string_view label) {
    if (!name.empty()) name += '.';
    for (const char c : label) {
        const auto byte = static_cast<unsigned char>(c);
        if (c >= 'A' && c <= 'Z') {
            name += static_cast<char>(c - 'A' + 'a');
        } else if (byte > 0x20 && byte < 0x7F && c != '.' && c != '\\') {
            name += c;
        } else {
            name += '\\';
            name += static_cast<char>('0' + byte / 100);
            name += static_cast<char>('0' + byte / 10 % 10);
            name += static_cast<char>('0' + byte % 10);
        }
    }
}

/// Reads a name at `at` and moves behind it. Pointers only backwards and only when allowed.
std::optional<std::string> read_name(std::string_view wire, std::size_t& at, bool pointers) {
    std::string name;
    std::size_t cursor = at;
    std::size_t total = 0;
    bool jumped = false;
    while (true) {
        if (cursor >= wire.size()) return std::nullopt;
        const auto length = static_cast<unsigned char>(wire[cursor]);
        if (length >= 0xC0) {
            if (!pointers || cursor + 2 > wire.size()) return std::nullopt;
            const std::size_t target = u16_at(wire, cursor) & 0x3FFF;
            if (!jumped) at = cursor + 2;
            jumped = true;
            if (target >= cursor) return std::nullopt;
            cursor = target;
            continue;
        }
        if (length > 63) return std::nullopt;
        total += length + 1U;
        if (total > 255 || cursor + 1 + length > wire.size()) return std::nullopt;
        if (length == 0) {
            if (!jumped) at = cursor + 1;
            return name;
        }
        append_label(name, wire.substr(cursor + 1, length));
        cursor += 1U + length;
    }
}

struct RawRecord {
    DnsRecord record;
    std::uint16_t class_field = 0;
};

std::optional<RawRecord> read_record(std::string_view wire, std::size_t& at) {
    RawRecord raw;
    auto name = read_name(wire, at, true);
    if (!name || at + 10 > wire.size()) return std::nullopt;
    raw.record.name = std::move(*name);
    raw.record.type = static_cast<DnsType>(u16_at(wire, at));
    raw.class_field = u16_at(wire, at + 2);
    raw.record.ttl = static_cast<std::uint32_t>(u16_at(wire, at + 4)) << 16 | u16_at(wire, at + 6);
    const std::size_t length = u16_at(wire, at + 8);
    at += 10;
    if (at + length > wire.size()) return std::nullopt;
    raw.record.data = wire.substr(at, length);
    at += length;
    return raw;
}

/// Looks for the OPT record behind the question. False when the records are malformed.
bool read_edns(std::string_view wire, std::size_t at, std::size_t records, DnsQuery& query) {
    for (std::size_t i = 0; i < records; ++i) {
        const auto raw = read_record(wire, at);
        if (!raw) return false;
        if (raw->record.type != DnsType::opt) continue;
        query.edns = true;
        query.payload = std::max<std::uint16_t>(512, raw->class_field);
        if (raw->record.ttl & 0x8000) query.authentic_wanted = true;
    }
    return true;
}

void append_record(std::string& out, const DnsRecord& record, std::string_view question_name) {
    out += record.name == question_name ? wire_u16(0xC000 | header_size) : wire_name(record.name);
    out += wire_u16(static_cast<std::uint16_t>(record.type));
    out += wire_u16(1);
    out += wire_u32(record.ttl);
    out += wire_u16(static_cast<std::uint16_t>(record.data.size()));
    out += record.data;
}

}  // namespace

std::string wire_u16(std::uint16_t value) { return {static_cast<char>(value >> 8), static_cast<char>(value & 0xFF)}; }

std::string wire_name(std::string_view name) {
    std::string wire;
    while (!name.empty()) {
        const auto dot = name.find('.');
        const std::string_view label = name.substr(0, std::min<std::size_t>(dot, 63));
        if (!label.empty()) {
            wire += static_cast<char>(label.size());
            wire += label;
        }
        name.remove_prefix(dot == std::string_view::npos ? name.size() : dot + 1);
    }
    wire += '\0';
    return wire;
}

std::optional<DnsType> dns_type(std::string_view name) {
    if (name == "A") return DnsType::a;
    if (name == "AAAA") return DnsType::aaaa;
    if (name == "MX") return DnsType::mx;
    if (name == "TXT") return DnsType::txt;
    if (name == "CNAME") return DnsType::cname;
    if (name == "PTR") return DnsType::ptr;
    if (name == "TLSA") return DnsType::tlsa;
    if (name == "SOA") return DnsType::soa;
    return std::nullopt;
}

std::optional<DnsQuery> read_query(std::string_view wire) {
    if (wire.size() < header_size || wire.size() > 4096) return std::nullopt;
    const std::uint16_t flags = u16_at(wire, 2);
    if (flags & 0x8000 || u16_at(wire, 4) != 1) return std::nullopt;
    DnsQuery query;
    query.id = u16_at(wire, 0);
    query.opcode = static_cast<std::uint8_t>(flags >> 11 & 0xF);
    query.recursion_desired = flags & 0x0100;
    query.authentic_wanted = flags & 0x0020;
    std::size_t at = header_size;
    auto name = read_name(wire, at, false);
    if (!name || at + 4 > wire.size()) return std::nullopt;
    query.name = std::move(*name);
    query.type = u16_at(wire, at);
    query.qclass = u16_at(wire, at + 2);
    at += 4;
    query.question = wire.substr(header_size, at - header_size);
    const std::size_t records = std::size_t{u16_at(wire, 6)} + u16_at(wire, 8) + u16_at(wire, 10);
    if (records > 16 || !read_edns(wire, at, records, query)) return std::nullopt;
    return query;
}

std::string write_answer(const DnsQuery& query, const DnsAnswer& answer, std::size_t limit) {
    const auto build = [&](bool with_records) {
        const bool truncated = answer.truncated || !with_records;
        std::uint16_t flags = 0x8400;  // an answer, from an authority
        flags |= static_cast<std::uint16_t>(query.opcode << 11);
        if (truncated) flags |= 0x0200;
        if (query.recursion_desired) flags |= 0x0100;
        flags |= 0x0080;
        if (answer.authentic && query.authentic_wanted) flags |= 0x0020;
        flags |= static_cast<std::uint16_t>(answer.code);
        const std::size_t answers = with_records ? answer.answers.size() : 0;
        const std::size_t authority = with_records ? answer.authority.size() : 0;
        std::string out = wire_u16(query.id) + wire_u16(flags) + wire_u16(1) + wire_u16(static_cast<std::uint16_t>(answers)) +
                          wire_u16(static_cast<std::uint16_t>(authority)) + wire_u16(query.edns ? 1 : 0) + query.question;
        for (std::size_t i = 0; i < answers; ++i) append_record(out, answer.answers[i], query.name);
        for (std::size_t i = 0; i < authority; ++i) append_record(out, answer.authority[i], query.name);
        if (query.edns) out += std::string(1, '\0') + wire_u16(41) + wire_u16(1232) + std::string(6, '\0');
        return out;
    };
    std::string out = build(!answer.truncated);
    if (out.size() > limit) out = build(false);
    return out;
}

std::optional<DnsReading> read_answer(std::string_view wire) {
    if (wire.size() < header_size) return std::nullopt;
    const std::uint16_t flags = u16_at(wire, 2);
    if (!(flags & 0x8000)) return std::nullopt;
    DnsReading reading;
    reading.id = u16_at(wire, 0);
    reading.truncated = flags & 0x0200;
    reading.authentic = flags & 0x0020;
    reading.code = static_cast<DnsCode>(flags & 0xF);
    std::size_t at = header_size;
    const std::size_t questions = u16_at(wire, 4);
    for (std::size_t i = 0; i < questions; ++i) {
        if (!read_name(wire, at, true) || at + 4 > wire.size()) return std::nullopt;
        at += 4;
    }
    const std::size_t answers = u16_at(wire, 6);
    const std::size_t authority = u16_at(wire, 8);
    if (answers + authority > max_records) return std::nullopt;
    for (std::size_t i = 0; i < answers + authority; ++i) {
        auto raw = read_record(wire, at);
        if (!raw) return std::nullopt;
        (i < answers ? reading.answers : reading.authority).push_back(std::move(raw->record));
    }
    return reading;
}

std::string write_query(std::uint16_t id, std::string_view name, DnsType type, std::uint16_t payload) {
    std::string out = wire_u16(id) + wire_u16(0x0100) + wire_u16(1) + wire_u16(0) + wire_u16(0) + wire_u16(payload ? 1 : 0);
    out += wire_name(name) + wire_u16(static_cast<std::uint16_t>(type)) + wire_u16(1);
    if (payload) out += std::string(1, '\0') + wire_u16(41) + wire_u16(payload) + std::string(6, '\0');
    return out;
}

}  // namespace mailrace::simulator
