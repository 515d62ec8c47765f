#ifdef _WIN32

#include <windows.h>

#include <algorithm>
#include <thread>

#include "daemon/platform/child_process.h"

namespace mailrace::platform {
namespace {

using std::chrono::milliseconds;
using Steady = std::chrono::steady_clock;

constexpr DWORD kPipeBytes = 64 * 1024;

Error windows_error(const std::string& what) { return Error::storage(what + ": error " + std::to_string(GetLastError())); }

/// The reading end is kept open as well, only to ask how much waits in it; that the program has ended is seen by its handle.
class WindowsChild final : public ChildProcess {
public:
    WindowsChild(HANDLE process, HANDLE job, HANDLE input, HANDLE reading) : process_(process), job_(job), input_(input), reading_(reading) {}
    ~WindowsChild() override {
        close_input();
        if (!ending_) kill();
        if (job_ != nullptr) CloseHandle(job_);
        CloseHandle(process_);
    }

    Result<std::size_t> write_some(std::string_view bytes, milliseconds wait) override {
        if (input_ == nullptr) return Error::internal("the input of the program is closed");
        const auto deadline = Steady::now() + wait;
        for (;;) {
            if (ended(milliseconds(0))) return Error::storage("the program reads no more");
            const std::size_t waiting = unread();
            const std::size_t room = waiting < kPipeBytes ? kPipeBytes - waiting : 0;
            if (room > 0) {  // the pipe blocks when it is full: never more than fits
                DWORD written = 0;
                const DWORD most = static_cast<DWORD>(std::min(bytes.size(), room));
                if (!WriteFile(input_, bytes.data(), most, &written, nullptr)) return windows_error("the program reads no more");
                return static_cast<std::size_t>(written);
            }
            if (Steady::now() >= deadline) return std::size_t{0};
            std::this_thread::sleep_for(milliseconds(5));
        }
    }

    std::size_t unread() const override {
        DWORD waiting = 0;
        return reading_ != nullptr && PeekNamedPipe(reading_, nullptr, 0, nullptr, &waiting, nullptr) ? waiting : 0;
    }

    void close_input() override {
        for (HANDLE* handle : {&input_, &reading_}) {
            if (*handle != nullptr) CloseHandle(*handle);
            *handle = nullptr;
        }
    }

    std::optional<int> ended(milliseconds wait) override {
        if (!ending_ && WaitForSingleObject(process_, static_cast<DWORD>(wait.count())) == WAIT_OBJECT_0) {
            DWORD code = 0;
            GetExitCodeProcess(process_, &code);
            ending_ = static_cast<int>(std::min<DWORD>(code, 999));
        }
        return ending_;
    }

    void kill() override {
        if (job_ != nullptr) TerminateJobObject(job_, 1);
        else TerminateProcess(process_, 1);
    }

private:
    HANDLE process_, job_, input_, reading_;
    std::optional<int> ending_;
};

std::wstring wide(const std::string& text) {
    const int size = MultiByteToWideChar(CP_UTF8, 0, text.data(), static_cast<int>(text.size()), nullptr, 0);
    std::wstring out(static_cast<std::size_t>(size), L'\0');
    MultiByteToWideChar(CP_UTF8, 0, text.data(), static_cast<int>(text.size()), out.data(), size);
    return out;
}

/// As CommandLineToArgvW reads it back.
std::wstring command_line(const std::vector<std::string>& words) {
    std::wstring out;
    for (const std::string& word : words) {
        if (!out.empty()) out += L' ';
        out += L'"';
        std::size_t backslashes = 0;
        for (const wchar_t c : wide(word)) {
            if (c == L'"') out.append(backslashes + 1, L'\\');
            backslashes = c == L'\\' ? backslashes + 1 : 0;
            out += c;
        }
        out.append(backslashes, L'\\');
        out += L'"';
    }
    return out;
}

}  // namespace

Result<std::unique_ptr<ChildProcess>> ChildProcess::start(const std::vector<std::string>& words) {
    if (words.empty()) return Error::invalid("there is no program to start");
    SECURITY_ATTRIBUTES inherited{sizeof(SECURITY_ATTRIBUTES), nullptr, TRUE};
    HANDLE reading = nullptr, writing = nullptr;
    if (!CreatePipe(&reading, &writing, &inherited, kPipeBytes)) return windows_error("no pipe for " + words.front());
    SetHandleInformation(writing, HANDLE_FLAG_INHERIT, 0);
    HANDLE nowhere = CreateFileW(L"NUL", GENERIC_WRITE, FILE_SHARE_READ | FILE_SHARE_WRITE, &inherited, OPEN_EXISTING, 0, nullptr);
    HANDLE handles[] = {reading, nowhere};
    SIZE_T size = 0;
    InitializeProcThreadAttributeList(nullptr, 1, 0, &size);
    std::string memory(size, '\0');
    auto* attributes = reinterpret_cast<LPPROC_THREAD_ATTRIBUTE_LIST>(memory.data());
    InitializeProcThreadAttributeList(attributes, 1, 0, &size);
    UpdateProcThreadAttribute(attributes, 0, PROC_THREAD_ATTRIBUTE_HANDLE_LIST, handles, sizeof handles, nullptr, nullptr);
    STARTUPINFOEXW startup{};
    startup.StartupInfo.cb = sizeof startup;
    startup.StartupInfo.dwFlags = STARTF_USESTDHANDLES;
    startup.StartupInfo.hStdInput = reading;
    startup.StartupInfo.hStdOutput = startup.StartupInfo.hStdError = nowhere;
    startup.lpAttributeList = attributes;
    PROCESS_INFORMATION process{};
    std::wstring line = command_line(words);
    const BOOL started = CreateProcessW(nullptr, line.data(), nullptr, nullptr, TRUE, EXTENDED_STARTUPINFO_PRESENT | CREATE_NO_WINDOW | CREATE_SUSPENDED, nullptr, nullptr,
                                        &startup.StartupInfo, &process);
    const DWORD why = started ? 0 : GetLastError();
    DeleteProcThreadAttributeList(attributes);
    CloseHandle(nowhere);
    if (!started) {
        CloseHandle(reading);
        CloseHandle(writing);
        SetLastError(why);
        return windows_error("cannot start " + words.front());
    }
    SetHandleInformation(reading, HANDLE_FLAG_INHERIT, 0);
    HANDLE job = CreateJobObjectW(nullptr, nullptr);
    if (job != nullptr && !AssignProcessToJobObject(job, process.hProcess)) {
        CloseHandle(job);
        job = nullptr;
    }
    ResumeThread(process.hThread);
    CloseHandle(process.hThread);
    return std::unique_ptr<ChildProcess>(new WindowsChild(process.hProcess, job, writing, reading));
}

}  // namespace mailrace::platform

#endif
