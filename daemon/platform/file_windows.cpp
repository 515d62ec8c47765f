#ifdef _WIN32

#include <windows.h>

#include <cerrno>

#include "daemon/platform/file.h"

namespace mailrace::platform {

namespace {

std::wstring wide(const std::string& text) {
    const int length = MultiByteToWideChar(CP_UTF8, 0, text.data(), static_cast<int>(text.size()), nullptr, 0);
    std::wstring out(static_cast<std::size_t>(length), L'\0');
    MultiByteToWideChar(CP_UTF8, 0, text.data(), static_cast<int>(text.size()), out.data(), length);
    return out;
}

std::string narrow(const std::wstring& text) {
    const int length = WideCharToMultiByte(CP_UTF8, 0, text.data(), static_cast<int>(text.size()), nullptr, 0, nullptr, nullptr);
    std::string out(static_cast<std::size_t>(length), '\0');
    WideCharToMultiByte(CP_UTF8, 0, text.data(), static_cast<int>(text.size()), out.data(), length, nullptr, nullptr);
    return out;
}

Error failed(std::string_view what, const std::string& path, DWORD number) {
    int posix = EIO;
    if (number == ERROR_FILE_NOT_FOUND || number == ERROR_PATH_NOT_FOUND) posix = ENOENT;
    if (number == ERROR_ACCESS_DENIED) posix = EACCES;
    if (number == ERROR_DISK_FULL || number == ERROR_HANDLE_DISK_FULL) posix = ENOSPC;
    if (number == ERROR_FILE_EXISTS || number == ERROR_ALREADY_EXISTS) posix = EEXIST;
    auto error = system_error(std::string(what) + ' ' + path, posix);
    if (posix == EIO) error.words += " (Windows error " + std::to_string(number) + ')';
    error.cls = posix == ENOENT ? ErrorClass::not_found : ErrorClass::storage;
    return error;
}

OVERLAPPED at(std::uint64_t offset) {
    OVERLAPPED position{};
    position.Offset = static_cast<DWORD>(offset);
    position.OffsetHigh = static_cast<DWORD>(offset >> 32);
    return position;
}

constexpr std::size_t kPiece = 64U << 20;  // ReadFile and WriteFile count in 32 bits

class WindowsFile final : public File {
public:
    WindowsFile(HANDLE handle, std::string path) : handle_(handle), path_(std::move(path)) {}
    ~WindowsFile() override { CloseHandle(handle_); }
    WindowsFile(const WindowsFile&) = delete;
    WindowsFile& operator=(const WindowsFile&) = delete;

    Status write_at(std::uint64_t offset, std::string_view bytes) override {
        while (!bytes.empty()) {
            auto position = at(offset);
            DWORD n = 0;
            if (!WriteFile(handle_, bytes.data(), static_cast<DWORD>(std::min(bytes.size(), kPiece)), &n, &position))
                return failed("cannot write", path_, GetLastError());
            if (n == 0) return failed("cannot write", path_, ERROR_DISK_FULL);
            bytes.remove_prefix(n);
            offset += n;
        }
        return {};
    }

    Result<std::size_t> read_at(std::uint64_t offset, std::span<char> out) const override {
        std::size_t got = 0;
        while (got < out.size()) {
            auto position = at(offset + got);
            DWORD n = 0;
            if (!ReadFile(handle_, out.data() + got, static_cast<DWORD>(std::min(out.size() - got, kPiece)), &n, &position)) {
                if (GetLastError() == ERROR_HANDLE_EOF) break;
                return failed("cannot read", path_, GetLastError());
            }
            if (n == 0) break;
            got += n;
        }
        return got;
    }

    Status sync() override {
        if (!FlushFileBuffers(handle_)) return failed("cannot sync", path_, GetLastError());
        return {};
    }

    Result<std::uint64_t> size() const override {
        LARGE_INTEGER size{};
        if (!GetFileSizeEx(handle_, &size)) return failed("cannot examine", path_, GetLastError());
        return static_cast<std::uint64_t>(size.QuadPart);
    }

    Status truncate(std::uint64_t size) override {
        FILE_END_OF_FILE_INFO end{};
        end.EndOfFile.QuadPart = static_cast<LONGLONG>(size);
        if (!SetFileInformationByHandle(handle_, FileEndOfFileInfo, &end, sizeof end)) return failed("cannot truncate", path_, GetLastError());
        return {};
    }

    Status preallocate(std::uint64_t size) override {
        FILE_ALLOCATION_INFO allocation{};
        allocation.AllocationSize.QuadPart = static_cast<LONGLONG>(size);
        if (!SetFileInformationByHandle(handle_, FileAllocationInfo, &allocation, sizeof allocation))
            return failed("cannot reserve space in", path_, GetLastError());
        return {};
    }

private:
    HANDLE handle_;
    std::string path_;
};

class WindowsLock final : public DirectoryLock {
public:
    explicit WindowsLock(HANDLE handle) : handle_(handle) {}
    ~WindowsLock() override { CloseHandle(handle_); }
    WindowsLock(const WindowsLock&) = delete;
    WindowsLock& operator=(const WindowsLock&) = delete;

private:
    HANDLE handle_;
};

class WindowsStorage final : public Storage {
public:
    Result<std::unique_ptr<File>> open(const std::string& path, OpenMode mode) override {
        const DWORD access = mode == OpenMode::read ? GENERIC_READ : GENERIC_READ | GENERIC_WRITE;
        const DWORD how = mode == OpenMode::create ? CREATE_NEW : OPEN_EXISTING;
        // Others may read, rename and remove what is open here, as they may on other systems.
        const HANDLE handle = CreateFileW(wide(path).c_str(), access, FILE_SHARE_READ | FILE_SHARE_WRITE | FILE_SHARE_DELETE, nullptr,
                                          how, FILE_ATTRIBUTE_NORMAL, nullptr);
        if (handle == INVALID_HANDLE_VALUE) return failed("cannot open", path, GetLastError());
        return std::unique_ptr<File>(std::make_unique<WindowsFile>(handle, path));
    }

    Status make_directories(const std::string& path) override {
        for (std::size_t i = 1; i <= path.size(); ++i) {
            if (i != path.size() && path[i] != '/' && path[i] != '\\') continue;
            if (path[i - 1] == ':') continue;  // a drive
            const auto part = wide(path.substr(0, i));
            if (CreateDirectoryW(part.c_str(), nullptr) || GetLastError() == ERROR_ALREADY_EXISTS) continue;
            const DWORD number = GetLastError();
            const DWORD attributes = GetFileAttributesW(part.c_str());
            if (attributes != INVALID_FILE_ATTRIBUTES && (attributes & FILE_ATTRIBUTE_DIRECTORY) != 0) continue;
            return failed("cannot make directory", path.substr(0, i), number);
        }
        return {};
    }

    // NTFS writes changes of directories in its journal; there is no call to wait for it.
    Status sync_directory(const std::string&) override { return {}; }

    Status rename(const std::string& from, const std::string& to) override {
        if (!MoveFileExW(wide(from).c_str(), wide(to).c_str(), MOVEFILE_REPLACE_EXISTING | MOVEFILE_WRITE_THROUGH))
            return failed("cannot rename", from, GetLastError());
        return {};
    }

    Status remove(const std::string& path) override {
        if (!DeleteFileW(wide(path).c_str())) return failed("cannot remove", path, GetLastError());
        return {};
    }

    Result<std::vector<std::string>> list(const std::string& path) override {
        WIN32_FIND_DATAW found{};
        const HANDLE search = FindFirstFileW(wide(path + "\\*").c_str(), &found);
        if (search == INVALID_HANDLE_VALUE) return failed("cannot list", path, GetLastError());
        std::vector<std::string> names;
        do {
            if ((found.dwFileAttributes & (FILE_ATTRIBUTE_DIRECTORY | FILE_ATTRIBUTE_REPARSE_POINT)) == 0) names.push_back(narrow(found.cFileName));
        } while (FindNextFileW(search, &found));
        const DWORD number = GetLastError();
        FindClose(search);
        if (number != ERROR_NO_MORE_FILES) return failed("cannot list", path, number);
        return names;
    }

    Result<FreeSpace> free_space(const std::string& path) override {
        ULARGE_INTEGER available{}, total{};
        if (!GetDiskFreeSpaceExW(wide(path).c_str(), &available, &total, nullptr))
            return failed("cannot examine the volume of", path, GetLastError());
        return FreeSpace{available.QuadPart, total.QuadPart};
    }

    Result<std::unique_ptr<DirectoryLock>> lock(const std::string& directory) override {
        const std::string path = directory + "\\lock";
        // Opened without sharing: a second open fails, and the system closes it when the process dies.
        const HANDLE handle = CreateFileW(wide(path).c_str(), GENERIC_READ | GENERIC_WRITE, 0, nullptr, OPEN_ALWAYS, FILE_ATTRIBUTE_NORMAL, nullptr);
        if (handle != INVALID_HANDLE_VALUE) return std::unique_ptr<DirectoryLock>(std::make_unique<WindowsLock>(handle));
        const DWORD number = GetLastError();
        if (number == ERROR_SHARING_VIOLATION) return Error::busy("another process uses " + directory);
        return failed("cannot lock", path, number);
    }
};

}  // namespace

Storage& Storage::system() {
    static WindowsStorage storage;
    return storage;
}

}  // namespace mailrace::platform

#endif
