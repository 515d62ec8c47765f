#include "shared/config/reference.h"

#include "helpers.h"
#include "shared/config/sample.h"

namespace mailrace::config {
namespace {

using ::testing::HasSubstr;

std::size_t times(const std::string& text, const std::string& part) {
    std::size_t n = 0;
    for (std::size_t at = text.find(part); at != std::string::npos; at = text.find(part, at + 1)) ++n;
    return n;
}

TEST(Reference, HasEveryDirectiveOnceInEachSectionWhereItMayStand) {
    const std::string page = reference_markdown();
    std::map<std::string_view, std::size_t> places;
    for (const Directive* d : all_directives())
        for (std::size_t s = 0; s < scope_count; ++s) places[d->name] += (d->scopes >> s) & 1u;
    for (const auto& [name, count] : places) EXPECT_EQ(times(page, "### `" + std::string(name) + "`\n"), count) << name;
    for (const Tag& tag : all_tags()) EXPECT_THAT(page, HasSubstr("## `<" + std::string(tag.name) + ">`\n"));
}

TEST(Reference, ANameIsExplainedWithAllThatTheSchemaKnows) {
    const std::string text = directive_markdown("Bounce-After");
    for (const char* part :
         {"## `bounce-after`", "Value: a time", "Default: `4d12h`", "Stands in: <domain>", "Mailrace: honoured"})
        EXPECT_THAT(text, HasSubstr(part));
    EXPECT_EQ(times(directive_markdown("max-smtp-out"), "## `max-smtp-out`"), 3u);
    EXPECT_THAT(directive_markdown("domain"), HasSubstr("## `<domain>`"));
    EXPECT_THAT(directive_markdown("<domain>"), ::testing::Not(HasSubstr("## `domain`")));
    EXPECT_EQ(directive_markdown("no-such-thing"), "");
    EXPECT_EQ(directive_markdown(""), "");
    EXPECT_EQ(directive_markdown("<"), "");
}

TEST(NearestName, LooksAtEverySection) {
    EXPECT_EQ(nearest_name("max-smtp-uot"), "max-smtp-out");
    EXPECT_EQ(nearest_name("virtual-mta-pol"), "virtual-mta-pool");
    EXPECT_EQ(nearest_name("completely different"), "");
}

}  // namespace
}  // namespace mailrace::config
