#ifdef _WIN32

#include <windows.h>

#include <cerrno>
#include <filesystem>

#include "daemon/platform/file.h"
#include "daemon/platform/owned_file.h"

namespace mailrace::platform {

namespace fs = std::filesystem;

namespace {

fs::path native(const std::string& path) { return fs::path(std::u8string(path.begin(), path.end())); }

Error failed(std::string_view what, const std::string& path, DWORD number) {
    const bool missing = number == ERROR_FILE_NOT_FOUND || number == ERROR_PATH_NOT_FOUND;
    auto error = system_error(std::string(what) + ' ' + path, missing ? ENOENT : number == ERROR_ACCESS_DENIED ? EACCES : EIO);
    error.cls = missing ? ErrorClass::not_found : ErrorClass::storage;
    return error;
}

/// Opens for writing and closes: the access list decides.
bool may_open(const fs::path& path, DWORD access, DWORD flags) {
    HANDLE handle = CreateFileW(path.c_str(), access, FILE_SHARE_READ | FILE_SHARE_WRITE | FILE_SHARE_DELETE, nullptr, OPEN_EXISTING, flags, nullptr);
    if (handle == INVALID_HANDLE_VALUE) return false;
    CloseHandle(handle);
    return true;
}

Status write_new(const fs::path& to, const std::string& name, std::string_view bytes) {
    HANDLE handle = CreateFileW(to.c_str(), GENERIC_WRITE, 0, nullptr, CREATE_NEW, FILE_ATTRIBUTE_NORMAL, nullptr);
    if (handle == INVALID_HANDLE_VALUE) return failed("cannot create", name, GetLastError());
    Status result;
    while (!bytes.empty() && result) {
        DWORD n = 0;
        if (!WriteFile(handle, bytes.data(), static_cast<DWORD>(std::min<std::size_t>(bytes.size(), 64U << 20)), &n, nullptr) || n == 0) result = failed("cannot write", name, GetLastError());
        bytes.remove_prefix(n);
    }
    if (result && !FlushFileBuffers(handle)) result = failed("cannot sync", name, GetLastError());
    CloseHandle(handle);
    if (!result) DeleteFileW(to.c_str());
    return result;
}

}  // namespace

std::string why_not_replaceable(const std::string& path) {
    std::error_code error;
    const fs::path real = fs::canonical(native(path), error);
    if (error) return "cannot find " + path;
    if (!fs::is_regular_file(real, error)) return path + " is not a file";
    if (!may_open(real, GENERIC_WRITE | DELETE, 0)) return failed("no right to write", path, GetLastError()).words;
    return {};
}

std::string why_not_creatable(const std::string& path) {
    std::error_code error;
    if (fs::exists(fs::symlink_status(native(path), error))) return path + " exists already";
    fs::path directory = native(path).parent_path();
    while (!fs::exists(directory, error) && directory.has_relative_path()) directory = directory.parent_path();
    if (!may_open(directory, FILE_ADD_FILE, FILE_FLAG_BACKUP_SEMANTICS)) return failed("no right to write in the directory of", path, GetLastError()).words;
    return {};
}

Status replace_owned(const std::string& path, std::string_view bytes) {
    std::error_code error;
    const fs::path real = fs::canonical(native(path), error);
    if (error) return Error::not_found("cannot find " + path);
    const fs::path temporary = real.parent_path() / (L"." + real.filename().wstring() + L"." + std::to_wstring(GetCurrentProcessId()) + L".new");
    DeleteFileW(temporary.c_str());  // of an attempt that was interrupted
    if (auto written = write_new(temporary, path, bytes); !written) return written;
    // ReplaceFile keeps the access list, the attributes and the owner of the file that it replaces.
    if (ReplaceFileW(real.c_str(), temporary.c_str(), nullptr, REPLACEFILE_WRITE_THROUGH, nullptr, nullptr)) return {};
    const auto words = failed("cannot replace", path, GetLastError());
    DeleteFileW(temporary.c_str());
    return words;
}

Status create_owned(const std::string& path, std::string_view bytes) {
    std::error_code error;
    fs::create_directories(native(path).parent_path(), error);
    if (error) return Error::storage("cannot make the directory of " + path + ": " + error.message());
    return write_new(native(path), path, bytes);
}

Status remove_owned(const std::string& path) {
    if (!DeleteFileW(native(path).c_str())) return failed("cannot remove", path, GetLastError());
    return {};
}

Result<WallTime> modified(const std::string& path) {
    std::error_code error;
    const auto time = fs::last_write_time(native(path), error);
    if (error) return Error::not_found("cannot examine " + path);
    return std::chrono::time_point_cast<Duration>(std::chrono::clock_cast<std::chrono::system_clock>(time));
}

}  // namespace mailrace::platform

#endif
