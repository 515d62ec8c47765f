#include "gui/widgets/commandpalette.h"

#include <QAction>
#include <QKeyEvent>
#include <QLineEdit>
#include <QListWidget>
#include <QVBoxLayout>

#include "gui/client/connection.h"
#include "gui/client/table.h"
#include "gui/widgets/actionregistry.h"

namespace mailrace::gui {

namespace {
constexpr int kWidth = 560;
constexpr int kHeight = 360;
constexpr int kQueues = 20;
constexpr int kQueueRole = Qt::UserRole + 1;
}  // namespace

CommandPalette::CommandPalette(ActionRegistry* actions, Connection* connection, QWidget* parent)
    : QFrame(parent), m_actions(actions), m_connection(connection), m_edit(new QLineEdit), m_list(new QListWidget) {
    setObjectName(QStringLiteral("palette"));
    m_edit->setPlaceholderText(tr("Type an action or the name of a queue"));
    m_edit->setAccessibleName(tr("Go to anything"));
    m_list->setAccessibleName(tr("Actions and queues"));
    m_list->setFocusPolicy(Qt::NoFocus);
    m_list->setFrameShape(QFrame::NoFrame);
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(10, 10, 10, 10);
    layout->addWidget(m_edit);
    layout->addWidget(m_list, 1);
    m_edit->installEventFilter(this);
    m_ask.setSingleShot(true);
    m_ask.setInterval(150);
    connect(&m_ask, &QTimer::timeout, this, &CommandPalette::askQueues);
    connect(m_edit, &QLineEdit::textChanged, this, [this] {
        fill();
        m_ask.start();
    });
    connect(m_list, &QListWidget::itemClicked, this, &CommandPalette::run);
    hide();
}

void CommandPalette::open() {
    const QRect area = parentWidget()->rect();
    setGeometry((area.width() - kWidth) / 2, 60, std::min(kWidth, area.width()), std::min(kHeight, area.height() - 80));
    m_queues.clear();
    m_edit->clear();
    fill();
    m_ask.start();
    raise();
    show();
    m_edit->setFocus();
}

void CommandPalette::fill() {
    m_list->clear();
    const QString wanted = m_edit->text().trimmed();
    for (QAction* action : m_actions->all()) {
        const QString name = QString(action->text()).remove(QLatin1Char('&'));
        if (!action->isEnabled() || !name.contains(wanted, Qt::CaseInsensitive)) continue;
        const QString keys = action->shortcut().toString(QKeySequence::NativeText);
        auto* item = new QListWidgetItem(keys.isEmpty() ? name : QStringLiteral("%1    %2").arg(name, keys), m_list);
        item->setData(Qt::UserRole, action->objectName());
        item->setToolTip(action->statusTip());
    }
    for (const QString& queue : std::as_const(m_queues)) {
        if (!queue.contains(wanted, Qt::CaseInsensitive)) continue;
        auto* item = new QListWidgetItem(tr("queue  %1").arg(queue), m_list);
        item->setData(kQueueRole, queue);
    }
    m_list->setCurrentRow(0);
}

void CommandPalette::askQueues() {
    if (!m_connection->isReady() || !isVisible()) return;
    m_asked = m_edit->text().trimmed();
    const QJsonObject params{{QStringLiteral("group"), QStringLiteral("queue")},
                             {QStringLiteral("filter"), m_asked},
                             {QStringLiteral("sort"), QStringLiteral("recipients")},
                             {QStringLiteral("descending"), true},
                             {QStringLiteral("offset"), 0},
                             {QStringLiteral("limit"), kQueues}};
    m_connection->call(this, QStringLiteral("queues.list"), params, [this, asked = m_asked](const RpcResult& result) {
        if (!result.ok || asked != m_asked) return;
        const Table table(result.value);
        m_queues.clear();
        for (qsizetype i = 0; i < table.size(); ++i) m_queues.append(table.at(i, QStringLiteral("name")).toString());
        fill();
    });
}

void CommandPalette::run() {
    const auto* item = m_list->currentItem();
    if (!item) return;
    const QString queue = item->data(kQueueRole).toString();
    const QString id = item->data(Qt::UserRole).toString();
    hide();
    if (!queue.isEmpty())
        emit queueChosen(queue);
    else if (QAction* action = m_actions->find(id))
        action->trigger();
}

bool CommandPalette::eventFilter(QObject* watched, QEvent* event) {
    if (watched == m_edit && event->type() == QEvent::KeyPress) {
        auto* key = static_cast<QKeyEvent*>(event);
        const int row = m_list->currentRow();
        switch (key->key()) {
            case Qt::Key_Escape: hide(); return true;
            case Qt::Key_Return:
            case Qt::Key_Enter: run(); return true;
            case Qt::Key_Down: m_list->setCurrentRow(std::min(row + 1, m_list->count() - 1)); return true;
            case Qt::Key_Up: m_list->setCurrentRow(std::max(row - 1, 0)); return true;
            default: break;
        }
    }
    if (watched == m_edit && event->type() == QEvent::FocusOut) hide();
    return QFrame::eventFilter(watched, event);
}

}  // namespace mailrace::gui
