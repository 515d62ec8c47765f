#include "shared/mail/mime.h"

#include <gtest/gtest.h>

#include <algorithm>

#include "shared/mail/address_scan.h"
#include "shared/mail/charset.h"
#include "shared/mail/encoded_word.h"
#include "shared/mail/html_text.h"
#include "shared/mail/text.h"
#include "shared/mail/transfer_encoding.h"

using namespace mailrace::mail;

namespace {

constexpr std::size_t plenty = 1 << 20;

const std::string report =
    "Subject: =?iso-8859-1?Q?Zustellung_unm=F6glich?=\n"
    "Content-Type: multipart/report; report-type=delivery-status;\n boundary=\"=_b/1\"\n"
    "\n"
    "A preamble.\n"
    "--=_b/1\n"
    "Content-Type: text/plain; charset=iso-8859-1\n"
    "Content-Transfer-Encoding: quoted-printable\n"
    "\n"
    "Unm=F6glich: =\n"
    "weiter  \n"
    "--=_b/1\n"
    "Content-Type: message/delivery-status\n"
    "\n"
    "Reporting-MTA: dns; a.example\n"
    "\n"
    "--=_b/1\n"
    "Content-Type: message/rfc822\n"
    "\n"
    "From someone Tue Apr 30 02:09:16 2019\n"
    "Subject: inner\n"
    "Content-Type: multipart/mixed; boundary=in\n"
    "\n"
    "--in\n"
    "\n"
    "first\n"
    "--in\n"
    "Content-Type: application/octet-stream; name*0*=utf-8''a%20; name*1=\"b.bin\"\n"
    "Content-Transfer-Encoding: base64\n"
    "\n"
    "aGV s\nbG8=\n"
    "--=_b/1--\n"
    "epilogue\n";

std::string replaced(std::string text, std::string_view line_end) {
    std::string out;
    for (const char c : text) {
        if (c == '\n')
            out += line_end;
        else
            out += c;
    }
    return out;
}

std::vector<std::string> types(const MimeMessage& message) {
    std::vector<std::string> out;
    for (const auto& part : message.parts()) out.push_back(part.type.type);
    return out;
}

}  // namespace

TEST(Mime, reads_parts_within_parts_with_any_line_end) {
    for (const std::string_view line_end : {"\n", "\r\n", "\r", "\r\r\n"}) {
        const auto message = MimeMessage::read(replaced(report, line_end));
        const std::vector<std::string> want = {"multipart/report", "text/plain", "message/delivery-status", "message/rfc822",
                                               "multipart/mixed",  "text/plain", "application/octet-stream"};
        ASSERT_EQ(types(message), want);
        const auto& parts = message.parts();
        EXPECT_EQ(parts[0].field("subject"), "Zustellung unmöglich");
        EXPECT_EQ(parts[0].preamble, "A preamble.");
        EXPECT_EQ(decoded_text(parts[1], plenty), "Unmöglich: weiter");
        EXPECT_EQ(parts[2].body, "Reporting-MTA: dns; a.example\n");
        EXPECT_EQ(parts[4].field("Subject"), "inner");
        EXPECT_EQ(parts[4].parent, 3u);
        EXPECT_EQ(parts[5].body, "first");
        EXPECT_EQ(parts[6].filename, "a b.bin");
        EXPECT_EQ(decoded_body(parts[6], plenty), "hello");
        EXPECT_TRUE(message.is_inside(6, 3));
        EXPECT_FALSE(message.is_inside(2, 3));
        EXPECT_FALSE(message.cut());
    }
}

TEST(Mime, makes_the_best_of_broken_structure) {
    // No boundary parameter; a part without any header; a header that meets its boundary; a boundary that begins like another.
    const auto guessed = MimeMessage::read("Content-Type: multipart/mixed\n\n--xx--\n--xxyy\n\nBody\n--xxyy--\n");
    EXPECT_GE(guessed.parts().size(), 1u);
    const auto bare =
        MimeMessage::read("Content-Type: multipart/mixed; boundary=b:1\n\n--b:1\nX: y\n--b:1\nHi there.\n--b:12\nmore\n");
    ASSERT_EQ(bare.parts().size(), 3u);
    EXPECT_EQ(bare.parts()[1].header.size(), 1u);
    EXPECT_EQ(bare.parts()[1].body, "");
    EXPECT_EQ(bare.parts()[2].body, "Hi there.\n--b:12\nmore\n");
    // A junk line in the header, and a header that never ends.
    const auto junk = MimeMessage::read("Subject: a\nthis is junk\nContent-Type: text/html\n\nx");
    EXPECT_EQ(junk.root().type.type, "text/html");
    EXPECT_EQ(MimeMessage::read("Subject: only").root().field("subject"), "only");
    // No header at all.
    EXPECT_EQ(MimeMessage::read("Hello you,\n\nthere").root().body, "Hello you,\n\nthere");
    EXPECT_EQ(MimeMessage::read("").parts().size(), 1u);
}

TEST(Mime, bounds_depth_parts_fields_and_bytes) {
    std::string deep;
    for (int i = 0; i < 1000; ++i) {
        const std::string b = "b" + std::to_string(i);
        deep += "Content-Type: multipart/mixed; boundary=" + b + "\n\n--" + b + "\n";
    }
    const auto nested = MimeMessage::read(deep);
    EXPECT_LE(nested.parts().size(), 33u);
    EXPECT_TRUE(nested.cut());
    std::string letters;
    for (int i = 0; i < 1000; ++i) letters += "Content-Type: message/rfc822\n\n";
    EXPECT_LE(MimeMessage::read(letters).parts().size(), 33u);

    std::string many = "Content-Type: multipart/mixed; boundary=b\n\n";
    for (int i = 0; i < 2000; ++i) many += "--b\n\nx\n";
    EXPECT_EQ(MimeMessage::read(many).parts().size(), 500u);

    std::string fields;
    for (int i = 0; i < 20000; ++i) fields += "X: y\n";
    EXPECT_LE(MimeMessage::read(fields + "\nbody").root().header.size(), 1000u);

    const auto cut = MimeMessage::read("A: b\n\n0123456789", {.bytes = 10});
    EXPECT_TRUE(cut.cut());
    EXPECT_EQ(cut.root().body, "0123");
}

TEST(TransferEncoding, is_lenient_and_bounded) {
    EXPECT_EQ(decode_base64("aGVsbG8", 100), "hello");
    EXPECT_EQ(decode_base64("aGV*sbG8=\r\naGVsbG8=", 100), "hellohello");
    EXPECT_EQ(decode_base64("aGVsbG8=", 2), "he");
    EXPECT_EQ(decode_base64("_-8", 9), "\xFF\xEF");
    EXPECT_EQ(decode_quoted_printable("a=20=\r\nb =  \nc=zz=", 100), "a b c=zz");
    EXPECT_EQ(decode_quoted_printable("x  \ny", 100), "x\ny");
    EXPECT_EQ(decode_transfer("X-UUencode", "junk\nbegin 644 a\n#0V%T\n`\nend\n", 100), "Cat");
    EXPECT_EQ(decode_transfer("8bit", "as it is", 5), "as it");
}

TEST(Charset, reads_what_mail_uses) {
    EXPECT_EQ(to_utf8("\xA4 \x80", "ISO-8859-15"), "€ \xEF\xBF\xBD");
    EXPECT_EQ(to_utf8("\x80\xE9", "iso-8859-1"), "€é");
    EXPECT_EQ(to_utf8("\xCF\xF0\xE8", "Windows-1251"), "При");
    EXPECT_EQ(to_utf8("\xF0\xD2\xC9", "KOI8-R"), "При");
    EXPECT_EQ(to_utf8("\xB5\xBF", "iso8859_2"), "ľż");
    EXPECT_EQ(to_utf8("caf\xC3\xA9", ""), "café");
    EXPECT_EQ(to_utf8("caf\xE9", "no-such-charset"), "café");
    EXPECT_EQ(to_utf8("A+AGE-b+-", "unicode-1-1-utf-7"), "Aab+");
    EXPECT_EQ(to_utf8(std::string_view("\xFF\xFEh\0i\0", 6), "utf-16"), "hi");
    EXPECT_EQ(to_utf8(std::string_view("\xD8\x3D\xDE\x00", 4), "utf-16be"), "😀");
    // The East Asian ones: what is ASCII can be read, and no second byte is taken for it.
    EXPECT_EQ(to_utf8("\x1B$B<a@\x1B(B<u@x.example>", "iso-2022-jp"), "\xEF\xBF\xBD\xEF\xBF\xBD<u@x.example>");
    EXPECT_EQ(to_utf8("\x83<550\x81@", "shift_jis"), "\xEF\xBF\xBD<550\xEF\xBF\xBD");
}

TEST(EncodedWord, joins_neighbours_and_keeps_what_is_none) {
    EXPECT_EQ(decode_words("=?UTF-8?B?w6k=?= =?utf-8?Q?=C3=A9?= x"), "éé x");
    EXPECT_EQ(decode_words("=?UTF-8?B?ww==?=\r\n =?UTF-8?B?qQ==?="), decode_words("=?UTF-8?B?w6k=?="));
    EXPECT_EQ(decode_words("a =?bad b =?x?q?c?= d"), "a =?bad b c d");
    EXPECT_EQ(decode_words("=?iso-8859-1*de?Q?f=FCr_dich?="), "für dich");
    EXPECT_EQ(decode_words("plain  text"), "plain  text");
}

TEST(ContentType, reads_parameters_as_they_are_written) {
    const auto type = parse_content_type(
        " Multipart/Report (why); BOUNDARY=\"a\\\"b;c\" ; report-type = delivery-status; x; charset=\"UTF-8\"");
    EXPECT_EQ(type.type, "multipart/report");
    EXPECT_EQ(type.parameter("boundary"), "a\"b;c");
    EXPECT_EQ(type.parameter("report-type"), "delivery-status");
    EXPECT_EQ(type.parameter("charset"), "UTF-8");
    EXPECT_EQ(parse_content_type("attachment; filename*=iso-8859-1'de'%FCber.txt").parameter("filename"), "über.txt");
    EXPECT_EQ(parse_content_type("text/plain charset=us-ascii").type, "text/plain");
    EXPECT_TRUE(parse_content_type("").type.empty());
}

TEST(HtmlText, keeps_the_words) {
    EXPECT_EQ(html_to_text("<html><style>p{}</style><p>Not &lt;u&#64;x.example&gt;<br/>done &amp; <u@y.example> &bad; 1 < 2"),
              "\nNot <u@x.example>\ndone & <u@y.example> &bad; 1 < 2");
    EXPECT_EQ(html_to_text("<!-- a > b -->x<script>no"), "x");
}

TEST(AddressScan, finds_what_reports_write) {
    const auto texts = [](std::string_view text) {
        std::vector<std::string> out;
        for (const auto& found : find_addresses(text)) out.push_back(found.address);
        return out;
    };
    using Texts = std::vector<std::string>;
    EXPECT_EQ(texts("to <a.b+c@x.example>, mailto:d@y.example. And (e@[192.0.2.1])."),
              (Texts{"a.b+c@x.example", "d@y.example", "e@[192.0.2.1]"}));
    EXPECT_EQ(texts("\"odd one\"@x.example @ nothing@ user@#bad SMTP:up@CASE.example;"),
              (Texts{"\"odd one\"@x.example", "up@CASE.example"}));
    EXPECT_EQ(texts("jürgen@müller.example"), (Texts{"jürgen@müller.example"}));
    EXPECT_TRUE(find_addresses("<a@b.example>")[0].bracketed);
    std::string umlauts;
    for (int i = 0; i < 300; ++i) umlauts += "\xC3\xBC";
    for (const char* shift : {"", "x"}) {  // bounds fall between two characters, and into the middle of one
        const auto cut = find_addresses(umlauts + shift + "@" + shift + umlauts);
        ASSERT_EQ(cut.size(), 1u);
        EXPECT_TRUE(is_utf8(cut[0].address)) << shift;
    }
    EXPECT_EQ(bare_address("rfc822; <User@X.example> (gone)"), "User@X.example");
    EXPECT_EQ(bare_address("@relay.example:u@x.example"), "u@x.example");
    EXPECT_EQ(bare_address("utf-8; jürgen@x.example"), "jürgen@x.example");
    EXPECT_EQ(bare_address("unknown; nobody"), "nobody");
    EXPECT_EQ(bare_address("system;<>"), "");
}
