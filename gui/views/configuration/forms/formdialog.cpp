#include "gui/views/configuration/forms/formdialog.h"

#include <QApplication>
#include <QCheckBox>
#include <QComboBox>
#include <QDialogButtonBox>
#include <QGridLayout>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QScrollArea>
#include <QSplitter>
#include <QThreadPool>
#include <QVBoxLayout>
#include <algorithm>

#include "gui/client/connection.h"
#include "gui/models/configchecker.h"
#include "gui/models/configtext.h"
#include "gui/models/configworkspace.h"
#include "gui/views/configuration/forms/directiveedit.h"
#include "gui/views/configuration/forms/dkimpanel.h"
#include "gui/views/configuration/forms/warmuppanel.h"
#include "gui/widgets/diffview.h"
#include "gui/widgets/settings.h"
#include "gui/widgets/theme.h"
#include "gui/widgets/wordslabel.h"

namespace mailrace::gui {

namespace {

constexpr int kPauseMs = 120;
constexpr int kLabels = 190;
constexpr qsizetype kAtOnce = 200 * 1024;  // letters; a longer text is edited on another thread

QLabel* dim(const QString& text) {
    auto* label = new QLabel(text);
    label->setObjectName(QStringLiteral("dim"));
    label->setWordWrap(true);
    return label;
}

/// The label of a field, and below it how the language calls it.
QWidget* fieldLabel(const QString& text, const QString& keyword, QWidget* buddy) {
    auto* box = new QWidget;
    auto* layout = new QVBoxLayout(box);
    layout->setContentsMargins(0, 3, 0, 0);
    layout->setSpacing(0);
    auto* words = new QLabel(text);
    words->setBuddy(buddy);
    words->setWordWrap(true);
    layout->addWidget(words);
    if (!keyword.isEmpty()) {
        auto* name = new QLabel(keyword);
        name->setObjectName(QStringLiteral("keyword"));
        name->setFont(Theme::instance().mono());
        layout->addWidget(name);
    }
    layout->addStretch(1);
    return box;
}

}  // namespace

FormDialog::FormDialog(ConfigWorkspace* workspace, Connection* connection, const FormModel& model, int document, QWidget* parent)
    : QDialog(parent),
      m_workspace(workspace),
      m_connection(connection),
      m_checker(new ConfigChecker(this)),
      m_model(model),
      m_document(document),
      m_preview(new DiffView),
      m_words(new QLabel),
      m_write(nullptr) {
    const bool fresh = model.line == 0;
    const QString what = formText(model.spec().title);
    setObjectName(QStringLiteral("form.") + QLatin1String(model.spec().id));
    setWindowTitle(fresh                  ? tr("New: %1").arg(what)
                   : model.name.isEmpty() ? tr("Edit: %1").arg(what)
                                          : tr("Edit: %1 %2").arg(what, model.name));
    setWindowModality(Qt::WindowModal);
    settings::remember(this, Setting::FormGeometry, {1180, 720});
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(14, 12, 14, 12);
    layout->setSpacing(10);
    makeHead(layout);
    auto* splitter = new QSplitter;
    splitter->setChildrenCollapsible(false);
    splitter->setHandleWidth(10);
    splitter->addWidget(makeFields());
    splitter->addWidget(makePreview());
    splitter->setStretchFactor(0, 1);
    splitter->setStretchFactor(1, 1);
    splitter->setSizes({600, 560});
    layout->addWidget(splitter, 1);

    m_words->setWordWrap(true);
    auto* buttons = new QDialogButtonBox(QDialogButtonBox::Cancel);
    m_write = buttons->addButton(fresh ? tr("Write into the text") : tr("Change the text"), QDialogButtonBox::AcceptRole);
    m_write->setDefault(true);
    m_write->setToolTip(tr("The text is changed and not yet applied; it can be undone"));
    auto* bottom = new QHBoxLayout;
    bottom->addWidget(m_words, 1);
    bottom->addWidget(buttons);
    layout->addLayout(bottom);
    connect(buttons, &QDialogButtonBox::accepted, this, &FormDialog::accept);
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);

    m_pause.setSingleShot(true);
    m_pause.setInterval(kPauseMs);
    connect(&m_pause, &QTimer::timeout, this, &FormDialog::compute);
    connect(m_checker, &ConfigChecker::checked, this, &FormDialog::onChecked);
    fillNames();
    for (DirectiveEdit* edit : std::as_const(m_fields)) {
        edit->setValues(m_model.values.value(edit->keyword()));
        connect(edit, &DirectiveEdit::changed, &m_pause, qOverload<>(&QTimer::start));
    }
    if (m_panel) connect(m_panel, &FormPanel::changed, &m_pause, qOverload<>(&QTimer::start));
    compute();
}

FormDialog::~FormDialog() {
    // QDialog hides itself in its destructor, and the focus moves then: our fields are gone by that time.
    disconnect(qApp, nullptr, this, nullptr);
}

const QString& FormDialog::text() const { return m_workspace->documents().at(m_document).text; }

void FormDialog::makeHead(QVBoxLayout* layout) {
    auto* title = new QLabel(formText(m_model.spec().title));
    title->setObjectName(QStringLiteral("viewTitle"));
    layout->addWidget(title);
    layout->addWidget(dim(formText(m_model.spec().intro)));
    auto* notes = new QLabel;
    notes->setWordWrap(true);
    setWords(notes, formNotes(m_model.spec()).join(QLatin1Char('\n')), WordsTone::Caution);
    layout->addWidget(notes);
}

QWidget* FormDialog::makeFields() {
    auto* content = new QWidget;
    content->setObjectName(QStringLiteral("scrollContent"));
    auto* grid = new QGridLayout(content);
    grid->setContentsMargins(0, 0, 10, 0);
    grid->setHorizontalSpacing(12);
    grid->setVerticalSpacing(8);
    grid->setColumnMinimumWidth(0, kLabels);
    grid->setColumnStretch(1, 1);
    int row = 0;
    addName(grid, row);
    addPlace(grid, row);
    for (const GroupSpec& group : m_model.spec().groups) addGroup(grid, row, group);
    if (m_model.kind == FormKind::DkimKey) m_panel = new DkimPanel(m_connection);
    if (m_model.kind == FormKind::WarmUp) m_panel = new WarmUpPanel;
    if (m_panel) {
        grid->addWidget(m_panel, row++, 0, 1, 2);
        setFocusProxy(m_panel);
    }
    if (m_model.kind == FormKind::BounceAddress || m_model.kind == FormKind::FeedbackAddress) {
        auto* relay = new QCheckBox(tr("Take in mail for these domains (relay-domain)"));
        relay->setChecked(m_model.relay);
        relay->setToolTip(tr("Reports come from strangers: without this their mail is refused"));
        connect(relay, &QCheckBox::toggled, &m_pause, qOverload<>(&QTimer::start));
        m_relay = relay;
        grid->addWidget(relay, row++, 1);
    }
    grid->setRowStretch(row, 1);
    auto* area = new QScrollArea;
    area->setWidgetResizable(true);
    area->setFrameShape(QFrame::NoFrame);
    area->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    area->setWidget(content);
    area->setMinimumWidth(std::max(470, content->minimumSizeHint().width() + 16));
    return area;
}

void FormDialog::addName(QGridLayout* grid, int& row) {
    const FormSpec& spec = m_model.spec();
    if (!spec.nameLabel) return;
    m_name = new QLineEdit(m_model.name);
    m_name->setFont(Theme::instance().mono());
    m_name->setPlaceholderText(formText(spec.nameHint));
    m_name->setAccessibleName(formText(spec.nameLabel));
    connect(m_name, &QLineEdit::textChanged, &m_pause, qOverload<>(&QTimer::start));
    grid->addWidget(fieldLabel(formText(spec.nameLabel), QStringLiteral("<%1>").arg(QLatin1String(spec.tag)), m_name), row, 0);
    auto* box = new QVBoxLayout;
    box->setSpacing(2);
    box->addWidget(m_name);
    if (spec.kind == FormKind::Domain) {
        m_name->setToolTip(tr("example.net: this domain only · *.example.net: all below it · [*.]example.net: both · *: all"));
        box->addWidget(dim(m_name->toolTip()));
    }
    box->addStretch(1);
    grid->addLayout(box, row++, 1);
    m_name->setFocus();
}

/// Which file, and around a nested section which other one: only a new one can choose.
void FormDialog::addPlace(QGridLayout* grid, int& row) {
    if (m_model.spec().nested) {
        m_place = new QComboBox;
        m_place->setAccessibleName(tr("Holds for"));
        m_place->setEnabled(m_model.line == 0);
        connect(m_place, &QComboBox::currentIndexChanged, &m_pause, qOverload<>(&QTimer::start));
        grid->addWidget(fieldLabel(tr("Holds for"), {}, m_place), row, 0);
        grid->addWidget(m_place, row++, 1);
    }
    if (m_workspace->documents().size() < 2) return;
    m_file = new QComboBox;
    m_file->setAccessibleName(tr("File"));
    m_file->setEnabled(m_model.line == 0);
    for (int i = 0; i < m_workspace->documents().size(); ++i) m_file->addItem(m_workspace->documents().at(i).path, i);
    m_file->setCurrentIndex(m_document);
    connect(m_file, &QComboBox::currentIndexChanged, this, [this](int index) {
        m_document = index;
        fillNames();
        m_pause.start();
    });
    grid->addWidget(fieldLabel(tr("File"), {}, m_file), row, 0);
    grid->addWidget(m_file, row++, 1);
}

void FormDialog::addGroup(QGridLayout* grid, int& row, const GroupSpec& group) {
    auto* title = new QLabel(formText(group.title));
    title->setObjectName(QStringLiteral("cardTitle"));
    title->setContentsMargins(0, row == 0 ? 0 : 8, 0, 0);
    grid->addWidget(title, row++, 0, 1, 2);
    for (const FieldSpec& field : group.fields) {
        if (!directiveOf(m_model.spec(), field)) continue;
        auto* edit = new DirectiveEdit(m_model.spec(), field);
        m_fields.append(edit);
        const bool wide = field.kind == FieldSpec::Kind::Table;
        grid->addWidget(fieldLabel(edit->label(), edit->keyword(), edit), row, 0, wide ? Qt::AlignTop : Qt::Alignment());
        grid->addWidget(edit, row++, 1);
    }
}

QWidget* FormDialog::makePreview() {
    m_preview->setCompact(true);
    m_preview->setAccessibleName(tr("What is written"));
    m_help = new QLabel;
    m_help->setWordWrap(true);
    m_help->setTextFormat(Qt::RichText);
    m_help->setObjectName(QStringLiteral("fieldHelp"));
    m_help->setAlignment(Qt::AlignTop | Qt::AlignLeft);
    m_help->setMinimumHeight(m_help->fontMetrics().lineSpacing() * 4 + 16);
    auto* box = new QWidget;
    auto* layout = new QVBoxLayout(box);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(8);
    layout->addWidget(m_preview, 1);
    layout->addWidget(m_help);
    connect(qApp, &QApplication::focusChanged, this, &FormDialog::explain);
    explain();
    return box;
}

/// What the field with the keyboard is for.
void FormDialog::explain() {
    const auto it = std::find_if(m_fields.begin(), m_fields.end(),
                                 [this](const DirectiveEdit* edit) { return edit->isAncestorOf(focusWidget()); });
    if (it == m_fields.end()) return m_help->setText(tr("Each field says here what it is for. F1 opens its entry in the help."));
    const config::Directive* directive = directiveOf(m_model.spec(), (*it)->field());
    const auto of = [](std::string_view text) { return QString::fromUtf8(text.data(), qsizetype(text.size())).toHtmlEscaped(); };
    QString words = QStringLiteral("<b>%1</b> · %2")
                        .arg((*it)->keyword(), QString::fromStdString(config::expected_text(*directive)).toHtmlEscaped());
    if (!directive->default_text.empty()) words += QStringLiteral(" · ") + tr("default %1").arg(of(directive->default_text));
    m_help->setText(words + QStringLiteral("<br>") + of(directive->help));
}

void FormDialog::fillNames() {
    QStringList virtualMtas, domains;
    QHash<QString, QStringList> names;
    for (int i = 0; i < m_workspace->documents().size(); ++i) {
        const config::SyntaxTree tree(configtext::utf8(m_workspace->documents().at(i).text));
        for (const char* tag : {"virtual-mta", "virtual-mta-pool", "source", "smtp-pattern-list", "domain"})
            names[QLatin1String(tag)] += sectionNames(tree, QLatin1String(tag));
        for (const std::string& name : config::values_of(tree, 0, "relay-domain")) domains.append(QString::fromStdString(name));
    }
    virtualMtas = names.value(QStringLiteral("virtual-mta"));
    for (DirectiveEdit* edit : std::as_const(m_fields)) {
        if (edit->field().names) edit->setNames(names.value(QLatin1String(edit->field().names)));
        for (const ColumnSpec& column : edit->field().columns)
            if (column.names) edit->setNames(names.value(QLatin1String(column.names)));
    }
    if (m_panel) m_panel->setNames(virtualMtas, domains);
    if (!m_place) return;
    const QSignalBlocker quiet(m_place);
    const config::SyntaxTree tree(configtext::utf8(text()));
    m_place->clear();
    m_place->addItem(tr("all mail"));
    int current = 0;
    for (const auto& [tag, words] :
         {std::pair("virtual-mta", tr("mail of virtual MTA %1")), std::pair("virtual-mta-pool", tr("mail of pool %1"))}) {
        for (const QString& name : sectionNames(tree, QLatin1String(tag))) {
            m_place->addItem(words.arg(name), QStringList{QLatin1String(tag), name});
            if (m_model.around.value(0) == FormBlock{QLatin1String(tag), name}) current = m_place->count() - 1;
        }
    }
    m_place->setCurrentIndex(current);
}

FormModel FormDialog::model() const {
    FormModel form = m_model;
    if (m_name) form.name = m_name->text().trimmed();
    if (m_place && m_model.line == 0) {
        const QStringList around = m_place->currentData().toStringList();
        form.around = around.isEmpty() ? QVector<FormBlock>{} : QVector<FormBlock>{{around.at(0), around.at(1)}};
    }
    for (const DirectiveEdit* edit : m_fields) form.values.insert(edit->keyword(), edit->values());
    if (m_relay) form.relay = static_cast<QCheckBox*>(m_relay)->isChecked();
    if (m_panel) m_panel->store(form);
    return form;
}

DirectiveEdit* FormDialog::field(const QString& keyword) const {
    const auto it =
        std::find_if(m_fields.begin(), m_fields.end(), [&](const DirectiveEdit* edit) { return edit->keyword() == keyword; });
    return it == m_fields.end() ? nullptr : *it;
}

QString FormDialog::fieldProblems() const {
    for (const DirectiveEdit* edit : m_fields)
        if (const QString wrong = edit->problem(); !wrong.isEmpty()) return tr("%1: %2").arg(edit->label(), wrong);
    return {};
}

/// What is wrong with the form, and the text with it. Pure: also for another thread.
FormDialog::Outcome FormDialog::outcome(const QString& text, const FormModel& form) {
    const std::string before = configtext::utf8(text);
    const config::EditResult result = writeForm(before, form);
    return {formProblem(form, config::SyntaxTree(before)), configtext::fromUtf8(result.text), int(result.line)};
}

void FormDialog::compute() {
    const quint64 run = ++m_run;
    m_problem = fieldProblems();
    if (text().size() <= kAtOnce) return take(outcome(text(), model()));
    m_write->setEnabled(false);
    QThreadPool::globalInstance()->start([dialog = QPointer<FormDialog>(this), text = text(), form = model(), run] {
        auto made = std::make_shared<Outcome>(outcome(text, form));
        QMetaObject::invokeMethod(qApp, [dialog, made, run] {
            if (dialog && dialog->m_run == run) dialog->take(*made);
        });
    });
}

void FormDialog::take(const Outcome& made) {
    if (m_problem.isEmpty()) m_problem = made.problem;
    m_result = made.text;
    m_line = made.line;
    m_preview->setTitles(tr("text"), tr("text with the form"));
    m_preview->setTexts(text(), m_result);
    m_finding.clear();
    QVector<ConfigSnapshot> snapshot;
    for (int i = 0; i < m_workspace->documents().size(); ++i) {
        const auto& document = m_workspace->documents().at(i);
        snapshot.append({document.path, i == m_document ? m_result : document.text, document.change});
    }
    if (m_problem.isEmpty()) m_checker->check(std::move(snapshot));
    say();
}

/// What the rules find in the text with the form and not in the text without it.
void FormDialog::onChecked(const std::shared_ptr<const ConfigAnalysis>& analysis) {
    QStringList known;
    for (const config::Diagnostic& d : m_workspace->diagnostics()) known.append(QString::fromStdString(d.message));
    m_finding.clear();
    for (const config::Diagnostic& d : analysis->diagnostics) {
        const QString message = QString::fromStdString(d.message);
        if (d.severity != config::Severity::error || known.removeOne(message)) continue;
        m_finding = tr("Line %1: %2").arg(d.line).arg(message);
        break;
    }
    say();
}

void FormDialog::say() {
    const bool nothing = m_problem.isEmpty() && m_result == text();
    QString words = m_problem.isEmpty() ? m_finding : m_problem;
    if (words.isEmpty() && nothing && m_model.line > 0) words = tr("Nothing is changed.");
    setWords(m_words, words, nothing && m_problem.isEmpty() ? WordsTone::Dim : WordsTone::Problem);
    m_write->setEnabled(m_problem.isEmpty() && !nothing && m_workspace->documents().at(m_document).writable);
}

QString FormDialog::helpAddress() const {
    for (const DirectiveEdit* edit : m_fields)
        if (edit->isAncestorOf(focusWidget())) return QStringLiteral("help:config/") + edit->keyword();
    switch (m_model.kind) {
        case FormKind::DkimKey: return QStringLiteral("help:config/domain-key");
        case FormKind::WarmUp: return QStringLiteral("help:config/cold-virtual-mta");
        default: return QStringLiteral("help:section/") + QLatin1String(m_model.spec().tag);
    }
}

void FormDialog::accept() {
    m_pause.stop();
    ++m_run;  // what is on its way comes too late
    m_problem = fieldProblems();
    take(outcome(text(), model()));
    if (!m_problem.isEmpty() || m_result == text()) return;
    const int document = m_document, line = m_line;
    m_workspace->setText(document, m_result, this);
    QDialog::accept();
    emit written(document, line);
}

}  // namespace mailrace::gui
