// What a coroutine of the network threads is: a Task. Every Task runs on the one io_context (one thread) that spawned it, so nothing
// in daemon/net takes a lock. Deadlines are absolute: a peer that sends one byte at a time does not move them.
#pragma once

#include <boost/asio/awaitable.hpp>
#include <chrono>

#include "shared/base/clock.h"

namespace mailrace::net {

template <class T>
using Task = boost::asio::awaitable<T>;

using Deadline = std::chrono::steady_clock::time_point;

/// The deadline that lies `from_now` ahead on the system's steady clock.
inline Deadline after(Duration from_now) { return std::chrono::steady_clock::now() + from_now; }

}  // namespace mailrace::net
