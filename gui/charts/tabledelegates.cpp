#include "gui/charts/tabledelegates.h"

#include <QPainter>
#include <array>

#include "gui/charts/sparkline.h"
#include "gui/models/tone.h"
#include "gui/widgets/theme.h"

namespace mailrace::gui {

void SparklineDelegate::paint(QPainter* painter, const QStyleOptionViewItem& option, const QModelIndex& index) const {
    paintGround(painter, option);
    const auto tone = index.data(ToneRole);
    const QColor color = Theme::instance().color(tone.isValid() && !isStale() ? tone.value<Tone>() : Tone::Dim);
    paintSparkline(*painter, QRectF(option.rect).adjusted(8, 5, -8, -5), index.data(SeriesRole).value<QList<double>>(), color);
}

QSize SparklineDelegate::sizeHint(const QStyleOptionViewItem&, const QModelIndex&) const { return {104, 27}; }

void SharesDelegate::paint(QPainter* painter, const QStyleOptionViewItem& option, const QModelIndex& index) const {
    paintGround(painter, option);
    static constexpr std::array kTones{Tone::Good, Tone::Slow, Tone::Bad};
    const auto shares = index.data(SharesRole).value<QList<double>>();
    double sum = 0;
    for (const double share : shares) sum += share;
    if (sum <= 0) return;
    const QRectF bar(option.rect.left() + 8, option.rect.center().y() - 4, option.rect.width() - 16, 10);
    double x = bar.left();
    for (qsizetype i = 0; i < shares.size() && i < qsizetype(kTones.size()); ++i) {
        if (shares.at(i) <= 0) continue;
        const double width = std::max(1.5, bar.width() * shares.at(i) / sum);
        const double right = std::min(bar.right(), x + width);
        painter->fillRect(QRectF(x, bar.top(), right - x, bar.height()),
                          Theme::instance().color(isStale() ? Tone::Dim : kTones[size_t(i)]));
        x = right;
    }
}

QSize SharesDelegate::sizeHint(const QStyleOptionViewItem&, const QModelIndex&) const { return {160, 27}; }

}  // namespace mailrace::gui
