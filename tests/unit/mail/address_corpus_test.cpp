#include <gtest/gtest.h>

#include <boost/json/src.hpp>
#include <filesystem>
#include <fstream>
#include <sstream>

#include "shared/mail/address.h"

using namespace mailrace::mail;
namespace json = boost::json;

namespace {

json::array load_cases(const char* corpus) {
    const std::filesystem::path file = std::filesystem::path(MAILRACE_SOURCE_DIR) / "../shared/corpora" / corpus / "cases.json";
    std::ifstream in(file);
    if (!in) return {};
    std::stringstream text;
    text << in.rdbuf();
    return json::parse(text.str()).at("cases").as_array();
}

std::string field(const json::object& row, const char* name) {
    const json::value* v = row.if_contains(name);
    return v && v->is_string() ? std::string(v->as_string()) : std::string();
}

}  // namespace

TEST(AddressCorpus, is_email_valid_and_error_cases) {
    const json::array cases = load_cases("addresses");
    if (cases.empty()) GTEST_SKIP() << "the address corpus is not present";
    std::size_t judged = 0;
    for (const json::value& v : cases) {
        const json::object& row = v.as_object();
        if (field(row, "suite") != "isemail") continue;
        const std::string category = field(row, "category"), address = field(row, "address");
        if (category == "DEPREC") continue;
        ++judged;
        EXPECT_EQ(static_cast<bool>(parse_mailbox(address, false)), row.at("smtp_valid").as_bool())
            << address << " " << field(row, "diagnosis");
    }
    EXPECT_GT(judged, 50u);
}

TEST(AddressCorpus, paths_as_in_mail_from) {
    const json::array cases = load_cases("addresses");
    if (cases.empty()) GTEST_SKIP() << "the address corpus is not present";
    for (const json::value& v : cases) {
        const json::object& row = v.as_object();
        if (field(row, "suite") != "haraka") continue;
        const std::string path = field(row, "path");
        std::string_view rest(path);
        auto address = parse_path(rest, {});
        const json::value* ok = row.if_contains("ok");
        EXPECT_EQ(static_cast<bool>(address), ok && ok->is_bool() && ok->as_bool()) << path;
        if (address) {
            EXPECT_EQ(address->domain, field(row, "host")) << path;
        }
    }
}

TEST(AddressCorpus, refuses_what_flanker_refuses) {
    const json::array cases = load_cases("addresses");
    if (cases.empty()) GTEST_SKIP() << "the address corpus is not present";
    for (const json::value& v : cases) {
        const json::object& row = v.as_object();
        if (field(row, "kind") != "mailbox" || row.at("valid").as_bool()) continue;
        EXPECT_FALSE(parse_mailbox(field(row, "address"))) << field(row, "address");
    }
}
