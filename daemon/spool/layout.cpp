#include "daemon/spool/layout.h"

#include "daemon/spool/format.h"

namespace mailrace::spool {

std::string segment_path(const SpoolOptions& options, std::uint32_t number) {
    return options.directory + '/' + segment_name(number);
}

std::string large_directory(const SpoolOptions& options) { return options.directory + "/large"; }

std::string large_path(const SpoolOptions& options, MessageId id) { return large_directory(options) + '/' + to_text(id) + ".body"; }

}  // namespace mailrace::spool
