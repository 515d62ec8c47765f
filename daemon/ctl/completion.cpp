#include "daemon/ctl/commands.h"

namespace mailrace::ctl {

namespace {

/// One line for each command: "path|words that may follow".
void collect(const CLI::App& app, const std::string& path, std::string& out) {
    std::string words;
    for (const auto* sub : app.get_subcommands([](const CLI::App*) { return true; })) words += sub->get_name() + " ";
    for (const auto* option : app.get_options()) {
        if (!option->get_lnames().empty()) words += "--" + option->get_lnames().front() + " ";
    }
    out += "        '" + path + "') words='" + words + "' ;;\n";
    for (const auto* sub : app.get_subcommands([](const CLI::App*) { return true; })) {
        collect(*sub, path.empty() ? sub->get_name() : path + " " + sub->get_name(), out);
    }
}

}  // namespace

std::string completion_script(const CLI::App& app, const std::string& shell) {
    std::string cases;
    collect(app, "", cases);
    std::string script;
    if (shell == "zsh") script += "autoload -U +X bashcompinit && bashcompinit\n";
    script +=
        "_mailracectl() {\n"
        "    local path='' words='' i\n"
        "    for ((i = 1; i < COMP_CWORD; i++)); do\n"
        "        case ${COMP_WORDS[i]} in -*) ;; *) path=\"${path:+$path }${COMP_WORDS[i]}\" ;; esac\n"
        "    done\n"
        "    case $path in\n" +
        cases +
        "    esac\n"
        "    COMPREPLY=($(compgen -W \"$words\" -- \"${COMP_WORDS[COMP_CWORD]}\"))\n"
        "}\n"
        "complete -F _mailracectl mailracectl\n";
    return script;
}

}  // namespace mailrace::ctl
