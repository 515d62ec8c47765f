#include "daemon/simulator/receiver_session.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "daemon/simulator/scenario_keywords.h"
#include "daemon/simulator/scenario_values.h"

using namespace mailrace;
using namespace mailrace::simulator;
using testing::HasSubstr;
using testing::Not;
using testing::StartsWith;

namespace {

class ReceiverTalk : public testing::Test {
protected:
    ReceiverTalk() {
        provider_.name = "post";
        provider_.domains = {{"post.example", 1}};
        provider_.hosts = {{"mx.post.example", 10, {"127.0.0.1"}}};
    }

    void manner(std::string_view line) {
        const auto words = split_words(line).words;
        ASSERT_FALSE(apply_keyword(provider_, words[0], std::span(words.data() + 1, words.size() - 1)).has_value()) << line;
    }

    Step begin() {
        if (!desk_) desk_ = std::make_unique<Desk>(provider_, 1);
        session_ = std::make_unique<ReceiverSession>(
            SessionSetup{desk_.get(), &books_, &clock_, keep_ ? &keep_ : nullptr, "mx.post.example", "127.0.0.9", 1});
        const Step step = session_->begin();
        greeting_ = take();
        return step;
    }

    std::string take() {
        std::string out;
        out.swap(session_->output());
        return out;
    }

    /// Sends the text in pieces as the driver would, until the session wants to do something else than read.
    std::string say(std::string_view text, std::size_t piece = 100'000) {
        std::string pending;
        while (!text.empty() && (last_.what == Do::read || pending.empty())) {
            pending += text.substr(0, piece);
            text.remove_prefix(std::min(piece, text.size()));
            std::size_t consumed = 0;
            last_ = session_->resume(pending, consumed);
            pending.erase(0, consumed);
            if (last_.what != Do::read) break;
        }
        return take();
    }

    Counters counters() {
        return desk_->with([](Behaviour&, Counters& c) { return c; });
    }

    Provider provider_;
    std::unique_ptr<Desk> desk_;
    Books books_;
    ManualClock clock_;
    Keep keep_;
    std::unique_ptr<ReceiverSession> session_;
    std::string greeting_;
    Step last_;
};

constexpr std::string_view whole_message =
    "EHLO me\r\nMAIL FROM:<b-r-1@bounce.sender.example>\r\nRCPT TO:<ann@post.example>\r\nDATA\r\n"
    "X-Mailrace-Feed: r-1\r\n\r\nHello\r\n..\r\n.\r\nQUIT\r\n";

}  // namespace

TEST_F(ReceiverTalk, TakesAMessageInWhateverPiecesItComes) {
    for (const std::size_t piece : {std::size_t{1}, std::size_t{7}, std::size_t{1000}}) {
        std::string kept;
        keep_ = [&](const KeptMessage& message) { kept = message.text; };
        last_ = {};
        begin();
        EXPECT_THAT(greeting_, StartsWith("220 mx.post.example"));
        const std::string replies = say(whole_message, piece);
        EXPECT_THAT(replies, HasSubstr("250-PIPELINING\r\n"));
        EXPECT_THAT(replies, HasSubstr("354 "));
        EXPECT_THAT(replies, HasSubstr("250 2.0.0 Ok: queued as "));
        EXPECT_THAT(replies, HasSubstr("221 "));
        EXPECT_EQ(last_.what, Do::close);
        EXPECT_EQ(kept, "X-Mailrace-Feed: r-1\r\n\r\nHello\r\n.\r\n");
    }
    EXPECT_EQ(counters().messages, 3U);
    books_.with_runs([](const auto& runs) { EXPECT_EQ(runs.at("r").totals().duplicates, 2U); });
}

TEST_F(ReceiverTalk, TakesChunks) {
    begin();
    EXPECT_THAT(say("EHLO me\r\nMAIL FROM:<a@b.example>\r\nRCPT TO:<ann@post.example>\r\nBDAT 5\r\nab\ncdBDAT 3 LAST\r\n.\r\nNOOP\r\n"),
                testing::ContainsRegex("250 2.0.0 Ok\r\n250 2.0.0 Ok: queued as .*\r\n250 2.0.0 Ok\r\n"));
    EXPECT_EQ(counters().bytes, 8U);
    EXPECT_THAT(say("MAIL FROM:<a@b.example>\r\nBDAT 4 LAST\r\nQUITNOOP\r\n"), HasSubstr("554 5.5.1 No valid recipients\r\n250 "))
        << "the bytes of a refused chunk are skipped";
}

TEST_F(ReceiverTalk, RefusesMailForOthers) {
    begin();
    EXPECT_THAT(say("EHLO me\r\nMAIL FROM:<a@b.example>\r\nRCPT TO:<x@elsewhere.example>\r\n"), HasSubstr("554 5.7.1 <x@elsewhere.example>"));
    EXPECT_EQ(counters().recipients_permanent, 1U);
}

TEST_F(ReceiverTalk, IsStrictAboutLineEndsInCommandsAndText) {
    begin();
    EXPECT_THAT(say("EHLO me\n"), StartsWith("500 "));
    const std::string replies =
        say("EHLO me\r\nMAIL FROM:<a@b.example>\r\nRCPT TO:<ann@post.example>\r\nDATA\r\nHello\n.\nMAIL FROM:<evil@b.example>\r\n.\r\n");
    EXPECT_THAT(replies, HasSubstr("550 5.5.2 Bare"));
    EXPECT_EQ(counters().messages, 0U);
    EXPECT_EQ(counters().bare_line_ends, 1U);
}

TEST_F(ReceiverTalk, KeepsTheOrderOfCommands) {
    begin();
    EXPECT_THAT(say("MAIL FROM:<a@b.example>\r\n"), StartsWith("503 "));
    EXPECT_THAT(say("EHLO me\r\nRCPT TO:<ann@post.example>\r\n"), HasSubstr("503 "));
    EXPECT_THAT(say("MAIL FROM:<a@b.example>\r\nDATA\r\n"), HasSubstr("554 5.5.1"));
    EXPECT_THAT(say("MAIL FROM:<a@b.example>\r\n"), StartsWith("503 "));
    EXPECT_THAT(say("RSET\r\nMAIL FROM:<>\r\n"), HasSubstr("250 2.1.0"));
}

TEST_F(ReceiverTalk, DoesNotHoldPipeliningAgainstAClientWhoseMailIsRefused) {
    manner("unknown-users 100%");
    begin();
    say("EHLO me\r\n");
    for (int i = 0; i < 100; ++i) {
        say("MAIL FROM:<a@b.example>\r\nRCPT TO:<ann@post.example>\r\nDATA\r\nRSET\r\n");
        ASSERT_EQ(last_.what, Do::read);
    }
    EXPECT_EQ(counters().protocol_errors, 0U);
}

TEST_F(ReceiverTalk, GivesUpOnNonsenseAndEndlessLines) {
    begin();
    std::string nonsense;
    for (int i = 0; i < 30; ++i) nonsense += "BLAH\r\n";
    EXPECT_THAT(say(nonsense), HasSubstr("421 4.7.0"));
    EXPECT_EQ(last_.what, Do::close);
    last_ = {};
    begin();
    EXPECT_THAT(say(std::string(5000, 'x')), StartsWith("500 5.5.2 Line too long"));
    EXPECT_EQ(last_.what, Do::close);
}

TEST_F(ReceiverTalk, AnswersInTheProvidersWords) {
    manner("unknown-users 100%");
    manner("reply unknown-user \"550 5.1.1 Inconnu: {rcpt}\\n5.1.1 Bo\\xEEte {ip}\"");
    begin();
    EXPECT_THAT(say("EHLO me\r\nMAIL FROM:<b-r-4@bounce.sender.example>\r\nRCPT TO:<ann@post.example>\r\n"),
                HasSubstr("550-5.1.1 Inconnu: ann@post.example\r\n550 5.1.1 Bo\xEEte 127.0.0.9\r\n"));
    books_.with_runs([](const auto& runs) { EXPECT_EQ(runs.at("r").refused_of(4), 1U); });
}

TEST_F(ReceiverTalk, LeavesOutWhatAnOldServerDoesNotKnow) {
    manner("without PIPELINING ENHANCEDSTATUSCODES CHUNKING");
    manner("starttls absent");
    begin();
    const std::string hello = say("EHLO me\r\n");
    EXPECT_THAT(hello, Not(HasSubstr("PIPELINING")));
    EXPECT_THAT(hello, Not(HasSubstr("STARTTLS")));
    EXPECT_EQ(say("MAIL FROM:<a@b.example>\r\n"), "250 Ok\r\n");
    EXPECT_THAT(say("BDAT 3\r\n"), StartsWith("501 "));
    EXPECT_THAT(say("STARTTLS\r\n"), StartsWith("502 "));
}

TEST_F(ReceiverTalk, WantsTlsFirstWhereItIsRequired) {
    manner("starttls required");
    begin();
    EXPECT_THAT(say("EHLO me\r\nMAIL FROM:<a@b.example>\r\n"), HasSubstr("530 5.7.0"));
    EXPECT_THAT(say("STARTTLS\r\n"), StartsWith("220 "));
    EXPECT_EQ(last_.what, Do::start_tls);
    session_->tls_started();
    last_ = {};
    EXPECT_THAT(say("MAIL FROM:<a@b.example>\r\n"), StartsWith("503 ")) << "what was said before TLS is forgotten";
    EXPECT_THAT(say("EHLO me\r\n"), Not(HasSubstr("STARTTLS")));
    EXPECT_THAT(say("MAIL FROM:<a@b.example>\r\n"), StartsWith("250 "));
}

TEST_F(ReceiverTalk, DropsAfterTheDotWithOrWithoutTakingTheMessage) {
    manner("drop dot 100%");
    begin();
    say(whole_message);
    EXPECT_EQ(last_.what, Do::drop);
    EXPECT_EQ(counters().messages, 0U);
    EXPECT_EQ(counters().drops[static_cast<std::size_t>(Phase::dot)], 1U);

    session_.reset();
    desk_.reset();
    manner("drop dot 0%");
    manner("drop reply 100%");
    last_ = {};
    begin();
    EXPECT_THAT(say(whole_message), Not(HasSubstr("queued as")));
    EXPECT_EQ(last_.what, Do::drop);
    EXPECT_EQ(counters().messages, 1U);
    EXPECT_EQ(counters().unanswered_recipients, 1U);
}

TEST_F(ReceiverTalk, DropsInTheMiddleOfTheText) {
    manner("drop body 100%");
    begin();
    say("EHLO me\r\nMAIL FROM:<a@b.example>\r\nRCPT TO:<ann@post.example>\r\nDATA\r\n");
    EXPECT_EQ(last_.what, Do::read);
    say("Subject: x\r\n");
    EXPECT_EQ(last_.what, Do::drop);
    EXPECT_EQ(counters().messages, 0U);
}

TEST_F(ReceiverTalk, RefusesWhatIsTooLargeByDeclarationAndBySize) {
    manner("max-size 1k");
    begin();
    EXPECT_THAT(say("EHLO me\r\nMAIL FROM:<a@b.example> SIZE=2000\r\n"), HasSubstr("552 "));
    EXPECT_THAT(say("MAIL FROM:<a@b.example>\r\nRCPT TO:<ann@post.example>\r\nDATA\r\n" + std::string(2000, 'x') + "\r\n.\r\n"),
                HasSubstr("552 "));
    EXPECT_EQ(counters().messages, 0U);
}

TEST_F(ReceiverTalk, RefusesANewConnectionWithWordsAndCloses) {
    manner("max-connections-per-source 1");
    begin();
    const auto first = std::move(session_);
    EXPECT_EQ(begin().what, Do::close);
    EXPECT_THAT(greeting_, StartsWith("421 4.7.0"));
    EXPECT_EQ(counters().refused_connections, 1U);
}

TEST_F(ReceiverTalk, WantsSmtputf8ForAddressesBeyondAscii) {
    begin();
    EXPECT_THAT(say("EHLO me\r\nMAIL FROM:<a@b.example>\r\nRCPT TO:<j\xC3\xBCrgen@post.example>\r\n"), HasSubstr("553 5.6.7"));
    EXPECT_THAT(say("RSET\r\nMAIL FROM:<a@b.example> SMTPUTF8\r\nRCPT TO:<j\xC3\xBCrgen@post.example>\r\n"), HasSubstr("250 2.1.5"));
}

TEST(SmtpWords, ReadPathsAndRefuseWrongOnes) {
    EXPECT_EQ(read_path("FROM:<a@b.example> SIZE=1 BODY=8BITMIME", "FROM:")->parameters.size(), 2U);
    EXPECT_EQ(read_path("from: <\"x>y\"@b.example>", "FROM:")->address, "\"x>y\"@b.example");
    EXPECT_EQ(read_path("TO:<@relay.example:a@b.example>", "TO:")->address, "a@b.example");
    EXPECT_EQ(read_path("FROM:<>", "FROM:")->address, "");
    EXPECT_TRUE(read_path("TO:<Postmaster>", "TO:"));
    for (const std::string_view bad : {"TO:a@b.example", "TO:<a@b.example", "TO:<a>", "TO:<@b.example>", "TO:<a@>", "TO:<a b@c.example>",
                                       "TO:<a@b.example>x", "FROM:<a@b.example>"}) {
        EXPECT_FALSE(read_path(bad, "TO:")) << bad;
    }
}
