#include "gui/widgets/celldelegate.h"

#include <QHeaderView>
#include <QPainter>
#include <QTableView>

#include "gui/models/tone.h"
#include "gui/widgets/figures.h"
#include "gui/widgets/theme.h"

namespace mailrace::gui {

namespace {
constexpr int kPadding = 8;
constexpr int kSquare = 8;
constexpr int kRowHeight = 27;
}  // namespace

void CellDelegate::paintGround(QPainter* painter, const QStyleOptionViewItem& option) const {
    const Theme& theme = Theme::instance();
    if (option.state & QStyle::State_Selected) {
        painter->fillRect(option.rect, theme.color("selection"));
    } else if (option.state & QStyle::State_MouseOver) {
        painter->fillRect(option.rect, theme.color("hover"));
    }
    painter->fillRect(QRect(option.rect.left(), option.rect.bottom(), option.rect.width(), 1), theme.color("line"));
}

void CellDelegate::paint(QPainter* painter, const QStyleOptionViewItem& option, const QModelIndex& index) const {
    const Theme& theme = Theme::instance();
    paintGround(painter, option);
    painter->save();
    painter->setRenderHint(QPainter::Antialiasing);
    QRectF rect = QRectF(option.rect).adjusted(kPadding, 0, -kPadding, 0);
    if (const auto tone = index.data(ToneRole); tone.isValid()) {
        const QRectF square(rect.left(), rect.center().y() - kSquare / 2.0, kSquare, kSquare);
        painter->setPen(Qt::NoPen);
        painter->setBrush(theme.color(m_stale ? Tone::Dim : tone.value<Tone>()));
        painter->drawRoundedRect(square, 2, 2);
        rect.setLeft(rect.left() + kSquare + 6);
    }
    const bool mono = index.data(MonoRole).toBool();
    QFont font = mono ? theme.mono() : option.font;
    if (index.data(StrongRole).toBool()) font.setWeight(QFont::DemiBold);
    painter->setFont(font);
    const bool dim = m_stale || index.data(DimRole).toBool();
    painter->setPen(theme.color(dim ? "dim" : "text"));
    const QString text = index.data(Qt::DisplayRole).toString();
    if (index.data(NumberRole).toBool()) {
        drawFigures(*painter, rect, index.data(Qt::TextAlignmentRole).toInt() & Qt::AlignRight ? Qt::AlignRight : Qt::AlignLeft,
                    text);
    } else {
        painter->drawText(rect, Qt::AlignVCenter | Qt::AlignLeft | Qt::TextSingleLine,
                          QFontMetricsF(font).elidedText(text, Qt::ElideRight, rect.width()));
    }
    painter->restore();
}

QSize CellDelegate::sizeHint(const QStyleOptionViewItem& option, const QModelIndex& index) const {
    const QFont font = index.data(MonoRole).toBool() ? Theme::instance().mono() : option.font;
    const int square = index.data(ToneRole).isValid() ? kSquare + 6 : 0;
    const qreal width = figuresWidth(QFontMetricsF(font), index.data(Qt::DisplayRole).toString());
    return {int(width) + 2 * kPadding + square + 2, kRowHeight};
}

void prepareTable(QTableView* table, const QString& accessibleName) {
    table->setAccessibleName(accessibleName);
    table->setItemDelegate(new CellDelegate(table));
    table->setShowGrid(false);
    table->setWordWrap(false);
    table->setSelectionBehavior(QAbstractItemView::SelectRows);
    table->setSelectionMode(QAbstractItemView::ExtendedSelection);
    table->setVerticalScrollMode(QAbstractItemView::ScrollPerPixel);
    table->setHorizontalScrollMode(QAbstractItemView::ScrollPerPixel);
    table->setEditTriggers(QAbstractItemView::NoEditTriggers);
    table->setMouseTracking(true);
    table->setTabKeyNavigation(false);
    table->setFrameShape(QFrame::NoFrame);
    table->verticalHeader()->hide();
    table->verticalHeader()->setSectionResizeMode(QHeaderView::Fixed);
    table->verticalHeader()->setMinimumSectionSize(kRowHeight);
    table->verticalHeader()->setDefaultSectionSize(kRowHeight);
    table->horizontalHeader()->setHighlightSections(false);
    table->horizontalHeader()->setSectionsMovable(true);
    table->horizontalHeader()->setStretchLastSection(true);
    table->horizontalHeader()->setDefaultAlignment(Qt::AlignLeft | Qt::AlignVCenter);
}

}  // namespace mailrace::gui
