// `parse report`: what a mail that came back says, read by the same code as the daemon's, without a daemon.
#include <fstream>
#include <iostream>
#include <iterator>

#include "daemon/ctl/commands.h"
#include "daemon/ctl/report_json.h"
#include "daemon/feedback/report_reader.h"
#include "shared/mail/mbox.h"

namespace mailrace::ctl {
namespace {

constexpr std::size_t max_file = 256u << 20;  // a file of many messages

Result<std::string> read_input(const std::string& file) {
    std::string text;
    std::ifstream disk;
    if (file != "-") {
        disk.open(file, std::ios::binary);
        if (!disk) return Error::not_found("cannot read " + file);
    }
    std::istream& in = file == "-" ? std::cin : disk;
    std::string block(1u << 16, '\0');
    while (text.size() < max_file && (in.read(block.data(), static_cast<std::streamsize>(block.size())) || in.gcount() > 0)) {
        text.append(block, 0, static_cast<std::size_t>(in.gcount()));
    }
    if (in.bad() || (text.empty() && !in.eof())) return Error::storage("cannot read " + file);
    return text;
}

int parse_reports(const Options& options, const std::vector<std::string>& files) {
    bool failed = false;
    for (const std::string& file : files) {
        const auto text = read_input(file);
        if (!text) {
            failed = true;
            report(text.error());
            continue;
        }
        const auto messages = mail::split_mbox(*text);
        for (std::size_t i = 0; i < messages.size(); ++i) {
            const feedback::Report found = feedback::read_report(messages[i]);
            if (!options.as_json) {
                std::cout << report_text(messages.size() > 1 ? file + " #" + std::to_string(i + 1) : file, found);
                continue;
            }
            auto object = report_json(file, found);
            if (messages.size() > 1) object["number"] = i + 1;
            std::cout << json::serialize(object) << "\n";
        }
    }
    return failed ? 1 : 0;
}

}  // namespace

void add_parse_commands(CLI::App& app, Context& context) {
    auto* group = app.add_subcommand("parse", "Read files the way the daemon does; needs none");
    group->require_subcommand(1);
    auto* command = group->add_subcommand("report", "What a bounce, a delay notice or a complaint says of each recipient");
    auto files = std::make_shared<std::vector<std::string>>();
    command->add_option("FILE", *files, "Mail as it came, or an mbox; - is standard input")->required();
    command->footer(
        "With --json one object a mail: file, kind (bounce, delay, complaint, auto-reply, none), recipients, feedback, "
        "message_id.");
    command->callback(
        [&context, files] { context.offline = [&context, files] { return parse_reports(context.options, *files); }; });
}

}  // namespace mailrace::ctl
