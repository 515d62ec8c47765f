#include "gui/views/events/ruledialog.h"

#include <QClipboard>
#include <QComboBox>
#include <QGridLayout>
#include <QGuiApplication>
#include <QHBoxLayout>
#include <QHeaderView>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QScrollArea>
#include <QStyle>
#include <QTableView>
#include <QVBoxLayout>

#include "gui/client/connection.h"
#include "gui/models/configtext.h"
#include "gui/models/configworkspace.h"
#include "gui/models/filtertext.h"
#include "gui/models/recordmodel.h"
#include "gui/models/rulepreview.h"
#include "gui/models/words.h"
#include "gui/widgets/card.h"
#include "gui/widgets/celldelegate.h"
#include "gui/widgets/flowlayout.h"
#include "gui/widgets/settings.h"
#include "gui/widgets/theme.h"
#include "gui/widgets/wordslabel.h"
#include "shared/config/category_edit.h"
#include "shared/config/records.h"

namespace mailrace::gui {

namespace {
constexpr qsizetype kMostChips = 120;

QLabel* makeLabel(const char* name) {
    auto* label = new QLabel;
    label->setWordWrap(true);
    label->setTextFormat(Qt::PlainText);
    label->setObjectName(QLatin1String(name));
    return label;
}
}  // namespace

RuleDialog::RuleDialog(Kind kind, quint64 event, ConfigWorkspace* workspace, Connection* connection, QWidget* parent)
    : QDialog(parent),
      m_kind(kind),
      m_workspace(workspace),
      m_connection(connection),
      m_preview(new RulePreview(connection, this)),
      m_title(makeLabel("viewTitle")),
      m_about(makeLabel("dim")),
      m_response(makeLabel("response")),
      m_summary(makeLabel("strong")),
      m_warnings(makeLabel("caution")),
      m_follows(makeLabel("dim")),
      m_words(makeLabel("dim")),
      m_chipArea(new QWidget),
      m_pattern(new QLineEdit),
      m_category(new QComboBox),
      m_again(new QPushButton(tr("Start over"))),
      m_copy(new QPushButton(tr("Copy the line"))),
      m_write(new QPushButton(tr("Write and review…"))),
      m_found(new Card(tr("What it finds"))),
      m_rows(new RecordModel({{QStringLiteral("count"), tr("count"), CellKind::Count},
                              {QStringLiteral("category"), tr("category now"), CellKind::Text},
                              {QStringLiteral("response"), tr("response, alike ones together"), CellKind::Mono},
                              {QStringLiteral("provider"), tr("provider"), CellKind::Text}},
                             this)),
      m_table(new QTableView) {
    const bool rule = kind == Kind::Rule;
    setObjectName(rule ? QStringLiteral("ruleDialog") : QStringLiteral("reclassifyDialog"));
    setWindowTitle(rule ? tr("Make a rule from this response") : tr("Put this response into another category"));
    setWindowModality(Qt::WindowModal);
    settings::remember(this, Setting::RuleGeometry, {980, 760});
    m_title->setText(windowTitle());
    m_about->setText(rule ? tr("Click the parts of the response: words are kept or left out, what varies stands for others of "
                               "its kind, is kept, or is "
                               "left out. The pattern below follows.")
                          : tr("Writes an entry of <bounce-category-patterns> that finds exactly this response, whatever its "
                               "addresses, numbers and ids "
                               "are. Such an entry decides before every other rule, is part of the configuration's history and "
                               "can be taken back there; "
                               "the table of rules that comes with Mailrace stays as it is."));
    m_response->setFont(Theme::instance().mono());
    m_response->setTextInteractionFlags(Qt::TextSelectableByMouse);
    m_response->setText(tr("Asking the daemon…"));
    m_pattern->setFont(Theme::instance().mono());
    m_pattern->setAccessibleName(tr("Pattern"));
    m_pattern->setMaxLength(2000);
    m_pattern->setToolTip(
        tr("A regular expression (RE2); capital letters do not matter. It is tried on the response in one line."));
    m_category->setAccessibleName(tr("Category"));
    for (const auto name : config::bounce_categories) m_category->addItem(configtext::fromUtf8(name));
    m_category->setCurrentIndex(-1);
    m_again->setToolTip(tr("Takes the pattern from the parts again"));
    m_copy->setToolTip(tr("The line for <bounce-category-patterns>, for the clipboard"));
    m_write->setToolTip(
        tr("Writes the entry into the text of the configuration and shows the review; nothing holds before you apply it"));
    m_write->setDefault(true);

    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(14, 12, 14, 12);
    layout->setSpacing(9);
    layout->addWidget(m_title);
    layout->addWidget(m_about);
    layout->addWidget(rule ? makeParts() : static_cast<QWidget*>(m_response));
    auto* patternRow = new QHBoxLayout;
    patternRow->setSpacing(8);
    patternRow->addWidget(m_pattern, 1);
    patternRow->addWidget(m_again);
    auto* categoryRow = new QHBoxLayout;
    categoryRow->setSpacing(12);
    categoryRow->addWidget(m_category);
    categoryRow->addWidget(m_follows, 1);
    auto* patternLabel = new QLabel(tr("&Pattern"));
    patternLabel->setBuddy(m_pattern);
    auto* categoryLabel = new QLabel(tr("&Category"));
    categoryLabel->setBuddy(m_category);
    auto* lines = new QGridLayout;
    lines->setHorizontalSpacing(10);
    lines->addWidget(patternLabel, 0, 0);
    lines->addLayout(patternRow, 0, 1);
    lines->addWidget(categoryLabel, 1, 0);
    lines->addLayout(categoryRow, 1, 1);
    layout->addLayout(lines);
    layout->addWidget(makePreview(), 1);
    auto* cancel = new QPushButton(tr("Cancel"));
    auto* bottom = new QHBoxLayout;
    bottom->addWidget(m_words, 1);
    bottom->addStretch(0);
    bottom->addWidget(m_copy);
    bottom->addWidget(cancel);
    bottom->addWidget(m_write);
    layout->addLayout(bottom);
    m_again->setVisible(rule);
    if (!rule) m_pattern->setReadOnly(true);

    connect(cancel, &QPushButton::clicked, this, &QDialog::reject);
    connect(m_write, &QPushButton::clicked, this, &RuleDialog::write);
    connect(m_copy, &QPushButton::clicked, this,
            [this] { QGuiApplication::clipboard()->setText(ruledraft::line(m_pattern->text(), m_category->currentText())); });
    connect(m_again, &QPushButton::clicked, this, &RuleDialog::useParts);
    connect(m_pattern, &QLineEdit::textEdited, this, [this] {
        m_byHand = true;
        ask();
    });
    connect(m_category, &QComboBox::currentIndexChanged, this, &RuleDialog::ask);
    connect(m_preview, &RulePreview::changed, this, &RuleDialog::showAnswer);
    connect(m_workspace, &ConfigWorkspace::statusChanged, this, &RuleDialog::showAnswer);
    connect(m_table, &QTableView::activated, this, [this](const QModelIndex& index) {
        const QString response = m_rows->record(index.row()).value(QLatin1String("response")).toString();
        emit filterWanted(filtertext::term(QStringLiteral("form"), response));
        reject();
    });
    if (!m_workspace->isLoaded()) m_workspace->load();
    load(event);
    showAnswer();
}

QWidget* RuleDialog::makeParts() {
    new FlowLayout(m_chipArea);
    auto* inner = new QWidget;
    inner->setObjectName(QStringLiteral("scrollContent"));
    auto* column = new QVBoxLayout(inner);
    column->setContentsMargins(8, 8, 8, 8);
    column->addWidget(m_chipArea);
    column->addStretch(1);
    auto* scroll = new QScrollArea;
    scroll->setObjectName(QStringLiteral("parts"));
    scroll->setAccessibleName(tr("Parts of the response"));
    scroll->setWidget(inner);
    scroll->setWidgetResizable(true);
    scroll->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    scroll->setFixedHeight(124);
    return scroll;
}

QWidget* RuleDialog::makePreview() {
    prepareTable(m_table, tr("Responses that the pattern finds"));
    m_table->setModel(m_rows);
    m_table->setSelectionMode(QAbstractItemView::SingleSelection);
    m_table->setToolTip(tr("Double click to see the events"));
    const QList<int> widths{70, 120, 560, 110};
    for (int i = 0; i < widths.size(); ++i) m_table->setColumnWidth(i, widths.at(i));
    m_table->horizontalHeader()->setStretchLastSection(false);
    m_table->horizontalHeader()->setSectionResizeMode(2, QHeaderView::Stretch);
    m_found->addContent(m_summary, 0);
    m_found->addContent(m_warnings, 0);
    m_found->addContent(m_table, 1, true);
    return m_found;
}

void RuleDialog::load(quint64 event) {
    m_connection->call(this, QStringLiteral("responses.propose"), {{QStringLiteral("id"), qint64(event)}},
                       [this](const RpcResult& result) {
                           if (!result.ok) {
                               setWords(m_words, result.error.message, WordsTone::Problem);
                               m_response->setText({});
                               return;
                           }
                           take(result.value);
                       });
    m_connection->call(this, QStringLiteral("suppression.lists"), {}, [this](const RpcResult& result) {
        m_lists = result.value.value(QLatin1String("lists")).toArray();
        showFollows();
    });
}

void RuleDialog::take(const QJsonObject& proposal) {
    m_form = proposal.value(QLatin1String("form")).toString();
    m_now = proposal.value(QLatin1String("category")).toString();
    m_response->setText(proposal.value(QLatin1String("response")).toString());
    m_parts = ruledraft::partsOf(proposal);
    if (m_kind == Kind::Rule) {
        ruledraft::shorten(m_parts);
        makeChips();
    }
    const QSignalBlocker quiet(m_category);
    m_category->setCurrentIndex(m_category->findText(m_now));
    useParts();
}

void RuleDialog::makeChips() {
    for (qsizetype i = 0; i < m_parts.size() && m_chips.size() < kMostChips; ++i) {
        if (m_parts.at(i).isSpace()) continue;
        auto* chip = new QPushButton;
        chip->setObjectName(QStringLiteral("chip"));
        chip->setFont(Theme::instance().mono());
        chip->setAutoDefault(false);
        m_chipArea->layout()->addWidget(chip);
        m_chipParts.append(int(i));
        m_chips.append(chip);
        const int at = int(m_chips.size()) - 1;
        connect(chip, &QPushButton::clicked, this, [this, at, i] {
            m_parts[i].use = ruledraft::nextUse(m_parts.at(i));
            dressChip(at);
            useParts();
        });
        dressChip(at);
    }
}

void RuleDialog::dressChip(int chip) {
    const RulePart& part = m_parts.at(m_chipParts.at(chip));
    QPushButton* button = m_chips.at(chip);
    const char* use = part.use == RulePart::Use::Exact ? "exact" : part.use == RulePart::Use::General ? "general" : "out";
    QString text = part.use == RulePart::Use::General ? QStringLiteral("<%1>").arg(part.kind) : part.text;
    button->setText(text.left(60).replace(QLatin1Char('&'), QStringLiteral("&&")));
    button->setProperty("use", QLatin1String(use));
    const QString state = part.use == RulePart::Use::Exact     ? tr("kept")
                          : part.use == RulePart::Use::General ? tr("stands for others of its kind")
                                                               : tr("left out");
    button->setToolTip(tr("“%1”: %2").arg(part.text.toHtmlEscaped(), state));
    button->setAccessibleName(tr("%1, %2").arg(part.text, state));
    button->style()->unpolish(button);
    button->style()->polish(button);
}

void RuleDialog::useParts() {
    m_byHand = false;
    m_pattern->setText(ruledraft::pattern(m_parts, m_kind == Kind::Reclassify));
    m_pattern->setCursorPosition(0);
    ask();
}

void RuleDialog::ask() {
    showFollows();
    m_preview->ask(m_pattern->text(), m_category->currentText(), m_form);
}

/// What comes of the category beside its name.
void RuleDialog::showFollows() {
    const QString category = m_category->currentText();
    QStringList out;
    if (!m_now.isEmpty()) out << tr("Now: %1.").arg(m_now);
    for (const auto& value : std::as_const(m_lists)) {
        const QJsonObject list = value.toObject();
        const QJsonArray rules = list.value(QLatin1String("automatic")).toArray();
        for (const auto& rule : rules) {
            if (!rule.toObject().value(QLatin1String("categories")).toArray().contains(category)) continue;
            out << tr("Addresses refused as %1 go into suppression list %2 after %3 times.")
                       .arg(category, list.value(QLatin1String("name")).toString())
                       .arg(rule.toObject().value(QLatin1String("after")).toInt(1));
        }
    }
    if (!category.isEmpty() && category != m_now)
        out << tr("With another category a reply is retried or given up as its code says (4xx, 5xx).");
    m_follows->setText(out.join(QLatin1Char(' ')));
    m_follows->setVisible(!out.isEmpty());
}

/// The document that has such entries, else the main one.
int RuleDialog::target() const {
    const auto& documents = m_workspace->documents();
    for (int i = 0; i < documents.size(); ++i) {
        if (!documents.at(i).text.contains(QLatin1String("bounce-category-patterns"), Qt::CaseInsensitive)) continue;
        if (config::has_category_patterns(config::SyntaxTree(configtext::utf8(documents.at(i).text)))) return i;
    }
    return documents.isEmpty() ? -1 : 0;
}

/// Why it cannot be written; empty: it can.
QString RuleDialog::obstacle() const {
    if (m_category->currentIndex() < 0) return tr("Choose a category.");
    if (m_kind == Kind::Reclassify && m_category->currentText() == m_now) return tr("Choose another category than now.");
    if (!m_workspace->isLoaded())
        return m_workspace->problem().isEmpty() ? tr("The configuration has not arrived from the daemon yet.")
                                                : m_workspace->problem();
    const int document = target();
    if (document < 0 || !m_workspace->documents().at(document).writable || m_connection->daemon().role != DaemonRole::Admin)
        return tr("You may not change the configuration here: copy the line for somebody who may.");
    return {};
}

void RuleDialog::showAnswer() {
    const QString problem = m_preview->problem();
    m_pattern->setProperty("bad", !problem.isEmpty() && !m_pattern->text().isEmpty());
    m_pattern->style()->unpolish(m_pattern);
    m_pattern->style()->polish(m_pattern);
    m_again->setEnabled(m_byHand);
    const QString hindrance = obstacle();
    if (!problem.isEmpty() && !m_pattern->text().isEmpty() && m_category->currentIndex() >= 0)
        setWords(m_words, problem, WordsTone::Problem);
    else
        setWords(m_words, hindrance, WordsTone::Dim);
    m_write->setEnabled(problem.isEmpty() && hindrance.isEmpty() && m_preview->isGood() && !m_preview->isRunning());
    m_copy->setEnabled(ruledraft::problem(m_pattern->text(), m_category->currentText()).isEmpty());
    m_found->setNote(m_preview->isRunning() ? tr("looking…") : QString());
    if (m_preview->isRunning()) return;
    m_summary->setText(m_preview->summary());
    m_summary->setVisible(!m_summary->text().isEmpty());
    m_warnings->setText(m_preview->warnings().join(QLatin1Char('\n')));
    m_warnings->setVisible(!m_warnings->text().isEmpty());
    m_rows->setRecords(m_preview->isGood() ? RecordModel::recordsOf(m_preview->answer()) : QList<QJsonObject>());
}

void RuleDialog::write() {
    const int document = target();
    if (document < 0 || !obstacle().isEmpty()) return;
    const auto made =
        config::add_category_pattern(configtext::utf8(m_workspace->documents().at(document).text),
                                     configtext::utf8(m_pattern->text()), configtext::utf8(m_category->currentText()));
    if (!made) return setWords(m_words, configtext::fromUtf8(made.error().words), WordsTone::Problem);
    m_workspace->setText(document, configtext::fromUtf8(made->text), this);
    emit written(document, int(made->line));
    accept();
}

QString RuleDialog::summary() const { return m_summary->text(); }
QString RuleDialog::warnings() const { return m_warnings->text(); }

}  // namespace mailrace::gui
