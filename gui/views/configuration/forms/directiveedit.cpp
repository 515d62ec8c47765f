#include "gui/views/configuration/forms/directiveedit.h"

#include <QComboBox>
#include <QCompleter>
#include <QHBoxLayout>
#include <QHeaderView>
#include <QLabel>
#include <QLineEdit>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QStringListModel>
#include <QStyle>
#include <QTableWidget>
#include <QVBoxLayout>

#include "gui/widgets/theme.h"
#include "gui/widgets/wordslabel.h"
#include "shared/config/lexer.h"

namespace mailrace::gui {

namespace {
constexpr int kWidth = 250;
constexpr int kRow = 30;
constexpr int kRows = 4;

QString of(std::string_view text) { return QString::fromUtf8(text.data(), qsizetype(text.size())); }

/// The language's own words for the choices of a directive; the first means that nothing is written.
QStringList choicesOf(const config::Directive& directive) {
    QStringList out;
    if (directive.type == config::ValueType::boolean || directive.type == config::ValueType::boolean_or_choice)
        out << QStringLiteral("yes") << QStringLiteral("no");
    if (!directive.choices.empty()) out += of(directive.choices).split(QLatin1Char('|'));
    return out;
}

void setBad(QWidget* widget, bool bad) {
    if (widget->property("bad").toBool() == bad) return;
    widget->setProperty("bad", bad);
    widget->style()->unpolish(widget);
    widget->style()->polish(widget);
}

}  // namespace

DirectiveEdit::DirectiveEdit(const FormSpec& form, const FieldSpec& field, QWidget* parent)
    : QWidget(parent), m_form(form), m_field(field), m_words(new QLabel) {
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(2);
    switch (field.kind) {
        case FieldSpec::Kind::Line: makeLine(this); break;
        case FieldSpec::Kind::Choice: makeChoice(); break;
        case FieldSpec::Kind::List: makeList(); break;
        case FieldSpec::Kind::Table: makeTable(); break;
    }
    m_editor->setAccessibleName(label());
    const config::Directive* directive = directiveOf(form, field);
    const QString help = directive ? of(directive->help) : QString();
    m_editor->setAccessibleDescription(help);
    m_editor->setToolTip(QStringLiteral("<b>%1</b><br>%2").arg(keyword().toHtmlEscaped(), help.toHtmlEscaped()));
    m_words->setWordWrap(true);
    layout->addWidget(m_words);
    setFocusProxy(m_editor);
    check();
}

QString DirectiveEdit::hint() const {
    const config::Directive* directive = directiveOf(m_form, m_field);
    if (!directive) return {};
    if (!directive->default_text.empty()) return tr("default %1").arg(of(directive->default_text));
    return of(config::expected_text(*directive));
}

void DirectiveEdit::makeLine(QWidget*) {
    m_line = new QLineEdit;
    m_line->setPlaceholderText(hint());
    m_line->setFont(Theme::instance().mono());
    m_line->setClearButtonEnabled(true);
    m_line->setMinimumWidth(kWidth);
    m_editor = m_line;
    connect(m_line, &QLineEdit::textChanged, this, [this] {
        check();
        emit changed();
    });
    layout()->addWidget(m_line);
}

void DirectiveEdit::makeChoice() {
    m_choice = new QComboBox;
    const config::Directive* directive = directiveOf(m_form, m_field);
    const QString inherited = directive ? of(directive->default_text) : QString();
    m_choice->addItem(inherited.isEmpty() ? tr("not set") : tr("not set (default %1)").arg(inherited), QString());
    if (directive)
        for (const QString& word : choicesOf(*directive)) m_choice->addItem(word, word);
    m_choice->setMinimumWidth(kWidth);
    m_editor = m_choice;
    connect(m_choice, &QComboBox::currentIndexChanged, this, [this] {
        check();
        emit changed();
    });
    layout()->addWidget(m_choice);
}

void DirectiveEdit::makeList() {
    m_list = new QPlainTextEdit;
    m_list->setPlaceholderText(tr("one a line"));
    m_list->setFont(Theme::instance().mono());
    m_list->setTabChangesFocus(true);
    m_list->setFixedHeight(fontMetrics().lineSpacing() * 3 + 14);
    m_editor = m_list;
    connect(m_list, &QPlainTextEdit::textChanged, this, [this] {
        check();
        emit changed();
    });
    layout()->addWidget(m_list);
}

void DirectiveEdit::makeTable() {
    m_table = new QTableWidget(0, int(m_field.columns.size()) + 1);
    m_table->setObjectName(QStringLiteral("formTable"));
    QStringList titles;
    for (const ColumnSpec& column : m_field.columns) titles.append(formText(column.title));
    titles.append(QString());
    m_table->setHorizontalHeaderLabels(titles);
    m_table->horizontalHeader()->setDefaultAlignment(Qt::AlignLeft | Qt::AlignVCenter);
    m_table->horizontalHeader()->setSectionResizeMode(QHeaderView::Stretch);
    m_table->horizontalHeader()->setSectionResizeMode(m_table->columnCount() - 1, QHeaderView::Fixed);
    m_table->setColumnWidth(m_table->columnCount() - 1, 34);
    m_table->verticalHeader()->hide();
    m_table->verticalHeader()->setDefaultSectionSize(kRow);
    m_table->setShowGrid(false);
    m_table->setSelectionMode(QAbstractItemView::NoSelection);
    m_table->setFocusPolicy(Qt::NoFocus);
    m_table->setFixedHeight(kRow * kRows + 30);
    m_editor = m_table;
    auto* add = new QPushButton(tr("Add a row"));
    add->setAutoDefault(false);
    add->setAccessibleName(tr("Add a row: %1").arg(label()));
    connect(add, &QPushButton::clicked, this, [this] {
        addRow({});
        m_table->cellWidget(m_table->rowCount() - 1, 0)->setFocus();
        m_table->scrollToBottom();
    });
    auto* row = new QHBoxLayout;
    row->addWidget(add);
    row->addStretch(1);
    layout()->addWidget(m_table);
    static_cast<QVBoxLayout*>(layout())->addLayout(row);
    addRow({});
}

void DirectiveEdit::addRow(const QStringList& cells) {
    const int row = m_table->rowCount();
    m_table->insertRow(row);
    for (int column = 0; column < int(m_field.columns.size()); ++column) {
        const ColumnSpec& spec = m_field.columns[size_t(column)];
        auto* edit = new QLineEdit(cells.value(column));
        edit->setObjectName(QStringLiteral("cellEdit"));
        edit->setFont(Theme::instance().mono());
        edit->setPlaceholderText(formText(spec.hint));
        edit->setAccessibleName(tr("%1, row %2").arg(formText(spec.title)).arg(row + 1));
        if (spec.names) {
            auto* completer = new QCompleter(m_names, edit);
            completer->setCompletionMode(QCompleter::PopupCompletion);
            completer->setCaseSensitivity(Qt::CaseInsensitive);
            edit->setCompleter(completer);
        }
        connect(edit, &QLineEdit::textChanged, this, [this] {
            check();
            emit changed();
        });
        m_table->setCellWidget(row, column, edit);
    }
    auto* remove = new QPushButton(QStringLiteral("×"));
    remove->setObjectName(QStringLiteral("cellButton"));
    remove->setAutoDefault(false);
    remove->setToolTip(tr("Take this row away"));
    remove->setAccessibleName(remove->toolTip());
    connect(remove, &QPushButton::clicked, this, [this, remove] {
        for (int at = 0; at < m_table->rowCount(); ++at)
            if (m_table->cellWidget(at, m_table->columnCount() - 1) == remove) {
                m_table->removeRow(at);
                break;
            }
        if (m_table->rowCount() == 0) addRow({});
        check();
        emit changed();
    });
    m_table->setCellWidget(row, m_table->columnCount() - 1, remove);
}

/// The words of a value as cells; what a pool member writes as weight=N is the number alone.
QStringList DirectiveEdit::cellsOf(const QString& value) const {
    QStringList cells;
    const std::string line = "keyword " + value.toStdString();
    const auto words = config::lex_line(line).words;
    for (size_t i = 1; i < words.size(); ++i) {
        QString word = QString::fromStdString(words[i].text);
        if (word.startsWith(QLatin1String("weight="))) word = word.mid(7);
        cells.append(word);
    }
    return cells;
}

QStringList DirectiveEdit::values() const {
    QStringList out;
    if (m_line) out.append(m_line->text().trimmed());
    if (m_choice) out.append(m_choice->currentData().toString());
    if (m_list) out = m_list->toPlainText().split(QLatin1Char('\n'));
    for (int row = 0; m_table && row < m_table->rowCount(); ++row) {
        QStringList cells;
        for (int column = 0; column < int(m_field.columns.size()); ++column) {
            QString cell = static_cast<QLineEdit*>(m_table->cellWidget(row, column))->text().trimmed();
            const bool weight = m_field.columns[size_t(column)].title == m_field.columns.back().title &&
                                keyword() == QLatin1String("virtual-mta");
            if (weight && !cell.isEmpty()) cell = cell == QLatin1String("1") ? QString() : QStringLiteral("weight=") + cell;
            if (!cell.isEmpty()) cells.append(cell);
        }
        out.append(cells.join(QLatin1Char(' ')));
    }
    out.removeAll(QString());
    return out;
}

void DirectiveEdit::setValues(const QStringList& values) {
    const QSignalBlocker quiet(this);
    if (m_line) m_line->setText(values.value(0));
    if (m_choice) {
        int index = m_choice->findData(values.value(0).toLower());
        if (index < 0 && !values.value(0).isEmpty()) {
            m_choice->addItem(values.value(0), values.value(0));
            index = m_choice->count() - 1;
        }
        m_choice->setCurrentIndex(std::max(0, index));
    }
    if (m_list) m_list->setPlainText(values.join(QLatin1Char('\n')));
    if (m_table) {
        m_table->setRowCount(0);
        for (const QString& value : values) addRow(cellsOf(value));
        if (values.isEmpty()) addRow({});
    }
    check();
}

void DirectiveEdit::setNames(const QStringList& names) {
    m_names = names;
    if (m_line) {
        auto* completer = new QCompleter(names, m_line);
        completer->setCaseSensitivity(Qt::CaseInsensitive);
        m_line->setCompleter(completer);
    }
    if (m_table) setValues(values());
}

QString DirectiveEdit::problem() const {
    const QStringList all = values();
    for (const QString& value : all)
        if (const QString words = fieldProblem(m_form, m_field, value); !words.isEmpty()) return words;
    return {};
}

void DirectiveEdit::check() {
    const QString wrong = problem();
    const QString note = values().isEmpty() ? QString() : fieldNote(m_form, m_field);
    setBad(m_editor, !wrong.isEmpty());
    const config::Directive* directive = directiveOf(m_form, m_field);
    const bool works = directive && directive->status == config::Status::honoured_with_difference;
    const WordsTone tone = works ? WordsTone::Dim : WordsTone::Caution;
    setWords(m_words, wrong.isEmpty() ? note : wrong, wrong.isEmpty() ? tone : WordsTone::Problem);
}

}  // namespace mailrace::gui
