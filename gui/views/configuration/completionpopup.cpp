#include "gui/views/configuration/completionpopup.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QListView>
#include <QPainter>
#include <QStyledItemDelegate>

#include "gui/models/completionmodel.h"
#include "gui/models/tone.h"
#include "gui/widgets/theme.h"

namespace mailrace::gui {

namespace {

constexpr int kRows = 10;
constexpr int kListWidth = 450;
constexpr int kHelpWidth = 320;

const char* colourOf(config::CompletionKind kind) {
    switch (kind) {
        case config::CompletionKind::directive: return "syntax_field";
        case config::CompletionKind::tag: return "syntax_operator";
        case config::CompletionKind::value: return "syntax_value";
        case config::CompletionKind::name:
        case config::CompletionKind::file: return "syntax_name";
    }
    return "text";
}

/// The label in the colour of its kind, a few dim words at the right.
class CompletionDelegate : public QStyledItemDelegate {
public:
    using QStyledItemDelegate::QStyledItemDelegate;

    QSize sizeHint(const QStyleOptionViewItem& option, const QModelIndex&) const override {
        return {kListWidth, option.fontMetrics.height() + 7};
    }

    void paint(QPainter* painter, const QStyleOptionViewItem& option, const QModelIndex& index) const override {
        const Theme& theme = Theme::instance();
        painter->save();
        if (option.state & QStyle::State_Selected) painter->fillRect(option.rect, theme.color("selection"));
        const QRect room = option.rect.adjusted(9, 0, -9, 0);
        QFont font = theme.mono();
        const bool inert = index.data(DimRole).toBool();
        font.setItalic(inert);
        painter->setFont(font);
        const auto kind = config::CompletionKind(index.data(CompletionModel::KindRole).toInt());
        painter->setPen(theme.color(inert ? "disabled" : colourOf(kind)));
        const QString label = index.data().toString();
        const int used = QFontMetrics(font).horizontalAdvance(label) + 16;
        painter->drawText(room, Qt::AlignLeft | Qt::AlignVCenter, label);
        painter->setFont(option.font);
        painter->setPen(theme.color("dim"));
        const QRect rest = room.adjusted(used, 0, 0, 0);
        if (rest.width() > 40) {
            const QString detail = index.data(CompletionModel::DetailRole).toString();
            painter->drawText(rest, Qt::AlignRight | Qt::AlignVCenter,
                              option.fontMetrics.elidedText(detail, Qt::ElideRight, rest.width()));
        }
        painter->restore();
    }
};

}  // namespace

CompletionPopup::CompletionPopup(QWidget* editor)
    : QFrame(editor->window()), m_editor(editor), m_model(new CompletionModel(this)), m_list(new QListView), m_help(new QLabel) {
    setObjectName(QStringLiteral("palette"));
    setFocusPolicy(Qt::NoFocus);
    setAccessibleName(tr("Completions"));
    m_list->setModel(m_model);
    m_list->setItemDelegate(new CompletionDelegate(m_list));
    m_list->setFocusPolicy(Qt::NoFocus);
    m_list->setUniformItemSizes(true);
    m_list->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_list->setFixedWidth(kListWidth);
    m_list->setAccessibleName(tr("Completions"));
    m_help->setObjectName(QStringLiteral("completionHelp"));
    m_help->setWordWrap(true);
    m_help->setAlignment(Qt::AlignTop | Qt::AlignLeft);
    m_help->setFixedWidth(kHelpWidth);
    m_help->setTextFormat(Qt::RichText);
    auto* row = new QHBoxLayout(this);
    row->setContentsMargins(1, 1, 1, 1);
    row->setSpacing(0);
    row->addWidget(m_list);
    row->addWidget(m_help);
    connect(m_list, &QListView::clicked, this, &CompletionPopup::accept);
    connect(m_list->selectionModel(), &QItemSelectionModel::currentChanged, this, &CompletionPopup::showHelp);
    hide();
}

void CompletionPopup::present(const std::vector<config::Completion>& items, const QRect& cursor, bool choose) {
    if (items.empty()) return hide();
    m_model->setItems(items);
    m_list->setCurrentIndex(choose ? m_model->index(0) : QModelIndex());
    m_list->scrollToTop();
    showHelp();
    place(cursor);
    show();
    raise();
}

void CompletionPopup::place(const QRect& cursor) {
    const int rows = std::min(kRows, m_model->rowCount());
    const QSize size(kListWidth + kHelpWidth + 2, std::max(rows, 4) * m_list->sizeHintForRow(0) + 4);
    QWidget* window = m_editor->window();
    if (parentWidget() != window) setParent(window);
    const QPoint below = m_editor->mapTo(window, cursor.bottomLeft() + QPoint(0, 3));
    const QPoint above = m_editor->mapTo(window, cursor.topLeft() - QPoint(0, 3 + size.height()));
    QRect area(below, size);
    if (area.bottom() > window->height() && above.y() >= 0) area.moveTopLeft(above);
    area.moveLeft(std::max(0, std::min(area.left(), window->width() - size.width() - 8)));
    setGeometry(area);
}

QStringList CompletionPopup::labels() const {
    QStringList out;
    for (int i = 0; i < m_model->rowCount(); ++i) out.append(m_model->index(i).data().toString());
    return out;
}

int CompletionPopup::current() const { return m_list->currentIndex().row(); }

bool CompletionPopup::handleKey(int key) {
    const int last = m_model->rowCount() - 1;
    const int row = current();
    const auto go = [&](int to) {
        m_list->setCurrentIndex(m_model->index(std::clamp(to, 0, last)));
        return true;
    };
    switch (key) {
        case Qt::Key_Down: return go(row == last ? 0 : row + 1);
        case Qt::Key_Up: return go(row <= 0 ? last : row - 1);
        case Qt::Key_PageDown: return go(row + kRows);
        case Qt::Key_PageUp: return go(row - kRows);
        case Qt::Key_Tab:
            if (row < 0) go(0);
            accept();
            return true;
        case Qt::Key_Return:
        case Qt::Key_Enter:
            if (row < 0) {
                hide();
                return false;
            }
            accept();
            return true;
        case Qt::Key_Escape: hide(); return true;
        default: return false;
    }
}

void CompletionPopup::accept() {
    const QModelIndex index = m_list->currentIndex();
    hide();
    if (index.isValid()) emit chosen(index.data(CompletionModel::InsertRole).toString());
}

void CompletionPopup::showHelp() {
    const QModelIndex index = m_list->currentIndex().isValid() ? m_list->currentIndex() : m_model->index(0);
    const QString title = index.data().toString().toHtmlEscaped();
    const QString detail = index.data(CompletionModel::DetailRole).toString().toHtmlEscaped();
    const QString help = index.data(CompletionModel::HelpRole).toString().toHtmlEscaped();
    const QString dim = Theme::instance().color("dim").name();
    QString text = QStringLiteral("<b>%1</b>").arg(title);
    if (!help.isEmpty()) text += QStringLiteral("<p style='margin-top:6px'>%1</p>").arg(help);
    if (!detail.isEmpty()) text += QStringLiteral("<p style='color:%1; margin-top:6px'>%2</p>").arg(dim, detail);
    m_help->setText(text);
}

}  // namespace mailrace::gui
