#ifndef _WIN32

#include <dirent.h>
#include <fcntl.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <sys/statvfs.h>
#include <unistd.h>

#include <cerrno>
#include <cstdio>

#include "daemon/platform/file.h"

namespace mailrace::platform {

namespace {

Error failed(std::string_view what, const std::string& path, int number) {
    auto error = system_error(std::string(what) + ' ' + path, number);
    error.cls = number == ENOENT ? ErrorClass::not_found : ErrorClass::storage;
    return error;
}

class PosixFile final : public File {
public:
    PosixFile(int fd, std::string path) : fd_(fd), path_(std::move(path)) {}
    ~PosixFile() override { ::close(fd_); }
    PosixFile(const PosixFile&) = delete;
    PosixFile& operator=(const PosixFile&) = delete;

    Status write_at(std::uint64_t offset, std::string_view bytes) override {
        while (!bytes.empty()) {
            const auto n = ::pwrite(fd_, bytes.data(), bytes.size(), static_cast<off_t>(offset));
            if (n < 0 && errno == EINTR) continue;
            if (n < 0) return failed("cannot write", path_, errno);
            if (n == 0) return failed("cannot write", path_, ENOSPC);
            bytes.remove_prefix(static_cast<std::size_t>(n));
            offset += static_cast<std::uint64_t>(n);
        }
        return {};
    }

    Result<std::size_t> read_at(std::uint64_t offset, std::span<char> out) const override {
        std::size_t got = 0;
        while (got < out.size()) {
            const auto n = ::pread(fd_, out.data() + got, out.size() - got, static_cast<off_t>(offset + got));
            if (n < 0 && errno == EINTR) continue;
            if (n < 0) return failed("cannot read", path_, errno);
            if (n == 0) break;
            got += static_cast<std::size_t>(n);
        }
        return got;
    }

    Status sync() override {
        if (::fdatasync(fd_) != 0) return failed("cannot sync", path_, errno);
        return {};
    }

    Result<std::uint64_t> size() const override {
        struct stat info{};
        if (::fstat(fd_, &info) != 0) return failed("cannot examine", path_, errno);
        return static_cast<std::uint64_t>(info.st_size);
    }

    Status truncate(std::uint64_t size) override {
        if (::ftruncate(fd_, static_cast<off_t>(size)) != 0) return failed("cannot truncate", path_, errno);
        return {};
    }

    Status preallocate(std::uint64_t size) override {
        if (const int number = ::posix_fallocate(fd_, 0, static_cast<off_t>(size)); number != 0)
            return failed("cannot reserve space in", path_, number);
        return {};
    }

private:
    int fd_;
    std::string path_;
};

class PosixLock final : public DirectoryLock {
public:
    explicit PosixLock(int fd) : fd_(fd) {}
    ~PosixLock() override { ::close(fd_); }
    PosixLock(const PosixLock&) = delete;
    PosixLock& operator=(const PosixLock&) = delete;

private:
    int fd_;
};

class PosixStorage final : public Storage {
public:
    Result<std::unique_ptr<File>> open(const std::string& path, OpenMode mode) override {
        int flags = O_CLOEXEC | O_NOFOLLOW;
        if (mode == OpenMode::read) flags |= O_RDONLY;
        if (mode == OpenMode::write) flags |= O_RDWR;
        if (mode == OpenMode::create) flags |= O_RDWR | O_CREAT | O_EXCL;
        const int fd = ::open(path.c_str(), flags, 0600);
        if (fd < 0) return failed("cannot open", path, errno);
        return std::unique_ptr<File>(std::make_unique<PosixFile>(fd, path));
    }

    Status make_directories(const std::string& path) override {
        for (std::size_t at = 1; at <= path.size(); ++at) {
            if (at != path.size() && path[at] != '/') continue;
            const auto part = path.substr(0, at);
            if (::mkdir(part.c_str(), 0700) == 0 || errno == EEXIST) continue;
            const int number = errno;
            struct stat info{};  // a parent on a read-only or foreign file system is fine when it is there
            if (::stat(part.c_str(), &info) == 0 && S_ISDIR(info.st_mode)) continue;
            return failed("cannot make directory", part, number);
        }
        return {};
    }

    Status sync_directory(const std::string& path) override {
        const int fd = ::open(path.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
        if (fd < 0) return failed("cannot open directory", path, errno);
        const int number = ::fsync(fd) == 0 ? 0 : errno;
        ::close(fd);
        if (number != 0) return failed("cannot sync directory", path, number);
        return {};
    }

    Status rename(const std::string& from, const std::string& to) override {
        if (::rename(from.c_str(), to.c_str()) != 0) return failed("cannot rename", from, errno);
        return {};
    }

    Status remove(const std::string& path) override {
        if (::unlink(path.c_str()) != 0) return failed("cannot remove", path, errno);
        return {};
    }

    Result<std::vector<std::string>> list(const std::string& path) override {
        DIR* const directory = ::opendir(path.c_str());
        if (directory == nullptr) return failed("cannot list", path, errno);
        std::vector<std::string> names;
        errno = 0;
        while (const dirent* entry = ::readdir(directory)) {
            const std::string name = entry->d_name;
            struct stat info{};
            if (entry->d_type == DT_REG ||
                (entry->d_type == DT_UNKNOWN && ::lstat((path + '/' + name).c_str(), &info) == 0 && S_ISREG(info.st_mode)))
                names.push_back(name);
            errno = 0;
        }
        const int number = errno;
        ::closedir(directory);
        if (number != 0) return failed("cannot list", path, number);
        return names;
    }

    Result<FreeSpace> free_space(const std::string& path) override {
        struct statvfs info{};
        if (::statvfs(path.c_str(), &info) != 0) return failed("cannot examine the file system of", path, errno);
        return FreeSpace{static_cast<std::uint64_t>(info.f_bavail) * info.f_frsize,
                         static_cast<std::uint64_t>(info.f_blocks) * info.f_frsize};
    }

    Result<std::unique_ptr<DirectoryLock>> lock(const std::string& directory) override {
        const std::string path = directory + "/lock";
        const int fd = ::open(path.c_str(), O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0600);
        if (fd < 0) return failed("cannot open", path, errno);
        if (::flock(fd, LOCK_EX | LOCK_NB) != 0) {
            const int number = errno;
            ::close(fd);
            if (number == EWOULDBLOCK) return Error::busy("another process uses " + directory);
            return failed("cannot lock", path, number);
        }
        return std::unique_ptr<DirectoryLock>(std::make_unique<PosixLock>(fd));
    }
};

}  // namespace

Storage& Storage::system() {
    static PosixStorage storage;
    return storage;
}

}  // namespace mailrace::platform

#endif
