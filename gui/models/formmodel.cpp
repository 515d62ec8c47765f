#include "gui/models/formmodel.h"

#include <QCoreApplication>
#include <cmath>

#include "shared/config/lexer.h"
#include "shared/config/units.h"
#include "shared/config/value.h"
#include "shared/config/value_problem.h"

namespace mailrace::gui {

namespace {

using config::EditStep;
using config::Entry;
using config::SyntaxTree;
using Path = std::vector<std::pair<std::string, std::string>>;

constexpr int kMostDays = 400;

QString words(const char* source) { return QCoreApplication::translate("form", source); }
QString of(const std::string& text) { return QString::fromStdString(text); }

Path pathOf(const FormModel& form) {
    Path path;
    for (const FormBlock& block : form.around) path.emplace_back(block.tag.toStdString(), block.name.toStdString());
    path.emplace_back(form.spec().tag, form.name.trimmed().toStdString());
    return path;
}

/// One step for the fields of the form's own section, or of the section `tag` within.
EditStep stepOf(const FormModel& form, const char* tag) {
    EditStep step;
    step.path = pathOf(form);
    step.around = form.around.isEmpty() ? std::uint32_t(form.line) : 0;
    if (tag)
        step.path.emplace_back(tag, "");
    else
        step.line = std::uint32_t(form.line);
    for (const GroupSpec& group : form.spec().groups) {
        for (const FieldSpec& field : group.fields) {
            if ((field.tag == nullptr) != (tag == nullptr)) continue;
            step.keywords.emplace_back(field.keyword);
            for (const QString& value : form.values.value(QLatin1String(field.keyword)))
                if (!value.trimmed().isEmpty()) step.entries.push_back({field.keyword, value.trimmed().toStdString()});
        }
    }
    // A hash takes the place of the password itself.
    if (form.kind == FormKind::User && !form.values.value(QStringLiteral("password-hash")).isEmpty())
        step.keywords.emplace_back("password");
    return step;
}

bool hasValue(const std::vector<std::string>& values, const std::string& wanted) {
    for (const std::string& value : values)
        if (config::lower(value) == config::lower(wanted)) return true;
    return false;
}

/// Lines of one keyword at the top level, with further ones added.
std::optional<EditStep> addAtTop(const SyntaxTree& tree, const char* keyword, const QStringList& wanted) {
    const std::vector<std::string> there = config::values_of(tree, 0, keyword);
    EditStep step{{}, 0, 0, {}, {keyword}};
    for (const std::string& value : there) step.entries.push_back({keyword, value});
    for (const QString& value : wanted)
        if (!value.trimmed().isEmpty() && !hasValue(there, value.trimmed().toStdString()))
            step.entries.push_back({keyword, value.trimmed().toStdString()});
    if (step.entries.size() == there.size()) return std::nullopt;
    return step;
}

/// The domains for which reports come in: those listed, and those of single addresses.
QStringList reportDomains(const FormModel& form) {
    QStringList out = form.values.value(QStringLiteral("domain"));
    for (const QString& address : form.values.value(QStringLiteral("address"))) {
        const QString domain = address.section(QLatin1Char('@'), -1);
        if (address.contains(QLatin1Char('@')) && !address.startsWith(QLatin1Char('/')) && !out.contains(domain))
            out.append(domain);
    }
    return out;
}

std::vector<EditStep> reportSteps(const FormModel& form, const SyntaxTree& tree) {
    std::vector<EditStep> steps{stepOf(form, nullptr), stepOf(form, "address-list")};
    if (form.relay)
        if (auto step = addAtTop(tree, "relay-domain", reportDomains(form))) steps.push_back(*step);
    return steps;
}

std::vector<EditStep> keySteps(const FormModel& form, const SyntaxTree& tree) {
    std::vector<EditStep> steps;
    if (form.keyDirective.isEmpty()) return steps;
    // The most specific key wins and `*` is last, so a new one goes before such a line.
    std::vector<std::string> values = config::values_of(tree, 0, "domain-key");
    if (!hasValue(values, form.keyDirective.toStdString())) {
        auto place = values.end();
        for (auto it = values.begin(); it != values.end(); ++it)
            if (it->find(",*,") != std::string::npos) {
                place = it;
                break;
            }
        values.insert(place, form.keyDirective.toStdString());
        EditStep step{{}, 0, 0, {}, {"domain-key"}};
        for (const std::string& value : values) step.entries.push_back({"domain-key", value});
        steps.push_back(step);
    }
    if (form.signAll) steps.push_back({{{"domain", "*"}}, 0, 0, {{"dkim-sign", "yes"}}, {"dkim-sign"}});
    return steps;
}

std::vector<EditStep> warmUpSteps(const FormModel& form, const SyntaxTree& tree) {
    std::vector<EditStep> steps;
    const std::string warm = form.warm.trimmed().toStdString(), cold = form.cold.trimmed().toStdString();
    if (!config::find_block(tree, "virtual-mta", cold)) {
        EditStep step{{{"virtual-mta", cold}}, 0, 0, {}, {}};
        for (const QString& address : form.coldAddresses)
            if (!address.trimmed().isEmpty()) step.entries.push_back({"smtp-source-host", address.trimmed().toStdString()});
        steps.push_back(step);
    }
    const auto section = config::find_block(tree, "virtual-mta", warm);
    std::vector<std::string> colds = section ? config::values_of(tree, *section, "cold-virtual-mta") : std::vector<std::string>{};
    if (!hasValue(colds, cold)) colds.push_back(cold);
    EditStep use{{{"virtual-mta", warm}}, 0, 0, {}, {"cold-virtual-mta"}};
    for (const std::string& name : colds) use.entries.push_back({"cold-virtual-mta", name});
    steps.push_back(use);
    steps.push_back({{{"virtual-mta", warm}, {"domain", form.domains.trimmed().toStdString()}},
                     0,
                     0,
                     {{"max-cold-virtual-mta-msg", form.plan.trimmed().toStdString()}},
                     {"max-cold-virtual-mta-msg"}});
    return steps;
}

/// Without its names a form cannot be written yet.
bool isNamed(const FormModel& form) {
    if (form.kind == FormKind::WarmUp)
        return !form.warm.trimmed().isEmpty() && !form.cold.trimmed().isEmpty() && !form.domains.trimmed().isEmpty();
    return !form.spec().nameLabel || !form.name.trimmed().isEmpty();
}

std::vector<EditStep> stepsOf(const FormModel& form, const SyntaxTree& tree) {
    if (!isNamed(form)) return {};
    switch (form.kind) {
        case FormKind::VirtualMta:
        case FormKind::Pool:
        case FormKind::Domain:
        case FormKind::Listener:
        case FormKind::User: return {stepOf(form, nullptr)};
        case FormKind::BounceAddress:
        case FormKind::FeedbackAddress: return reportSteps(form, tree);
        case FormKind::DkimKey: return keySteps(form, tree);
        case FormKind::WarmUp: return warmUpSteps(form, tree);
    }
    return {};
}

QVector<FormBlock> aroundOf(const SyntaxTree& tree, std::uint32_t section) {
    QVector<FormBlock> out;
    for (std::uint32_t at = tree.sections()[section].parent; at != 0; at = tree.sections()[at].parent)
        out.prepend({of(tree.sections()[at].tag), of(tree.sections()[at].name)});
    return out;
}

std::optional<std::uint32_t> child(const SyntaxTree& tree, std::uint32_t parent, std::string_view tag) {
    for (std::size_t i = 1; i < tree.sections().size(); ++i)
        if (tree.sections()[i].parent == parent && tree.sections()[i].tag == tag) return std::uint32_t(i);
    return std::nullopt;
}

void readFields(FormModel& form, const SyntaxTree& tree, std::uint32_t section) {
    for (const GroupSpec& group : form.spec().groups) {
        for (const FieldSpec& field : group.fields) {
            const auto place = field.tag ? child(tree, section, field.tag) : std::optional(section);
            if (!place) continue;
            QStringList values;
            for (const std::string& value : config::values_of(tree, *place, field.keyword)) values.append(of(value));
            if (!values.isEmpty()) form.values.insert(QLatin1String(field.keyword), values);
        }
    }
}

/// How the schema's status reads beside a field; empty when the directive is simply honoured.
QString statusNote(config::Status status, std::string_view text) {
    const QString note = QString::fromUtf8(text.data(), qsizetype(text.size()));
    switch (status) {
        case config::Status::honoured: return {};
        case config::Status::honoured_with_difference: return words(QT_TRANSLATE_NOOP("form", "With a difference: %1")).arg(note);
        case config::Status::obsolete: return words(QT_TRANSLATE_NOOP("form", "Obsolete, has no effect: %1")).arg(note);
        case config::Status::not_supported: return words(QT_TRANSLATE_NOOP("form", "Has no effect: %1")).arg(note);
    }
    return {};
}

/// "50", "75", "110", "1500": two digits that mean something.
qint64 rounded(double value) {
    if (value < 10) return std::max<qint64>(1, qint64(std::llround(value)));
    const double unit = std::pow(10.0, std::floor(std::log10(value)) - 1) * (value < 100 ? 1 : 5);
    return qint64(std::llround(value / unit) * unit);
}

}  // namespace

std::optional<FormModel> readForm(const SyntaxTree& tree, int line) {
    std::uint32_t section = config::block_at(tree, std::uint32_t(std::max(0, line)));
    while (section != 0 && !formForTag(of(tree.sections()[section].tag))) section = tree.sections()[section].parent;
    if (section == 0) return std::nullopt;
    FormModel form;
    form.kind = formForTag(of(tree.sections()[section].tag))->kind;
    form.name = of(tree.sections()[section].name);
    form.around = aroundOf(tree, section);
    form.line = int(tree.sections()[section].open_line);
    form.relay = false;
    readFields(form, tree, section);
    return form;
}

FormModel newForm(FormKind kind, const SyntaxTree& tree, int line) {
    FormModel form;
    form.kind = kind;
    if (!form.spec().nested) return form;
    for (std::uint32_t at = config::block_at(tree, std::uint32_t(std::max(0, line))); at != 0; at = tree.sections()[at].parent) {
        const std::string& tag = tree.sections()[at].tag;
        if (tag == "virtual-mta" || tag == "virtual-mta-pool") form.around = {{of(tag), of(tree.sections()[at].name)}};
    }
    return form;
}

config::EditResult writeForm(const std::string& text, const FormModel& form) {
    return config::apply_steps(text, stepsOf(form, SyntaxTree(text)));
}

QString fieldProblem(const FormSpec& form, const FieldSpec& field, const QString& value) {
    const config::Directive* directive = directiveOf(form, field);
    if (value.trimmed().isEmpty() || !directive) return {};
    return of(config::value_problem(*directive, value.trimmed().toStdString()));
}

QString fieldNote(const FormSpec& form, const FieldSpec& field) {
    const config::Directive* directive = directiveOf(form, field);
    return directive ? statusNote(directive->status, directive->note) : QString();
}

QStringList formNotes(const FormSpec& form) {
    QStringList out;
    const auto add = [&](std::string_view name, config::Status status, std::string_view note) {
        const bool works = status == config::Status::honoured || status == config::Status::honoured_with_difference;
        if (!works)
            out.append(
                QStringLiteral("%1 · %2").arg(QString::fromUtf8(name.data(), qsizetype(name.size())), statusNote(status, note)));
    };
    const auto directive = [&](config::Scope scope, std::string_view name) {
        if (const config::Directive* d = config::find_directive(scope, name)) add(d->name, d->status, d->note);
    };
    if (form.kind == FormKind::DkimKey) {
        directive(config::Scope::global, "domain-key");
        directive(config::Scope::domain, "dkim-sign");
    } else if (form.kind == FormKind::WarmUp) {
        directive(config::Scope::virtual_mta, "cold-virtual-mta");
        directive(config::Scope::domain, "max-cold-virtual-mta-msg");
    } else if (const config::Tag* tag = config::find_tag(form.tag)) {
        add('<' + std::string(tag->name) + '>', tag->status, tag->note);
    }
    return out;
}

QString formProblem(const FormModel& form, const SyntaxTree& tree) {
    const FormSpec& spec = form.spec();
    if (form.kind == FormKind::DkimKey)
        return form.keyDirective.isEmpty() ? words(QT_TRANSLATE_NOOP("form", "Make the key first.")) : QString();
    if (form.kind == FormKind::WarmUp) {
        if (form.warm.trimmed().isEmpty()) return words(QT_TRANSLATE_NOOP("form", "Choose the established virtual MTA."));
        if (form.cold.trimmed().isEmpty())
            return words(QT_TRANSLATE_NOOP("form", "Name the virtual MTA with the new addresses."));
        if (form.cold.trimmed().compare(form.warm.trimmed(), Qt::CaseInsensitive) == 0)
            return words(QT_TRANSLATE_NOOP("form", "The new addresses need a virtual MTA of their own."));
        if (!config::find_block(tree, "virtual-mta", form.cold.trimmed().toStdString()) &&
            form.coldAddresses.join(QString()).trimmed().isEmpty())
            return words(QT_TRANSLATE_NOOP("form", "“%1” is new: give it an address to send from.")).arg(form.cold.trimmed());
        if (planNumbers(form.plan).isEmpty())
            return words(QT_TRANSLATE_NOOP("form", "The plan is a list such as 50/d,100/d,200/d."));
        if (!config::is_domain_pattern(form.domains.trimmed().toStdString()))
            return words(QT_TRANSLATE_NOOP("form", "“%1” is not a domain or a pattern of domains.")).arg(form.domains.trimmed());
        return {};
    }
    const QString name = form.name.trimmed();
    if (spec.nameLabel) {
        if (name.isEmpty()) return words(QT_TRANSLATE_NOOP("form", "It needs a name."));
        if (name.contains(QLatin1Char('>')) || name.contains(QLatin1Char('#')) || name.contains(QLatin1Char('<')))
            return words(QT_TRANSLATE_NOOP("form", "A name cannot hold < > or #."));
        if (form.kind != FormKind::Domain && name.contains(QLatin1Char(' ')))
            return words(QT_TRANSLATE_NOOP("form", "A name is one word."));
        if (form.kind == FormKind::Domain && !config::is_domain_pattern(name.toStdString()))
            return words(QT_TRANSLATE_NOOP("form", "“%1” is not a domain or a pattern of domains.")).arg(name);
        if (form.kind == FormKind::Listener && !config::parse_listener(name.toStdString()))
            return words(QT_TRANSLATE_NOOP("form", "“%1” is not an address and port such as 0.0.0.0:587.")).arg(name);
        std::uint32_t parent = 0;
        for (const FormBlock& block : form.around)
            parent = config::find_block(tree, block.tag.toStdString(), block.name.toStdString(), parent).value_or(0);
        const auto same = config::find_block(tree, spec.tag, name.toStdString(), parent);
        if (same && int(tree.sections()[*same].open_line) != form.line)
            return words(QT_TRANSLATE_NOOP("form", "“%1” exists already, in line %2. Open that one to change it."))
                .arg(name)
                .arg(tree.sections()[*same].open_line);
    }
    if (form.kind == FormKind::VirtualMta && form.values.value(QStringLiteral("smtp-source-host")).isEmpty() &&
        form.values.value(QStringLiteral("host-name")).isEmpty())
        return words(QT_TRANSLATE_NOOP("form", "Give it an address to send from, or a name of its own."));
    if (form.kind == FormKind::Pool && form.values.value(QStringLiteral("virtual-mta")).isEmpty())
        return words(QT_TRANSLATE_NOOP("form", "A pool needs at least one member."));
    if (form.kind == FormKind::User && form.values.value(QStringLiteral("password-hash")).isEmpty() && form.line == 0)
        return words(QT_TRANSLATE_NOOP("form", "Without a hash nobody can log in by password."));
    const bool report = form.kind == FormKind::BounceAddress || form.kind == FormKind::FeedbackAddress;
    if (report && reportDomains(form).isEmpty() && form.values.value(QStringLiteral("address")).isEmpty())
        return words(QT_TRANSLATE_NOOP("form", "Name a domain or an address to which reports come."));
    return {};
}

QString warmUpPlan(int first, double factor, int days, int most) {
    QStringList out;
    double value = std::max(1, first);
    for (int day = 0; day < std::min(days, kMostDays); ++day) {
        const qint64 shown = std::min<qint64>(day == 0 ? qint64(value) : rounded(value), most);
        out.append(QString::number(shown) + QStringLiteral("/d"));
        if (shown >= most) break;  // the last one repeats
        value *= std::max(1.0, factor);
    }
    return out.join(QLatin1Char(','));
}

QVector<qint64> planNumbers(const QString& plan) {
    QVector<qint64> out;
    const QStringList parts = plan.simplified().split(QLatin1Char(','), Qt::SkipEmptyParts);
    for (const QString& part : parts) {
        const auto rate = config::parse_rate(part.trimmed().toStdString());
        if (!rate || rate->per != std::chrono::hours(24)) return {};
        out.append(qint64(rate->count));
    }
    return out;
}

QStringList sectionNames(const SyntaxTree& tree, const QString& tag) {
    QStringList out;
    for (const config::Section& section : tree.sections()) {
        const QString name = of(section.name);
        if (tag == QLatin1String(section.tag.c_str()) && !name.isEmpty() && !out.contains(name, Qt::CaseInsensitive))
            out.append(name);
    }
    return out;
}

}  // namespace mailrace::gui
