#include "shared/config/secrets.h"

#include <gtest/gtest.h>

#include "shared/config/load.h"
#include "shared/config/schema.h"

namespace mailrace::config {

TEST(Secrets, are_taken_out_of_every_form_of_line) {
    EXPECT_EQ(without_secrets("<smtp-user a>\n  password hunter2\n  Password-Hash \"$scrypt$x\" # mine\n</smtp-user>\n"),
              "<smtp-user a>\n  password ********\n  Password-Hash ********\n</smtp-user>\n");
    EXPECT_EQ(without_secrets("# password old\r\n#auth-password\tolder\r\n"),
              "# password ********\r\n#auth-password\t********\r\n");
    EXPECT_EQ(without_secrets("smtp-server-tls-certificate \"/etc/my key.pem\" word\n"),
              "smtp-server-tls-certificate \"/etc/my key.pem\" ********\n");
    EXPECT_EQ(without_secrets("tls-certificate /etc/key.pem   # the key"), "tls-certificate /etc/key.pem   # the key");
    EXPECT_EQ(without_secrets("privacy-policy siphash abc"), "privacy-policy siphash ********");
    EXPECT_EQ(without_secrets("privacy-policy retain"), "privacy-policy retain");
    EXPECT_EQ(without_secrets("password ab#cd"), "password ********");
    EXPECT_EQ(without_secrets("pasword x\nmy-password x"), "pasword x\nmy-password ********");
    EXPECT_EQ(without_secrets("tls-certificate \"broken word"), "tls-certificate ********");
    EXPECT_EQ(without_secrets(""), "");
    EXPECT_EQ(without_secrets("password"), "password");
}

TEST(Secrets, a_text_without_secrets_is_the_same_text_when_it_has_none) {
    EXPECT_EQ(without_secrets(built_in_text()), built_in_text());
}

TEST(Secrets, a_text_with_placeholders_can_be_checked) {
    const std::string text =
        with_placeholders("<smtp-user a>\n    password-hash wrong\n    source in\n</smtp-user>\n<source in>\n</source>\n");
    EXPECT_EQ(text.find("wrong"), std::string::npos);
    EXPECT_NE(load_text("x", text).config, nullptr);
}

TEST(Secrets, every_directive_of_the_schema_that_names_one_is_known) {
    for (const Directive* directive : all_directives()) {
        const bool named = directive->name.find("password") != std::string_view::npos ||
                           directive->name.find("api-key") != std::string_view::npos;
        const bool typed = directive->type == ValueType::certificate;
        if (!named && !typed) continue;
        EXPECT_TRUE(holds_secret(directive->name)) << directive->name;
    }
}

}  // namespace mailrace::config
