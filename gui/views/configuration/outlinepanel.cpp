#include "gui/views/configuration/outlinepanel.h"

#include <QHeaderView>
#include <QKeyEvent>
#include <QLineEdit>
#include <QSortFilterProxyModel>
#include <QTreeView>
#include <QVBoxLayout>

#include "gui/models/outlinemodel.h"

namespace mailrace::gui {

OutlinePanel::OutlinePanel(QWidget* parent)
    : QWidget(parent),
      m_model(new OutlineModel(this)),
      m_proxy(new QSortFilterProxyModel(this)),
      m_filter(new QLineEdit),
      m_tree(new QTreeView) {
    m_proxy->setSourceModel(m_model);
    m_proxy->setRecursiveFilteringEnabled(true);
    m_proxy->setFilterCaseSensitivity(Qt::CaseInsensitive);
    m_filter->setPlaceholderText(tr("filter sections"));
    m_filter->setAccessibleName(tr("Filter of sections"));
    m_filter->setClearButtonEnabled(true);
    m_filter->installEventFilter(this);
    m_tree->setModel(m_proxy);
    m_tree->setHeaderHidden(true);
    m_tree->setUniformRowHeights(true);
    m_tree->setIndentation(14);
    m_tree->setFrameShape(QFrame::NoFrame);
    m_tree->setAccessibleName(tr("Sections"));
    m_tree->setTextElideMode(Qt::ElideMiddle);
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(6);
    layout->addWidget(m_filter);
    layout->addWidget(m_tree, 1);
    connect(m_filter, &QLineEdit::textChanged, this, [this](const QString& text) {
        m_proxy->setFilterFixedString(text.trimmed());
        if (!text.trimmed().isEmpty()) m_tree->expandAll();
    });
    connect(m_tree, &QTreeView::clicked, this, &OutlinePanel::choose);
    connect(m_tree, &QTreeView::activated, this, &OutlinePanel::choose);
}

void OutlinePanel::setOutline(const std::vector<config::OutlineItem>& items) { m_model->setOutline(items); }

void OutlinePanel::follow(int line) {
    const QModelIndex index = m_proxy->mapFromSource(m_model->at(line));
    if (index == m_tree->currentIndex()) return;
    m_following = true;
    if (index.isValid()) m_tree->setExpanded(index.parent(), true);
    m_tree->setCurrentIndex(index);
    m_following = false;
}

void OutlinePanel::focusFilter() {
    m_filter->setFocus();
    m_filter->selectAll();
}

void OutlinePanel::choose() {
    const QModelIndex index = m_tree->currentIndex();
    if (index.isValid()) emit lineChosen(index.data(OutlineModel::LineRole).toInt());
}

/// From the filter the arrows go into the tree and Enter to the first that fits.
bool OutlinePanel::eventFilter(QObject* watched, QEvent* event) {
    if (watched != m_filter || event->type() != QEvent::KeyPress) return QWidget::eventFilter(watched, event);
    const int key = static_cast<QKeyEvent*>(event)->key();
    if (key == Qt::Key_Down) {
        m_tree->setFocus();
        if (!m_tree->currentIndex().isValid()) m_tree->setCurrentIndex(m_proxy->index(0, 0));
        return true;
    }
    if (key == Qt::Key_Return || key == Qt::Key_Enter) {
        QModelIndex first = m_proxy->index(0, 0);
        const QString wanted = m_filter->text().trimmed();
        while (first.isValid() && !first.data().toString().contains(wanted, Qt::CaseInsensitive) && m_proxy->rowCount(first) > 0)
            first = m_proxy->index(0, 0, first);
        m_tree->setCurrentIndex(first);
        choose();
        return true;
    }
    if (key == Qt::Key_Escape && !m_filter->text().isEmpty()) {
        m_filter->clear();
        return true;
    }
    return QWidget::eventFilter(watched, event);
}

}  // namespace mailrace::gui
