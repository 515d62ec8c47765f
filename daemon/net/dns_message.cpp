#include "daemon/net/dns_message.h"

#include <algorithm>
#include <optional>

namespace mailrace::net {
namespace {

constexpr std::size_t max_records = 512, max_chain = 8, max_jumps = 32, max_name = 255;
constexpr std::uint16_t type_cname = 5, type_soa = 6, class_in = 1;
constexpr std::uint32_t ttl_without_soa = 30;

// Reads forward through the message; once something is missing, everything after it fails too.
class Reader {
public:
    Reader(std::span<const unsigned char> message, std::size_t at) : message_(message), at_(at) {}

    bool ok() const { return ok_; }
    std::size_t at() const { return at_; }
    bool need(std::size_t bytes) {
        if (ok_ && at_ <= message_.size() && message_.size() - at_ >= bytes) return true;
        ok_ = false;
        return false;
    }
    std::uint8_t u8() { return need(1) ? message_[at_++] : std::uint8_t{0}; }
    std::uint16_t u16() {
        std::uint16_t high = u8();
        return static_cast<std::uint16_t>(high << 8 | u8());
    }
    std::uint32_t u32() {
        std::uint32_t high = u16();
        return high << 16 | u16();
    }
    void skip(std::size_t bytes) {
        if (need(bytes)) at_ += bytes;
    }
    std::string_view bytes(std::size_t count) {
        if (!need(count)) return {};
        std::string_view out(reinterpret_cast<const char*>(message_.data()) + at_, count);
        at_ += count;
        return out;
    }
    // Lower case, labels joined by dots. A label with a dot or a control byte in it gives a name that is no host name.
    std::string name() {
        std::string out;
        std::size_t jumps = 0, pos = at_;
        bool jumped = false;
        for (;;) {
            if (!ok_ || pos >= message_.size()) return broken();
            std::uint8_t length = message_[pos];
            if ((length & 0xC0) == 0xC0) {
                if (pos + 1 >= message_.size() || ++jumps > max_jumps) return broken();
                std::size_t target = static_cast<std::size_t>(length & 0x3F) << 8 | message_[pos + 1];
                if (!jumped) at_ = pos + 2;
                jumped = true;
                if (target >= pos) return broken();  // only backwards: no loops
                pos = target;
                continue;
            }
            if (length > 63) return broken();
            ++pos;
            if (length == 0) break;
            if (message_.size() - pos < length || out.size() + length + 1 > max_name) return broken();
            if (!out.empty()) out += '.';
            for (std::size_t i = 0; i < length; ++i) {
                unsigned char c = message_[pos + i];
                out += static_cast<char>(c == '.' ? '?' : c >= 'A' && c <= 'Z' ? c | 0x20 : c);
            }
            pos += length;
        }
        if (!jumped) at_ = pos;
        return out;
    }

private:
    std::string broken() {
        ok_ = false;
        return {};
    }
    std::span<const unsigned char> message_;
    std::size_t at_;
    bool ok_ = true;
};

struct Record {
    std::string owner;
    std::uint16_t type = 0;
    std::uint32_t ttl = 0;
    std::size_t data = 0, length = 0;
};

std::optional<Record> read_record(Reader& reader) {
    Record record;
    record.owner = reader.name();
    record.type = reader.u16();
    std::uint16_t cls = reader.u16();
    record.ttl = reader.u32();
    if (record.ttl > 0x7FFFFFFF) record.ttl = 0;  // RFC 2181 section 8
    record.length = reader.u16();
    record.data = reader.at();
    reader.skip(record.length);
    if (!reader.ok()) return std::nullopt;
    if (cls != class_in) record.type = 0;
    return record;
}

template <class Address, class Bytes>
IpAddress address_from(std::string_view data) {
    Bytes bytes{};
    std::copy_n(reinterpret_cast<const unsigned char*>(data.data()), bytes.size(), bytes.begin());
    return IpAddress(Address(bytes));
}

void take_text(Reader& data, std::size_t end, DnsAnswer& out) {
    std::string text;
    while (data.ok() && data.at() < end) {
        std::size_t length = data.u8();
        text.append(data.bytes(length));
    }
    if (data.ok() && data.at() == end) out.texts.push_back(std::move(text));
}

void take_record(std::span<const unsigned char> message, const Record& record, DnsAnswer& out) {
    std::size_t end = record.data + record.length;
    Reader data(message.first(end), record.data);
    switch (static_cast<DnsType>(record.type)) {
        case DnsType::a:
            if (record.length == 4)
                out.addresses.push_back(address_from<boost::asio::ip::address_v4, boost::asio::ip::address_v4::bytes_type>(data.bytes(4)));
            return;
        case DnsType::aaaa:
            if (record.length == 16)
                out.addresses.push_back(address_from<boost::asio::ip::address_v6, boost::asio::ip::address_v6::bytes_type>(data.bytes(16)));
            return;
        case DnsType::mx: {
            std::uint16_t preference = data.u16();
            std::string host = data.name();
            if (data.ok() && (host.empty() || is_host_name(host))) out.mx.push_back({preference, std::move(host)});
            return;
        }
        case DnsType::ptr: {
            std::string host = data.name();
            if (data.ok() && is_host_name(host)) out.names.push_back(std::move(host));
            return;
        }
        case DnsType::txt: take_text(data, end, out); return;
        case DnsType::tlsa: {
            TlsaRecord tlsa;
            tlsa.usage = data.u8();
            tlsa.selector = data.u8();
            tlsa.matching = data.u8();
            if (!data.ok()) return;
            tlsa.data = std::string(data.bytes(record.length - 3));
            out.tlsa.push_back(std::move(tlsa));
            return;
        }
    }
}

std::uint32_t negative_ttl(std::span<const unsigned char> message, Reader& reader, std::size_t records) {
    for (std::size_t i = 0; i < std::min(records, max_records); ++i) {
        auto record = read_record(reader);
        if (!record) break;
        if (record->type != type_soa) continue;
        Reader soa(message.first(record->data + record->length), record->data);
        soa.name();
        soa.name();
        soa.skip(16);
        std::uint32_t minimum = soa.u32();
        if (soa.ok()) return std::min(record->ttl, minimum);
    }
    return ttl_without_soa;
}

DnsAnswer broken(std::string words) {
    DnsAnswer answer;
    answer.words = std::move(words);
    return answer;
}

// The end of the chain of CNAMEs that begins at `name`; nothing when it is too long.
std::optional<std::string> follow(std::span<const unsigned char> message, const std::vector<Record>& records, std::string_view name,
                                  std::uint32_t& ttl) {
    std::string current(name);
    for (std::size_t i = 0; i <= max_chain; ++i) {
        auto next = std::find_if(records.begin(), records.end(), [&](const Record& r) { return r.type == type_cname && r.owner == current; });
        if (next == records.end()) return current;
        Reader data(message.first(next->data + next->length), next->data);
        current = data.name();
        if (!data.ok()) return std::nullopt;
        ttl = std::min(ttl, next->ttl);
    }
    return std::nullopt;
}

}  // namespace

std::string_view to_string(DnsType type) {
    switch (type) {
        case DnsType::a: return "A";
        case DnsType::ptr: return "PTR";
        case DnsType::mx: return "MX";
        case DnsType::txt: return "TXT";
        case DnsType::aaaa: return "AAAA";
        case DnsType::tlsa: return "TLSA";
    }
    return "?";
}

DnsAnswer parse_dns_answer(std::span<const unsigned char> message, std::string_view name, DnsType type) {
    Reader reader(message, 0);
    reader.skip(2);
    std::uint16_t flags = reader.u16();
    std::size_t questions = reader.u16(), answers = reader.u16(), authorities = reader.u16();
    reader.skip(2);
    if (questions > 4) return broken("a broken DNS answer");
    for (std::size_t i = 0; i < questions; ++i) {
        reader.name();
        reader.skip(4);
    }
    if (!reader.ok() || !(flags & 0x8000)) return broken("a broken DNS answer");
    unsigned rcode = flags & 0xF;
    if (rcode != 0 && rcode != 3) return broken("DNS server failure (code " + std::to_string(rcode) + ")");
    if (answers > max_records) return broken("a DNS answer with too many records");
    std::vector<Record> records;
    for (std::size_t i = 0; i < answers; ++i) {
        auto record = read_record(reader);
        if (!record) return broken("a broken DNS answer");
        records.push_back(std::move(*record));
    }
    DnsAnswer out;
    out.authentic = flags & 0x20;
    std::uint32_t ttl = 0x7FFFFFFF;
    auto owner = follow(message, records, name, ttl);
    if (!owner) return broken("a chain of CNAME records that is too long");
    bool any = false;
    for (const Record& record : records) {
        if (record.type != static_cast<std::uint16_t>(type) || record.owner != *owner) continue;
        take_record(message, record, out);
        ttl = std::min(ttl, record.ttl);
        any = true;
    }
    bool found = !out.mx.empty() || !out.addresses.empty() || !out.texts.empty() || !out.names.empty() || !out.tlsa.empty();
    if (found) {
        out.status = DnsStatus::found;
        out.ttl = ttl;
        return out;
    }
    if (any) return broken("a DNS answer whose records cannot be read");
    out.status = rcode == 3 ? DnsStatus::nxdomain : DnsStatus::nodata;
    out.words = std::string(rcode == 3 ? "no such domain: " : "no " + std::string(to_string(type)) + " record: ") + std::string(name.substr(0, 255));
    out.ttl = std::min(ttl, negative_ttl(message, reader, authorities));
    return out;
}

}  // namespace mailrace::net
