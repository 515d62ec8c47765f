// Feed, name server, receivers and books together over real sockets on loopback, on free ports, in one process.
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <unistd.h>

#include <boost/asio.hpp>
#include <boost/json.hpp>
#include <filesystem>
#include <fstream>
#include <thread>

#include "daemon/simulator/dns_message.h"
#include "daemon/simulator/feed.h"
#include "daemon/simulator/scenario_parser.h"
#include "daemon/simulator/simulation.h"

using namespace mailrace;
using namespace mailrace::simulator;
namespace asio = boost::asio;

namespace {

class Loopback : public testing::Test {
protected:
    void start(std::string_view text, unsigned threads = 1) {
        ParsedScenario parsed = parse_scenario(text);
        ASSERT_EQ(describe(parsed.problems, "test"), "");
        SimulationOptions options;
        options.scenario = std::move(parsed.scenario);
        options.control = Endpoint{"127.0.0.1", 0};
        options.threads = threads;
        options.keep_folder = keep_;
        simulation_ = std::make_unique<Simulation>(std::move(options));
        const Status started = simulation_->start();
        ASSERT_TRUE(started) << started.error().words;
        thread_ = std::thread([this] { EXPECT_TRUE(simulation_->run()); });
    }

    void TearDown() override {
        if (simulation_) simulation_->stop();
        if (thread_.joinable()) thread_.join();
        simulation_.reset();
        if (!folder_.empty()) std::filesystem::remove_all(folder_);
    }

    FeedOptions feed_options(std::string address = "127.31.0.1") {
        FeedOptions options;
        options.plan.domains = {{"post.example", 1}};
        options.plan.size = {500, 5000};
        options.to = {std::move(address), simulation_->smtp_port()};
        return options;
    }

    FeedCounts feed(FeedOptions options) {
        Feed sender(std::move(options));
        const auto counts = sender.run();
        EXPECT_TRUE(counts);
        return counts ? *counts : FeedCounts{};
    }

    std::int64_t number(std::string_view command, std::string_view path) {
        const auto value = boost::json::parse(simulation_->command(command));
        boost::system::error_code error;  // a counter that is still 0 may be left out
        const auto* found = value.find_pointer(boost::json::string_view(path.data(), path.size()), error);
        return found ? found->to_number<std::int64_t>() : 0;
    }

    std::string folder() {
        folder_ = (std::filesystem::temp_directory_path() / ("simulator-test-" + std::to_string(getpid()))).string();
        std::filesystem::create_directories(folder_);
        return folder_;
    }

    std::string keep_;
    std::string folder_;
    std::unique_ptr<Simulation> simulation_;
    std::thread thread_;
};

constexpr std::string_view plain = R"(
<provider post>
    domain post.example
    mx 10 mx.post.example 127.31.0.1
</provider>
)";

}  // namespace

TEST_F(Loopback, EveryMessageOfAFeedArrivesOnceAndUnaltered) {
    start(plain, 2);
    const std::string ledger = folder() + "/ledger";
    for (const bool pipelining : {false, true}) {
        FeedOptions options = feed_options();
        options.plan.run = pipelining ? "fast" : "slow";
        options.plan.recipients = {1, 4};
        options.messages = 300;
        options.connections = 4;
        options.pipelining = pipelining;
        options.messages_per_connection = 50;
        options.ledger = ledger;
        const FeedCounts counts = feed(options);
        EXPECT_EQ(counts.messages_accepted, 300U);
        EXPECT_GT(counts.recipients_accepted, 300U);
        EXPECT_EQ(counts.messages_refused + counts.messages_unknown + counts.messages_unsent, 0U);
        const std::string ask = R"({"cmd":"received","run":")" + options.plan.run + R"(","ledger":")" + ledger + R"("})";
        EXPECT_EQ(number(ask, "/messages"), 300);
        EXPECT_EQ(number(ask, "/recipients"), static_cast<std::int64_t>(counts.recipients_accepted));
        EXPECT_EQ(number(ask, "/expected_recipients"), static_cast<std::int64_t>(counts.recipients_accepted));
        EXPECT_EQ(number(ask, "/missing_recipients"), 0);
        EXPECT_EQ(number(ask, "/duplicates"), 0);
        EXPECT_EQ(number(ask, "/altered"), 0);
    }
    EXPECT_EQ(number(R"({"cmd":"received","run":"slow","messages":310})", "/missing_recipients"), 10 - 0);
}

TEST_F(Loopback, RefusalsAreCountedAlikeOnBothSides) {
    start(R"(
<provider post>
    domain post.example
    mx 10 mx.post.example 127.31.0.1
    unknown-users 20%
    deferrals 10%
    spam-refusals 10%
</provider>
)");
    FeedOptions options = feed_options();
    options.messages = 500;
    options.connections = 3;
    options.pipelining = true;
    const FeedCounts counts = feed(options);
    EXPECT_EQ(counts.messages_accepted + counts.messages_refused, 500U);
    EXPECT_GT(counts.recipients_refused, 100U);
    EXPECT_EQ(number(R"({"cmd":"stats"})", "/total/messages"), static_cast<std::int64_t>(counts.messages_accepted));
    EXPECT_EQ(number(R"({"cmd":"stats"})", "/total/recipients_permanent") + number(R"({"cmd":"stats"})", "/total/recipients_temporary"),
              static_cast<std::int64_t>(counts.recipients_refused));
    EXPECT_EQ(number(R"({"cmd":"stats"})", "/total/protocol_errors"), 0) << "an empty pipelined DATA is a fault of ours";
}

TEST_F(Loopback, AnswersThatAreWithheldAreUnknownToTheFeedAndKnownToTheBooks) {
    start(R"(
<provider post>
    domain post.example
    mx 10 mx.post.example 127.31.0.1
    drop reply 10%
    drop dot 10%
    drop mail 10%
</provider>
)");
    FeedOptions options = feed_options();
    options.messages = 300;
    options.connections = 2;
    options.reconnect = true;
    const FeedCounts counts = feed(options);
    EXPECT_EQ(counts.messages_accepted + counts.messages_unknown, 300U);
    const auto taken = number(R"({"cmd":"stats"})", "/total/messages");
    const auto unanswered = number(R"({"cmd":"stats"})", "/total/unanswered_recipients");
    EXPECT_GT(unanswered, 0);
    EXPECT_EQ(taken, static_cast<std::int64_t>(counts.messages_accepted) + unanswered);
    EXPECT_EQ(number(R"({"cmd":"received","run":"feed"})", "/duplicates"), 0);
}

TEST_F(Loopback, AServerThatGoesDownAndComesUpIsFoundAgain) {
    start(plain);
    simulation_->command(R"({"cmd":"set","provider":"post","line":"down yes"})");
    FeedOptions options = feed_options();
    options.messages = 50;
    options.reconnect = true;
    Feed sender(options);
    std::optional<FeedCounts> counts;
    std::thread feeding([&] {
        const auto result = sender.run();
        if (result) counts = *result;
    });
    while (number(R"({"cmd":"stats"})", "/total/drops/connect") < 1) std::this_thread::yield();
    simulation_->command(R"({"cmd":"set","provider":"*","line":"down no"})");
    feeding.join();
    ASSERT_TRUE(counts);
    EXPECT_EQ(counts->messages_accepted, 50U);
    EXPECT_GE(counts->connect_failures, 1U);
}

TEST_F(Loopback, KeepsWhatItReceives) {
    keep_ = folder();
    start(plain);
    FeedOptions options = feed_options();
    options.messages = 3;
    feed(options);
    int texts = 0;
    for (const auto& entry : std::filesystem::directory_iterator(keep_)) {
        if (entry.path().extension() != ".eml") continue;
        ++texts;
        std::ifstream in(entry.path());
        std::string text(std::istreambuf_iterator<char>(in), {});
        EXPECT_THAT(text, testing::HasSubstr("X-Mailrace-Feed: feed-"));
    }
    EXPECT_EQ(texts, 3);
}

TEST_F(Loopback, NameServerAnswersOverUdpAndTcp) {
    start(R"(
<provider long>
    domain long.example
    mx 10 mx.long.example 127.31.0.2
    dns truncated
</provider>
)");
    asio::io_context context;
    const auto server = asio::ip::make_address("127.0.0.1");
    const std::string query = write_query(77, "long.example", DnsType::mx, 1232);

    asio::ip::udp::socket udp(context, asio::ip::udp::v4());
    udp.send_to(asio::buffer(query), {server, simulation_->dns_port()});
    std::array<char, 1500> buffer{};
    const std::size_t got = udp.receive(asio::buffer(buffer));
    const auto cut = read_answer({buffer.data(), got});
    ASSERT_TRUE(cut);
    EXPECT_EQ(cut->id, 77);
    EXPECT_TRUE(cut->truncated);

    asio::ip::tcp::socket tcp(context);
    tcp.connect({server, simulation_->dns_port()});
    asio::write(tcp, asio::buffer(wire_u16(static_cast<std::uint16_t>(query.size())) + query));
    std::array<unsigned char, 2> prefix{};
    asio::read(tcp, asio::buffer(prefix));
    std::string answer(static_cast<std::size_t>(prefix[0]) << 8 | prefix[1], '\0');
    asio::read(tcp, asio::buffer(answer));
    const auto whole = read_answer(answer);
    ASSERT_TRUE(whole);
    EXPECT_FALSE(whole->truncated);
    EXPECT_EQ(whole->answers.size(), 1U);
}

TEST_F(Loopback, ControlPortAnswersALineWithALine) {
    start(plain);
    asio::io_context context;
    asio::ip::tcp::socket socket(context);
    socket.connect({asio::ip::make_address("127.0.0.1"), simulation_->control_port()});
    asio::write(socket, asio::buffer(std::string_view("nonsense\n{\"cmd\":\"reset\"}\n")));
    std::string input;
    asio::read_until(socket, asio::dynamic_buffer(input), '\n');
    EXPECT_THAT(input, testing::StartsWith("{\"ok\":false"));
    input.erase(0, input.find('\n') + 1);
    if (input.find('\n') == std::string::npos) asio::read_until(socket, asio::dynamic_buffer(input), '\n');
    EXPECT_EQ(input, "{\"ok\":true}\n");
}
