#include "gui/views/events/facetpanel.h"

#include <QKeyEvent>
#include <QMouseEvent>
#include <QPainter>

#include "gui/models/facetmodel.h"
#include "gui/models/format.h"
#include "gui/widgets/figures.h"
#include "gui/widgets/theme.h"

namespace mailrace::gui {

namespace {
constexpr int kValueHeight = 23;
constexpr int kHeadingHeight = 28;
constexpr int kBar = 3;
}  // namespace

FacetPanel::FacetPanel(QWidget* parent) : QListView(parent) {
    setAccessibleName(tr("Most frequent values"));
    setItemDelegate(new FacetDelegate(this));
    setFrameShape(QFrame::NoFrame);
    setSelectionMode(QAbstractItemView::NoSelection);
    setMouseTracking(true);
    setVerticalScrollMode(QAbstractItemView::ScrollPerPixel);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
}

void FacetPanel::choose(const QModelIndex& index, bool exclude) {
    if (!index.isValid() || index.data(FacetModel::HeadingRole).toBool()) return;
    const QString field = index.data(FacetModel::FieldNameRole).toString();
    const QString value = index.data(FacetModel::ValueRole).toString();
    if (exclude)
        emit excluded(field, value);
    else
        emit included(field, value);
}

void FacetPanel::mouseReleaseEvent(QMouseEvent* event) {
    QListView::mouseReleaseEvent(event);
    const bool exclude = event->button() == Qt::RightButton || (event->modifiers() & Qt::ControlModifier);
    choose(indexAt(event->pos()), exclude);
}

void FacetPanel::keyPressEvent(QKeyEvent* event) {
    if (event->key() == Qt::Key_Return || event->key() == Qt::Key_Space)
        choose(currentIndex(), event->modifiers() & Qt::ControlModifier);
    else
        QListView::keyPressEvent(event);
}

void FacetDelegate::paint(QPainter* painter, const QStyleOptionViewItem& option, const QModelIndex& index) const {
    const Theme& theme = Theme::instance();
    painter->save();
    if (index.data(FacetModel::HeadingRole).toBool()) {
        QFont font = option.font;
        font.setWeight(QFont::DemiBold);
        painter->setFont(font);
        painter->setPen(theme.color("text"));
        painter->drawText(QRectF(option.rect).adjusted(10, 8, -8, 0), Qt::AlignLeft | Qt::AlignVCenter, index.data().toString());
        painter->restore();
        return;
    }
    const auto state = filtertext::TermState(index.data(FacetModel::StateRole).toInt());
    const QRectF row = QRectF(option.rect).adjusted(6, 0, -6, 0);
    painter->setRenderHint(QPainter::Antialiasing);
    painter->setPen(Qt::NoPen);
    if (state == filtertext::TermState::Included)
        painter->setBrush(theme.color("selection"));
    else if (option.state & QStyle::State_MouseOver)
        painter->setBrush(theme.color("hover"));
    else
        painter->setBrush(Qt::NoBrush);
    painter->drawRoundedRect(row, 3, 3);
    const QString count = format::count(index.data(FacetModel::CountRole).toDouble());
    painter->setPen(theme.color("dim"));
    drawFigures(*painter, row.adjusted(4, 0, -4, -kBar - 1), Qt::AlignRight, count);
    const double room = row.width() - 16 - figuresWidth(QFontMetricsF(option.font), count);
    QFont font = option.font;
    font.setStrikeOut(state == filtertext::TermState::Excluded);
    painter->setFont(font);
    painter->setPen(theme.color(state == filtertext::TermState::Excluded ? "dim" : "text"));
    painter->drawText(row.adjusted(4, 0, 0, -kBar - 1), Qt::AlignLeft | Qt::AlignVCenter | Qt::TextSingleLine,
                      QFontMetricsF(font).elidedText(index.data().toString(), Qt::ElideMiddle, room));
    painter->setRenderHint(QPainter::Antialiasing, false);
    const QRectF bar(row.left() + 4, row.bottom() - kBar, row.width() - 8, kBar - 1);
    painter->fillRect(bar, theme.color("line"));
    const bool live = option.state & QStyle::State_Enabled;
    painter->fillRect(
        QRectF(bar.topLeft(), QSizeF(std::max(2.0, bar.width() * index.data(FacetModel::ShareRole).toDouble()), bar.height())),
        theme.color(live ? "accent" : "dim"));
    painter->restore();
}

QSize FacetDelegate::sizeHint(const QStyleOptionViewItem&, const QModelIndex& index) const {
    return {120, index.data(FacetModel::HeadingRole).toBool() ? kHeadingHeight : kValueHeight};
}

}  // namespace mailrace::gui
