// Feeds: what a subscription follows. A feed keeps the position of one subscriber; at each tick it is asked for the differences since the
// last time and answers with current values, so that a slow client is merged and never slows anybody. Lives on the control thread.
#pragma once

#include <boost/asio/awaitable.hpp>
#include <boost/json.hpp>
#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <variant>

#include "shared/protocol/message.h"

namespace mailrace::control {

class Feed {
public:
    virtual ~Feed() = default;
    /// Everything as it is now; the position is fixed before it is read.
    virtual boost::asio::awaitable<boost::json::object> snapshot() = 0;
    /// What has changed since; nothing when nothing has.
    virtual boost::asio::awaitable<std::optional<boost::json::object>> changes() = 0;
};

using FeedOrError = std::variant<std::unique_ptr<Feed>, protocol::CallError>;
using FeedFactory = std::function<FeedOrError(const boost::json::object& params)>;

class Feeds {
public:
    void add(std::string_view topic, FeedFactory factory) { table_[std::string(topic)] = std::move(factory); }
    const FeedFactory* find(std::string_view topic) const {
        const auto it = table_.find(topic);
        return it == table_.end() ? nullptr : &it->second;
    }

private:
    std::map<std::string, FeedFactory, std::less<>> table_;
};

}  // namespace mailrace::control
