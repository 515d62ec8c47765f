#include "daemon/platform/privileges.h"

#ifndef _WIN32
#include <grp.h>
#include <pwd.h>
#include <unistd.h>

#include <cerrno>
#endif

namespace mailrace::platform {

#ifdef _WIN32

// A Windows service runs as the account that the service manager was told; there is nothing to give up.
bool is_root() { return false; }
Status drop_privileges(const std::string&, const std::string&) { return {}; }
Status give_to(const std::string&, const std::string&, const std::string&) { return {}; }

#else

namespace {

struct Identity {
    uid_t user = 0;
    gid_t group = 0;
};

Result<Identity> identity_of(const std::string& user, const std::string& group) {
    const passwd* const entry = ::getpwnam(user.c_str());
    if (entry == nullptr) return Error::not_found("there is no user \"" + user + '"');
    Identity identity{entry->pw_uid, entry->pw_gid};
    if (!group.empty()) {
        const ::group* const named = ::getgrnam(group.c_str());
        if (named == nullptr) return Error::not_found("there is no group \"" + group + '"');
        identity.group = named->gr_gid;
    }
    return identity;
}

}  // namespace

bool is_root() { return ::geteuid() == 0; }

Status drop_privileges(const std::string& user, const std::string& group) {
    const auto identity = identity_of(user, group);
    if (!identity) return identity.error();
    const auto [uid, gid] = identity.value();
    if (::getuid() == uid && ::geteuid() == uid && ::getgid() == gid && ::getegid() == gid) return {};
    if (::initgroups(user.c_str(), gid) != 0) return system_error("cannot take the groups of user " + user, errno);
    if (::setresgid(gid, gid, gid) != 0) return system_error("cannot become group of " + user, errno);
    if (::setresuid(uid, uid, uid) != 0) return system_error("cannot become user " + user, errno);
    if (uid != 0 && (::setuid(0) == 0 || ::seteuid(0) == 0)) return Error::internal("root rights could be taken back after giving them up");
    return {};
}

Status give_to(const std::string& path, const std::string& user, const std::string& group) {
    const auto identity = identity_of(user, group);
    if (!identity) return identity.error();
    if (::lchown(path.c_str(), identity.value().user, identity.value().group) != 0) return system_error("cannot give away " + path, errno);
    return {};
}

#endif

}  // namespace mailrace::platform
