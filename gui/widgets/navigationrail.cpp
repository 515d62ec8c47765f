#include "gui/widgets/navigationrail.h"

#include <QButtonGroup>
#include <QToolButton>
#include <QVBoxLayout>

#include "gui/widgets/icons.h"
#include "gui/widgets/theme.h"

namespace mailrace::gui {

namespace {
constexpr int kWidth = 92;
constexpr int kIcon = 22;
constexpr int kRoom = 22;  // beside the word
}  // namespace

NavigationRail::NavigationRail(QWidget* parent)
    : QFrame(parent), m_group(new QButtonGroup(this)), m_layout(new QVBoxLayout(this)) {
    setObjectName(QStringLiteral("rail"));
    setAccessibleName(tr("Views"));
    setFixedWidth(kWidth);
    m_layout->setContentsMargins(0, 8, 0, 8);
    m_layout->setSpacing(0);
    m_layout->addStretch(1);
    m_group->setExclusive(true);
    connect(m_group, &QButtonGroup::idClicked, this, &NavigationRail::chosen);
    connect(&Theme::instance(), &Theme::changed, this, &NavigationRail::tint);
}

void NavigationRail::add(const QString& icon, const QString& word, const QString& tip) {
    auto* button = new QToolButton(this);
    button->setObjectName(QStringLiteral("railButton"));
    button->setProperty("drawing", icon);
    button->setText(word);
    button->setToolTip(tip);
    button->setAccessibleName(word);
    button->setCheckable(true);
    button->setToolButtonStyle(Qt::ToolButtonTextUnderIcon);
    button->setIconSize({kIcon, kIcon});
    button->setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    button->setFixedHeight(62);
    m_layout->insertWidget(m_layout->count() - 1, button);
    m_group->addButton(button, int(m_buttons.size()));
    setFixedWidth(std::max(minimumWidth(), button->fontMetrics().horizontalAdvance(word) + kRoom));
    m_buttons.append(button);
    tint();
}

void NavigationRail::setCurrent(int index) {
    if (auto* button = m_group->button(index)) button->setChecked(true);
}

void NavigationRail::tint() {
    const Theme& theme = Theme::instance();
    for (QToolButton* button : std::as_const(m_buttons)) {
        const QString drawing = button->property("drawing").toString();
        QIcon icon;
        icon.addPixmap(iconPixmap(drawing, theme.color("dim"), kIcon, devicePixelRatioF()), QIcon::Normal, QIcon::Off);
        icon.addPixmap(iconPixmap(drawing, theme.color("accent"), kIcon, devicePixelRatioF()), QIcon::Normal, QIcon::On);
        button->setIcon(icon);
    }
}

}  // namespace mailrace::gui
