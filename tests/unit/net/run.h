// Runs coroutines on an io_context until all of them have ended, or until a generous limit after which the test has failed.
#pragma once

#include <gtest/gtest.h>

#include <boost/asio.hpp>

#include "daemon/net/task.h"

namespace mailrace::testing {

inline void spawn(boost::asio::io_context& io, net::Task<void> task) {
    boost::asio::co_spawn(io, std::move(task), [](std::exception_ptr e) { if (e) std::rethrow_exception(e); });
}

inline void run_all(boost::asio::io_context& io) {
    io.restart();
    io.run_for(std::chrono::seconds(20));
    EXPECT_TRUE(io.stopped()) << "something still waits";
}

}  // namespace mailrace::testing
