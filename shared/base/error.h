// Errors as values. Every part of Mailrace reports what went wrong as an Error: what kind it is, whether trying again
// may help, whose fault it is, and words for a person. Exceptions are for bugs and for start-up only.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace mailrace {

enum class ErrorClass : std::uint8_t {
    invalid,    // the input is malformed
    not_found,  // the thing named does not exist
    forbidden,  // the caller may not
    limit,      // a bound was reached
    timeout,    // a deadline passed
    network,    // connection refused, reset, unreachable
    protocol,   // the peer broke the protocol
    storage,    // disk or database
    busy,       // not now
    cancelled,  // the caller gave up
    internal,   // a bug
};

enum class Origin : std::uint8_t { local, remote, configuration, system };

struct Error {
    ErrorClass cls = ErrorClass::internal;
    bool temporary = false;
    Origin origin = Origin::local;
    std::string words;

    static Error invalid(std::string words) { return {ErrorClass::invalid, false, Origin::local, std::move(words)}; }
    static Error not_found(std::string words) { return {ErrorClass::not_found, false, Origin::local, std::move(words)}; }
    static Error limit(std::string words) { return {ErrorClass::limit, true, Origin::local, std::move(words)}; }
    static Error timeout(std::string words) { return {ErrorClass::timeout, true, Origin::remote, std::move(words)}; }
    static Error network(std::string words) { return {ErrorClass::network, true, Origin::remote, std::move(words)}; }
    static Error storage(std::string words) { return {ErrorClass::storage, true, Origin::system, std::move(words)}; }
    static Error busy(std::string words) { return {ErrorClass::busy, true, Origin::local, std::move(words)}; }
    static Error cancelled() { return {ErrorClass::cancelled, true, Origin::local, "cancelled"}; }
    static Error internal(std::string words) { return {ErrorClass::internal, false, Origin::local, std::move(words)}; }
};

std::string_view to_string(ErrorClass cls);

/// An Error of the operating system: "what: strerror(number)". Temporary when the number says that it may pass
/// (EAGAIN, EINTR, ENOSPC, ENOMEM, EMFILE, …).
Error system_error(std::string_view what, int error_number);

}  // namespace mailrace
