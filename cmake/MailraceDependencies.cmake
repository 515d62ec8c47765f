# The libraries we stand on. Each is used by the folder that needs it; third-party types stay inside that folder.
find_package(Threads REQUIRED)
find_package(PkgConfig REQUIRED)
find_package(Boost 1.81 REQUIRED COMPONENTS json)
find_package(OpenSSL 3.0 REQUIRED)
find_package(SQLite3 REQUIRED)
find_package(fmt REQUIRED)
find_package(spdlog REQUIRED)
find_package(CLI11 REQUIRED)
pkg_check_modules(RE2 REQUIRED IMPORTED_TARGET re2)
pkg_check_modules(CARES REQUIRED IMPORTED_TARGET libcares)
pkg_check_modules(IDN2 REQUIRED IMPORTED_TARGET libidn2)
pkg_check_modules(PSL REQUIRED IMPORTED_TARGET libpsl)
pkg_check_modules(ZSTD REQUIRED IMPORTED_TARGET libzstd)

# Boost.Asio is compiled once (separate compilation) into this library, not in every file that includes it.
add_library(mailrace_asio STATIC ${CMAKE_SOURCE_DIR}/cmake/asio_impl.cpp)
target_compile_definitions(mailrace_asio PUBLIC BOOST_ASIO_SEPARATE_COMPILATION BOOST_ASIO_NO_DEPRECATED
    BOOST_ASIO_DISABLE_BOOST_COROUTINE)
target_link_libraries(mailrace_asio PUBLIC Boost::boost OpenSSL::SSL OpenSSL::Crypto Threads::Threads)

file(WRITE ${CMAKE_BINARY_DIR}/pch/std.cpp "")
file(WRITE ${CMAKE_BINARY_DIR}/pch/asio.cpp "")
set(MAILRACE_STD_HEADERS <algorithm> <array> <atomic> <charconv> <chrono> <cstdint> <cstring> <deque> <filesystem> <functional>
    <map> <memory> <mutex> <optional> <set> <span> <string> <string_view> <unordered_map> <utility> <variant> <vector>)
add_library(mailrace_pch_std OBJECT ${CMAKE_BINARY_DIR}/pch/std.cpp)
target_link_libraries(mailrace_pch_std PRIVATE mailrace_options)
target_precompile_headers(mailrace_pch_std PRIVATE ${MAILRACE_STD_HEADERS})
add_library(mailrace_pch_asio OBJECT ${CMAKE_BINARY_DIR}/pch/asio.cpp)
target_link_libraries(mailrace_pch_asio PRIVATE mailrace_options mailrace_asio)
target_precompile_headers(mailrace_pch_asio PRIVATE ${MAILRACE_STD_HEADERS}
    <boost/asio.hpp> <boost/asio/experimental/awaitable_operators.hpp> <boost/asio/ssl.hpp>)
