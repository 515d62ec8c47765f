#include "daemon/egress/local_delivery.h"

#include <filesystem>
#include <fstream>

namespace mailrace::egress {
namespace {

queue::RecipientOutcome result(const char* type, queue::Verdict verdict, events::EnhancedStatus status, std::string words) {
    queue::RecipientOutcome out;
    out.verdict = verdict;
    out.delivered_by = type;
    out.response = {events::Phase::local, 0, status, std::move(words)};
    return out;
}

Status write_file(const std::filesystem::path& path, smtp::BodySource& body) {
    std::ofstream file(path, std::ios::binary | std::ios::trunc);
    for (;;) {
        auto piece = body.next();
        if (!piece) return piece.error();
        if (piece->empty()) break;
        file.write(piece->data(), static_cast<std::streamsize>(piece->size()));
    }
    file.close();
    if (!file) return Error::storage("cannot write " + path.string());
    return {};
}

}  // namespace

queue::RecipientOutcome discard() { return result("discard", queue::Verdict::delivered, {2, 0, 0}, "discarded as configured"); }

queue::RecipientOutcome deliver_to_file(const queue::Delivery& delivery, smtp::BodySource& body, const std::string& directory) {
    if (directory.empty()) return result("file", queue::Verdict::deferred, {4, 3, 5}, "type file without file-destination");
    std::filesystem::path target = std::filesystem::path(directory) / (to_text(delivery.message) + "-" + std::to_string(delivery.lease) + ".eml");
    std::filesystem::path draft = target;
    draft += ".tmp";
    Status written = write_file(draft, body);
    std::error_code ec;
    if (written) std::filesystem::rename(draft, target, ec);
    if (written && !ec) return result("file", queue::Verdict::delivered, {2, 0, 0}, "written to " + target.string());
    std::string words = written ? "cannot write " + target.string() + ": " + ec.message() : written.error().words;
    std::filesystem::remove(draft, ec);
    return result("file", queue::Verdict::deferred, {4, 3, 0}, std::move(words));
}

}  // namespace mailrace::egress
