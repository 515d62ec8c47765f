#include "daemon/simulator/keeper.h"

#include <spdlog/spdlog.h>

#include <boost/json.hpp>
#include <fstream>

namespace mailrace::simulator {

namespace {

std::string envelope(const KeptMessage& message) {
    boost::json::object o;
    const auto text = [](std::string_view value) { return boost::json::string_view(value.data(), value.size()); };
    o["provider"] = text(message.provider);
    o["host"] = text(message.host);
    o["source"] = text(message.source);
    o["sender"] = text(message.sender);
    o["recipients"] = boost::json::array(message.recipients.begin(), message.recipients.end());
    o["id"] = text(message.id);
    o["tls"] = message.tls;
    o["size"] = message.text.size();
    return boost::json::serialize(o);
}

bool write_file(const std::string& name, std::string_view text) {
    std::ofstream out(name, std::ios::binary | std::ios::trunc);
    out.write(text.data(), static_cast<std::streamsize>(text.size()));
    out.close();
    return out.good();
}

}  // namespace

Keep keep_in_folder(const std::string& folder) {
    return [folder](const KeptMessage& message) {
        const std::string base = folder + "/" + std::string(message.id);
        if (write_file(base + ".eml", message.text) && write_file(base + ".json", envelope(message) + "\n")) return;
        spdlog::error("cannot write {}.eml", base);
    };
}

}  // namespace mailrace::simulator
