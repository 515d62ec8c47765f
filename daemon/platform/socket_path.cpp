#include "daemon/platform/socket_path.h"

#ifdef _WIN32
#include <process.h>
#else
#include <grp.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/un.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>
#include <filesystem>
#include <vector>
#endif

namespace mailrace::platform {

#ifdef _WIN32

// A named pipe has no place in the file system; its access list is given where it is made.
Status prepare_socket_path(const std::string&, const std::string&) { return {}; }
RestrictedUmask::RestrictedUmask() = default;
RestrictedUmask::~RestrictedUmask() = default;
void give_to_group(const std::string&, const std::string&) {}
int process_id() { return _getpid(); }

#else

Status prepare_socket_path(const std::string& socket_path, const std::string& group) {
    namespace fs = std::filesystem;
    sockaddr_un address{};
    if (socket_path.size() >= sizeof address.sun_path) return Error::invalid("the path of the control socket is too long: " + socket_path);
    const fs::path folder = fs::path(socket_path).parent_path();
    std::error_code failed;
    if (!folder.empty() && !fs::exists(folder, failed)) {
        if (!fs::create_directories(folder, failed)) return Error::storage("cannot make " + folder.string() + ": " + failed.message());
        chmod(folder.c_str(), 0750);
        give_to_group(folder.string(), group);
    }
    struct stat about {};
    if (lstat(socket_path.c_str(), &about) != 0) {
        if (errno == ENOENT) return {};
        return system_error(socket_path, errno);
    }
    if (!S_ISSOCK(about.st_mode)) return Error::invalid(socket_path + " exists and is not a socket");
    address.sun_family = AF_UNIX;
    std::memcpy(address.sun_path, socket_path.c_str(), socket_path.size() + 1);
    const int probe = socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0);
    if (probe < 0) return system_error("socket", errno);
    const bool answers = connect(probe, reinterpret_cast<const sockaddr*>(&address), sizeof address) == 0;
    ::close(probe);
    if (answers) return Error{ErrorClass::busy, false, Origin::system, "another daemon answers at " + socket_path};
    if (unlink(socket_path.c_str()) != 0) return system_error(socket_path, errno);
    return {};
}

RestrictedUmask::RestrictedUmask() : before_(umask(0117)) {}
RestrictedUmask::~RestrictedUmask() { umask(static_cast<mode_t>(before_)); }

void give_to_group(const std::string& path, const std::string& name) {
    std::vector<char> buffer(16384);
    group entry{};
    group* found = nullptr;
    if (getgrnam_r(name.c_str(), &entry, buffer.data(), buffer.size(), &found) != 0 || found == nullptr) return;
    [[maybe_unused]] const int given = lchown(path.c_str(), static_cast<uid_t>(-1), found->gr_gid);
}

int process_id() { return getpid(); }

#endif

}  // namespace mailrace::platform
