#include "gui/widgets/view.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QVBoxLayout>

#include "gui/models/format.h"

namespace mailrace::gui {

View::View(const QString& id, const QString& title, QWidget* parent)
    : QWidget(parent), m_id(id), m_title(title), m_staleLabel(new QLabel), m_head(new QHBoxLayout), m_body(new QVBoxLayout) {
    setAccessibleName(title);
    auto* label = new QLabel(title);
    label->setObjectName(QStringLiteral("viewTitle"));
    m_staleLabel->setObjectName(QStringLiteral("problem"));
    m_staleLabel->hide();
    m_head->setSpacing(10);
    m_head->addWidget(label);
    m_head->addWidget(m_staleLabel);
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(12, 10, 12, 12);
    layout->setSpacing(10);
    layout->addLayout(m_head);
    m_body->setSpacing(10);
    layout->addLayout(m_body, 1);
}

void View::setStale(bool stale, qint64 sinceMs) {
    if (stale == m_stale) return;
    m_stale = stale;
    m_staleLabel->setText(sinceMs > 0 ? tr("as of %1").arg(format::clock(sinceMs)) : tr("no data yet"));
    m_staleLabel->setToolTip(sinceMs > 0 ? tr("The daemon has not answered since. Last update: %1").arg(format::exact(sinceMs))
                                         : QString());
    m_staleLabel->setVisible(stale);
    showStale(stale);
}

void View::addToHead(QWidget* widget, int stretch) { m_head->addWidget(widget, stretch); }
void View::addHeadStretch() { m_head->addStretch(1); }

}  // namespace mailrace::gui
