#include "daemon/app/log.h"

#include <spdlog/sinks/rotating_file_sink.h>
#include <spdlog/sinks/stdout_sinks.h>
#include <spdlog/spdlog.h>

#include <filesystem>

namespace mailrace::app {

namespace {

void append_value(std::string& out, std::string_view value) {
    const bool plain = !value.empty() && value.find_first_of(" \"=\\") == std::string_view::npos &&
                       std::none_of(value.begin(), value.end(), [](char c) { return static_cast<unsigned char>(c) < 0x20 || c == 0x7F; });
    if (plain) {
        out += value;
        return;
    }
    out += '"';
    for (const char c : value) {
        if (c == '"' || c == '\\') {
            out += '\\';
            out += c;
        } else if (c == '\n') {
            out += "\\n";
        } else if (c == '\r') {
            out += "\\r";
        } else if (static_cast<unsigned char>(c) < 0x20 || c == 0x7F) {
            out += '?';
        } else {
            out += c;
        }
    }
    out += '"';
}

}  // namespace

Status start_log(const LogOptions& options) {
    try {
        std::shared_ptr<spdlog::logger> logger;
        if (options.file.empty()) {
            logger = spdlog::stderr_logger_mt("mailraced");
        } else {
            constexpr std::size_t kFileSize = 64u << 20;
            logger = spdlog::rotating_logger_mt("mailraced", options.file, kFileSize, static_cast<std::size_t>(std::max(1, options.rotated_files)));
            namespace fs = std::filesystem;
            std::error_code ignored;
            const auto all = options.world_readable ? fs::perms::group_read | fs::perms::others_read : fs::perms::group_read;
            fs::permissions(options.file, fs::perms::owner_read | fs::perms::owner_write | all, ignored);
        }
        logger->set_pattern("%Y-%m-%dT%H:%M:%S.%e%z %l %v");
        logger->set_level(spdlog::level::from_str(options.level == "warning" ? "warn" : options.level));
        logger->flush_on(spdlog::level::info);
        spdlog::set_default_logger(std::move(logger));
        return {};
    } catch (const spdlog::spdlog_ex& failed) {
        return Error::storage(std::string("cannot write the log: ") + failed.what());
    }
}

void flush_log() { spdlog::default_logger()->flush(); }

std::string log_line(std::string_view words, const LogFields& fields) {
    std::string line(words);
    for (const auto& [key, value] : fields) {
        line += ' ';
        line += key;
        line += '=';
        append_value(line, value);
    }
    return line;
}

void log_info(std::string_view words, const LogFields& fields) { spdlog::default_logger_raw()->log(spdlog::level::info, log_line(words, fields)); }
void log_warning(std::string_view words, const LogFields& fields) { spdlog::default_logger_raw()->log(spdlog::level::warn, log_line(words, fields)); }
void log_error(std::string_view words, const LogFields& fields) { spdlog::default_logger_raw()->log(spdlog::level::err, log_line(words, fields)); }

}  // namespace mailrace::app
