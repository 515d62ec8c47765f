#include "daemon/platform/file.h"

namespace mailrace::platform {

namespace {
std::string directory_of(const std::string& path) {
    const auto slash = path.find_last_of("/\\");
    if (slash == std::string::npos) return ".";
    return slash == 0 ? path.substr(0, 1) : path.substr(0, slash);
}
}  // namespace

Status replace_file(Storage& storage, const std::string& path, std::string_view bytes) {
    const std::string temporary = path + ".new";
    (void)storage.remove(temporary);  // of an attempt that was interrupted
    {
        auto file = storage.open(temporary, OpenMode::create);
        if (!file) return file.error();
        if (auto s = file.value()->write_at(0, bytes); !s) return s;
        if (auto s = file.value()->sync(); !s) return s;
    }
    if (auto s = storage.rename(temporary, path); !s) return s;
    return storage.sync_directory(directory_of(path));
}

Result<std::string> read_file(Storage& storage, const std::string& path, std::uint64_t max) {
    auto file = storage.open(path, OpenMode::read);
    if (!file) return file.error();
    const auto size = file.value()->size();
    if (!size) return size.error();
    if (size.value() > max) return Error::limit(path + " has more than " + std::to_string(max) + " bytes");
    std::string bytes(static_cast<std::size_t>(size.value()), '\0');
    const auto got = file.value()->read_at(0, bytes);
    if (!got) return got.error();
    bytes.resize(got.value());
    return bytes;
}

}  // namespace mailrace::platform
