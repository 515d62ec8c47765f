#ifndef _WIN32

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>
#ifdef __linux__
#include <sys/xattr.h>
#endif

#include <cerrno>
#include <climits>
#include <cstdlib>
#include <memory>
#include <vector>

#include "daemon/platform/file.h"
#include "daemon/platform/owned_file.h"

namespace mailrace::platform {

namespace {

Error failed(std::string_view what, const std::string& path, int number) {
    auto error = system_error(std::string(what) + ' ' + path, number);
    error.cls = number == ENOENT ? ErrorClass::not_found : ErrorClass::storage;
    return error;
}

std::string directory_of(const std::string& path) {
    const auto slash = path.rfind('/');
    if (slash == std::string::npos) return ".";
    return slash == 0 ? "/" : path.substr(0, slash);
}

Result<std::string> real_path(const std::string& path) {
    const std::unique_ptr<char, decltype(&std::free)> real(::realpath(path.c_str(), nullptr), &std::free);
    if (!real) return failed("cannot find", path, errno);
    return std::string(real.get());
}

class Descriptor {
public:
    explicit Descriptor(int fd) : fd_(fd) {}
    ~Descriptor() {
        if (fd_ >= 0) ::close(fd_);
    }
    Descriptor(const Descriptor&) = delete;
    Descriptor& operator=(const Descriptor&) = delete;
    int get() const { return fd_; }

private:
    int fd_;
};

Status write_all(int fd, const std::string& path, std::string_view bytes) {
    while (!bytes.empty()) {
        const auto n = ::write(fd, bytes.data(), bytes.size());
        if (n < 0 && errno == EINTR) continue;
        if (n < 0) return failed("cannot write", path, errno);
        bytes.remove_prefix(static_cast<std::size_t>(n));
    }
    if (::fsync(fd) != 0) return failed("cannot sync", path, errno);
    return {};
}

/// Access lists and labels that the old file had beyond its mode; what cannot be carried over was given by the directory anyway.
void copy_attributes([[maybe_unused]] const std::string& from, [[maybe_unused]] int to) {
#ifdef __linux__
    std::vector<char> names(64 * 1024);
    const auto length = ::listxattr(from.c_str(), names.data(), names.size());
    for (ssize_t at = 0; at < length;) {
        const std::string name = names.data() + at;
        at += static_cast<ssize_t>(name.size()) + 1;
        std::vector<char> value(64 * 1024);
        const auto size = ::getxattr(from.c_str(), name.c_str(), value.data(), value.size());
        if (size >= 0) (void)::fsetxattr(to, name.c_str(), value.data(), static_cast<std::size_t>(size), 0);
    }
#endif
}

/// A name that no pattern of an include matches.
std::string temporary_name(const std::string& path) {
    const auto slash = path.rfind('/');
    return path.substr(0, slash + 1) + '.' + path.substr(slash + 1) + '.' + std::to_string(::getpid()) + ".new";
}

Status write_temporary(const std::string& temporary, const std::string& original, const struct stat& like, std::string_view bytes) {
    (void)::unlink(temporary.c_str());  // of an attempt that was interrupted
    const Descriptor file(::open(temporary.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC | O_NOFOLLOW, 0600));
    if (file.get() < 0) return failed("cannot create", temporary, errno);
    struct stat made{};
    if (::fstat(file.get(), &made) != 0) return failed("cannot examine", temporary, errno);
    const bool same_owner = made.st_uid == like.st_uid && made.st_gid == like.st_gid;
    if (!same_owner && ::fchown(file.get(), like.st_uid, like.st_gid) != 0) return failed("cannot keep the owner of", original, errno);
    copy_attributes(original, file.get());
    if (::fchmod(file.get(), like.st_mode & 07777) != 0) return failed("cannot keep the mode of", original, errno);
    return write_all(file.get(), temporary, bytes);
}

bool in_our_groups(gid_t group) {
    if (group == ::getegid()) return true;
    std::vector<gid_t> groups(static_cast<std::size_t>(std::max(0, ::getgroups(0, nullptr))));
    const int count = ::getgroups(static_cast<int>(groups.size()), groups.data());
    for (int i = 0; i < count; ++i)
        if (groups[static_cast<std::size_t>(i)] == group) return true;
    return false;
}

}  // namespace

std::string why_not_replaceable(const std::string& path) {
    const auto real = real_path(path);
    if (!real) return real.error().words;
    struct stat info{};
    if (::stat(real->c_str(), &info) != 0) return failed("cannot examine", *real, errno).words;
    if (!S_ISREG(info.st_mode)) return *real + " is not a file";
    if (::access(real->c_str(), W_OK) != 0) return failed("no right to write", *real, errno).words;
    const std::string directory = directory_of(*real);
    if (::access(directory.c_str(), W_OK) != 0)
        return failed("no right to write in", directory, errno).words + " (a file is replaced as a whole, by one made beside it)";
    if (::geteuid() != 0 && (info.st_uid != ::geteuid() || !in_our_groups(info.st_gid)))
        return *real + " belongs to another user or group than the service: its owner could not be kept";
    return {};
}

std::string why_not_creatable(const std::string& path) {
    struct stat info{};
    if (::lstat(path.c_str(), &info) == 0) return path + " exists already";
    std::string directory = directory_of(path);
    while (::stat(directory.c_str(), &info) != 0 && directory.size() > 1) directory = directory_of(directory);
    if (!S_ISDIR(info.st_mode)) return directory + " is not a directory";
    if (::access(directory.c_str(), W_OK | X_OK) != 0) return failed("no right to write in", directory, errno).words;
    return {};
}

Status replace_owned(const std::string& path, std::string_view bytes) {
    const auto real = real_path(path);
    if (!real) return real.error();
    struct stat like{};
    if (::stat(real->c_str(), &like) != 0) return failed("cannot examine", *real, errno);
    if (!S_ISREG(like.st_mode)) return Error::storage(*real + " is not a file");
    const std::string temporary = temporary_name(*real);
    Status written = write_temporary(temporary, *real, like, bytes);
    if (written && ::rename(temporary.c_str(), real->c_str()) != 0) written = failed("cannot replace", *real, errno);
    if (!written) {
        (void)::unlink(temporary.c_str());
        return written;
    }
    return Storage::system().sync_directory(directory_of(*real));
}

Status create_owned(const std::string& path, std::string_view bytes) {
    const std::string directory = directory_of(path);
    if (auto made = Storage::system().make_directories(directory); !made) return made;
    const Descriptor file(::open(path.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC | O_NOFOLLOW, 0640));
    if (file.get() < 0) return failed("cannot create", path, errno);
    if (auto written = write_all(file.get(), path, bytes); !written) {
        (void)::unlink(path.c_str());
        return written;
    }
    return Storage::system().sync_directory(directory);
}

Status remove_owned(const std::string& path) {
    if (::unlink(path.c_str()) != 0) return failed("cannot remove", path, errno);
    return Storage::system().sync_directory(directory_of(path));
}

Result<WallTime> modified(const std::string& path) {
    struct stat info{};
    if (::stat(path.c_str(), &info) != 0) return failed("cannot examine", path, errno);
    return WallTime{std::chrono::seconds(info.st_mtim.tv_sec) + std::chrono::microseconds(info.st_mtim.tv_nsec / 1000)};
}

}  // namespace mailrace::platform

#endif
