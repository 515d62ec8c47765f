#include "gui/views/suppression/listspanel.h"

#include <QPainter>

#include "gui/models/format.h"
#include "gui/models/suppressionlists.h"
#include "gui/widgets/figures.h"
#include "gui/widgets/theme.h"

namespace mailrace::gui {

namespace {
constexpr int kHeight = 46;
}

ListsPanel::ListsPanel(QWidget* parent) : QListView(parent) {
    setAccessibleName(tr("Suppression lists"));
    setItemDelegate(new ListsDelegate(this));
    setFrameShape(QFrame::NoFrame);
    setMouseTracking(true);
    setUniformItemSizes(true);
    setVerticalScrollMode(QAbstractItemView::ScrollPerPixel);
    setEditTriggers(QAbstractItemView::NoEditTriggers);
}

void ListsDelegate::paint(QPainter* painter, const QStyleOptionViewItem& option, const QModelIndex& index) const {
    const Theme& theme = Theme::instance();
    painter->save();
    painter->setRenderHint(QPainter::Antialiasing);
    const QRectF row = QRectF(option.rect).adjusted(6, 1, -6, -1);
    const bool chosen = option.state & QStyle::State_Selected;
    painter->setPen(chosen && (option.state & QStyle::State_HasFocus) ? QPen(theme.color("accent")) : QPen(Qt::NoPen));
    if (chosen)
        painter->setBrush(theme.color("selection"));
    else if (option.state & QStyle::State_MouseOver)
        painter->setBrush(theme.color("hover"));
    painter->drawRoundedRect(row.adjusted(0.5, 0.5, -0.5, -0.5), 3, 3);
    const bool live = option.state & QStyle::State_Enabled;
    QRectF line = row.adjusted(8, 5, -8, 0);
    line.setHeight(18);
    const QString count = format::count(index.data(SuppressionLists::CountRole).toDouble());
    painter->setPen(theme.color("dim"));
    drawFigures(*painter, line, Qt::AlignRight, count);
    QFont strong = option.font;
    strong.setWeight(QFont::DemiBold);
    painter->setFont(strong);
    painter->setPen(theme.color(live ? "text" : "dim"));
    const double room = line.width() - figuresWidth(QFontMetricsF(option.font), count) - 8;
    painter->drawText(line, Qt::AlignLeft | Qt::AlignVCenter | Qt::TextSingleLine,
                      QFontMetricsF(strong).elidedText(index.data().toString(), Qt::ElideMiddle, room));
    painter->setFont(option.font);
    painter->setPen(theme.color("dim"));
    line.translate(0, 19);
    painter->drawText(
        line, Qt::AlignLeft | Qt::AlignVCenter | Qt::TextSingleLine,
        QFontMetricsF(option.font).elidedText(index.data(SuppressionLists::NoteRole).toString(), Qt::ElideRight, line.width()));
    painter->restore();
}

QSize ListsDelegate::sizeHint(const QStyleOptionViewItem&, const QModelIndex&) const { return {160, kHeight}; }

}  // namespace mailrace::gui
