#include "daemon/app/sent_history.h"

#include "shared/filter/fields.h"

namespace mailrace::app {

using filter::EventField;
using filter::Node;
using filter::Test;
using namespace std::chrono_literals;

namespace {

Node field_is(EventField field, std::vector<Test> tests) {
    Node node;
    node.kind = Node::Kind::any_of;
    node.field = filter::id_of(field);
    node.tests = std::move(tests);
    return node;
}

Test equals(std::string_view text) {
    Test test;
    test.text = text;
    return test;
}

Test number(std::int64_t value) {
    Test test;
    test.kind = Test::Kind::range;
    test.low = test.high = value;
    return test;
}

Test type(events::EventType value) { return number(static_cast<std::int64_t>(value)); }

}  // namespace

std::vector<events::Event> SentHistory::find(Node condition, bool failures_too, std::size_t limit, std::chrono::milliseconds budget) const {
    using events::EventType;
    std::vector<Test> types = {type(EventType::receipt), type(EventType::delivery)};
    if (failures_too) {
        types.push_back(type(EventType::bounce));
        types.push_back(type(EventType::deferral));
    }
    Node both;
    both.kind = Node::Kind::and_;
    both.children.push_back(std::move(condition));
    both.children.push_back(field_is(EventField::type, std::move(types)));
    const filter::Filter wanted(filter::event_fields(), std::move(both), {});
    return reader_.page(wanted, {}, {}, limit, {.budget = budget}).events;
}

std::vector<events::Event> SentHistory::of_message(MessageId id) const {
    return find(field_is(EventField::message, {number(static_cast<std::int64_t>(id.value))}), true, 1000, 2000ms);
}

std::vector<events::Event> SentHistory::to_recipient(std::string_view address) const {
    return find(field_is(EventField::recipient, {equals(address)}), false, 100, 2000ms);
}

std::vector<events::Event> SentHistory::with_message_id(std::string_view field) const {
    return find(field_is(EventField::message_id, {equals(field)}), false, 200, 3000ms);
}

}  // namespace mailrace::app
