#include "daemon/spool/format.h"

#include <charconv>

#include "daemon/events/event_codec.h"
#include "daemon/events/wire.h"
#include "daemon/platform/crc32c.h"

namespace mailrace::spool {

namespace {

using events::WireReader;
using events::WireWriter;
using platform::crc32c;

constexpr std::string_view kMagic = "MRSPOOL\n";
constexpr std::size_t kHeaderCopy = kSegmentHeaderSize / 2;

std::uint32_t get32(std::string_view bytes, std::size_t at) { return WireReader(bytes.substr(at, 4)).u32(); }

void put32(std::string& out, std::size_t at, std::uint32_t v) {
    for (std::size_t i = 0; i < 4; ++i) out[at + i] = static_cast<char>(v >> (8 * i));
}

std::optional<SegmentHeader> decode_copy(std::string_view bytes) {
    if (bytes.size() < kHeaderCopy || !bytes.starts_with(kMagic)) return std::nullopt;
    if (crc32c(bytes.substr(0, kHeaderCopy - 4)) != get32(bytes, kHeaderCopy - 4)) return std::nullopt;
    WireReader in(bytes.substr(kMagic.size()));
    SegmentHeader h;
    h.version = in.u32();
    h.number = in.u32();
    h.salt = in.u32();
    h.previous = in.u32();
    h.previous_length = in.u64();
    h.next_event = in.u64();
    h.last_message = in.u64();
    h.created_ms = static_cast<std::int64_t>(in.u64());
    return h;
}

}  // namespace

std::string encode(const SegmentHeader& header) {
    std::string bytes(kMagic);
    WireWriter out(bytes);
    out.u32(header.version);
    out.u32(header.number);
    out.u32(header.salt);
    out.u32(header.previous);
    out.u64(header.previous_length);
    out.u64(header.next_event);
    out.u64(header.last_message);
    out.u64(static_cast<std::uint64_t>(header.created_ms));
    bytes.resize(kHeaderCopy - 4, '\0');
    out.u32(crc32c(bytes));
    return bytes + bytes;
}

std::optional<SegmentHeader> decode_segment_header(std::string_view bytes) {
    if (auto first = decode_copy(bytes)) return first;
    return bytes.size() > kHeaderCopy ? decode_copy(bytes.substr(kHeaderCopy)) : std::nullopt;
}

std::string segment_name(std::uint32_t number) {
    char digits[8];
    std::string name(8, '0');
    const auto end = std::to_chars(digits, digits + sizeof digits, number, 16).ptr;
    name.replace(8 - static_cast<std::size_t>(end - digits), std::string::npos, digits, static_cast<std::size_t>(end - digits));
    return name + ".seg";
}

std::optional<std::uint32_t> parse_segment_name(std::string_view name) {
    if (name.size() != 12 || !name.ends_with(".seg")) return std::nullopt;
    std::uint32_t number = 0;
    const auto [end, error] = std::from_chars(name.data(), name.data() + 8, number, 16);
    if (error != std::errc{} || end != name.data() + 8 || number == 0 || segment_name(number) != name) return std::nullopt;
    return number;
}

std::size_t begin_record(std::string& out) {
    const std::size_t begin = out.size();
    out.append(kRecordHeaderSize, '\0');
    return begin;
}

std::uint64_t end_record(std::string& out, std::size_t begin, RecordType type, std::string_view body, std::uint32_t salt) {
    const std::size_t meta_end = out.size();
    put32(out, begin, kRecordMarker);
    put32(out, begin + 8, static_cast<std::uint32_t>(meta_end - begin - kRecordHeaderSize));
    put32(out, begin + 12, static_cast<std::uint32_t>(body.size()));
    put32(out, begin + 16, crc32c(body));
    out[begin + 20] = static_cast<char>(type);
    put32(out, begin + 4, crc32c(std::string_view(out).substr(begin + 8), salt));
    out.append(body);
    out.append((8 - (out.size() - begin) % 8) % 8, '\0');
    return out.size() - begin;
}

std::optional<RecordHeader> decode_record_header(std::string_view bytes) {
    WireReader in(bytes);
    if (in.u32() != kRecordMarker) return std::nullopt;
    RecordHeader h;
    h.crc = in.u32();
    h.meta_length = in.u32();
    h.body_length = in.u32();
    h.body_crc = in.u32();
    const auto type = in.u8();
    if (!in.ok() || h.meta_length > kMaxMeta || h.body_length > kMaxBody) return std::nullopt;
    h.type = static_cast<RecordType>(type);
    return h;
}

bool header_intact(const RecordHeader& header, std::string_view record, std::uint32_t salt) {
    return crc32c(record.substr(8, kRecordHeaderSize - 8 + header.meta_length), salt) == header.crc;
}

PackedState PackedState::of(RecipientState state, std::uint16_t attempts, WallTime next_attempt) {
    constexpr std::int64_t kMaxMs = (std::int64_t{1} << 45) - 1;
    const auto ms = static_cast<std::uint64_t>(std::clamp<std::int64_t>(unix_ms(next_attempt), 0, kMaxMs));
    return {static_cast<std::uint64_t>(state) | static_cast<std::uint64_t>(attempts) << 2 | ms << 18};
}

WallTime PackedState::next_attempt() const {
    return WallTime{std::chrono::milliseconds{static_cast<std::int64_t>(value >> 18)}};
}

void encode_tombstones(std::span<const Tombstone> tombstones, std::string& out) {
    WireWriter writer(out);
    writer.varint(tombstones.size());
    for (const auto& t : tombstones) {
        writer.u64(t.message.value);
        writer.u32(t.segment);
    }
}

bool decode_tombstones(std::string_view meta, std::vector<Tombstone>& out) {
    WireReader in(meta);
    const auto count = in.varint(meta.size() / 12);
    out.clear();
    out.reserve(count);
    for (std::uint64_t i = 0; i < count; ++i) {
        const MessageId id{in.u64()};
        out.push_back({id, in.u32()});
    }
    return in.ok() && in.at_end();
}

void encode_state(std::string_view key, std::string_view value, std::string& out) {
    WireWriter writer(out);
    writer.string(key);
    writer.string(value);
}

std::optional<std::pair<std::string_view, std::string_view>> decode_state(std::string_view meta) {
    WireReader in(meta);
    const auto key = in.string();
    const auto value = in.string();
    if (!in.ok()) return std::nullopt;
    return std::pair{key, value};
}

}  // namespace mailrace::spool
