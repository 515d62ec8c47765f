// A small DNS server on 127.0.0.1 that a test fills with records. It counts questions and can be silent or broken for a name.
#pragma once

#include <boost/asio.hpp>

#include <array>
#include <map>
#include <set>
#include <string>
#include <vector>

#include "daemon/net/address.h"

namespace mailrace::testing {

inline std::string dns_name(std::string_view name) {
    std::string out;
    while (!name.empty()) {
        std::size_t dot = name.find('.');
        std::string_view label = name.substr(0, dot);
        out += static_cast<char>(label.size());
        out += label;
        name.remove_prefix(dot == std::string_view::npos ? name.size() : dot + 1);
    }
    return out + '\0';
}
inline std::string dns_u16(unsigned n) { return {static_cast<char>(n >> 8), static_cast<char>(n & 255)}; }
inline std::string dns_u32(std::uint32_t n) { return dns_u16(n >> 16) + dns_u16(n & 0xFFFF); }
inline std::string dns_record(std::string_view owner, unsigned type, std::uint32_t ttl, const std::string& data) {
    return dns_name(owner) + dns_u16(type) + dns_u16(1) + dns_u32(ttl) + dns_u16(static_cast<unsigned>(data.size())) + data;
}

class DnsServer {
public:
    explicit DnsServer(boost::asio::io_context& io)
        : socket_(io, boost::asio::ip::udp::endpoint(boost::asio::ip::make_address("127.0.0.1"), 0)) {
        receive();
    }
    std::string address() const { return "127.0.0.1:" + std::to_string(socket_.local_endpoint().port()); }

    void add(const std::string& name, unsigned type, const std::string& data, std::uint32_t ttl = 300) {
        records_[{name, type}].push_back(dns_record(name, type, ttl, data));
        names_.insert(name);
    }
    void add_a(const std::string& name, const std::string& ip, std::uint32_t ttl = 300) {
        auto bytes = boost::asio::ip::make_address_v4(ip).to_bytes();
        add(name, 1, std::string(bytes.begin(), bytes.end()), ttl);
    }
    void add_aaaa(const std::string& name, const std::string& ip, std::uint32_t ttl = 300) {
        auto bytes = boost::asio::ip::make_address_v6(ip).to_bytes();
        add(name, 28, std::string(bytes.begin(), bytes.end()), ttl);
    }
    void add_mx(const std::string& name, unsigned preference, const std::string& host, std::uint32_t ttl = 300) {
        add(name, 15, dns_u16(preference) + dns_name(host), ttl);
    }
    /// Everything asked about `name` is answered by these records.
    void add_cname(const std::string& name, const std::string& target) { cnames_[name] = target; }
    void fail(const std::string& name) { failing_.insert(name); }
    void be_silent(const std::string& name) { silent_.insert(name); }

    int questions = 0;

    void close() { socket_.close(); }

private:
    void receive() {
        socket_.async_receive_from(boost::asio::buffer(buffer_), from_, [this](boost::system::error_code ec, std::size_t size) {
            if (ec) return;
            std::string answer = reply(std::string_view(buffer_.data(), size));
            if (!answer.empty()) socket_.send_to(boost::asio::buffer(answer), from_);
            receive();
        });
    }

    std::string reply(std::string_view query) {
        ++questions;
        std::size_t at = 12;
        std::string name;
        while (query[at] != 0) {
            if (!name.empty()) name += '.';
            name += query.substr(at + 1, static_cast<std::size_t>(query[at]));
            at += static_cast<std::size_t>(query[at]) + 1;
        }
        unsigned type = static_cast<unsigned char>(query[at + 1]) << 8 | static_cast<unsigned char>(query[at + 2]);
        std::string question(query.substr(12, at + 5 - 12));
        if (silent_.count(name)) return {};
        std::vector<std::string> answers;
        std::string owner = name;
        while (cnames_.count(owner) && answers.size() < 20) {
            answers.push_back(dns_record(owner, 5, 60, dns_name(cnames_[owner])));
            owner = cnames_[owner];
        }
        bool exists = names_.count(owner) > 0;
        for (const std::string& record : records_[{owner, type}]) answers.push_back(record);
        unsigned rcode = failing_.count(name) ? 2 : exists ? 0 : 3;
        std::string out(query.substr(0, 2));
        out += dns_u16(0x8180 | rcode) + dns_u16(1) + dns_u16(static_cast<unsigned>(answers.size()));
        std::string soa;
        if (answers.empty()) soa = dns_record("test", 6, 40, dns_name("ns") + dns_name("admin") + std::string(16, '\0') + dns_u32(40));
        out += dns_u16(soa.empty() ? 0 : 1) + dns_u16(0) + question;
        for (const std::string& record : answers) out += record;
        return out + soa;
    }

    boost::asio::ip::udp::socket socket_;
    boost::asio::ip::udp::endpoint from_;
    std::array<char, 1500> buffer_;
    std::map<std::pair<std::string, unsigned>, std::vector<std::string>> records_;
    std::map<std::string, std::string> cnames_;
    std::set<std::string> names_, failing_, silent_;
};

}  // namespace mailrace::testing
