#include "shared/config/check.h"

#include "helpers.h"

namespace mailrace::config {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;

TEST(CheckDocuments, TakesTheTextsGivenAndTheRestFromBeneath) {
    MemoryFileReader disk;
    disk.put("/etc/m/main.conf", "this is old\n");
    disk.put("/etc/m/vmta/a.conf", "this is old too\n");
    disk.put("/etc/m/vmta/b.conf", "<virtual-mta b>\n</virtual-mta>\n");
    const LoadResult result = check_documents({{"/etc/m/main.conf", "include vmta/*.conf\n"},
                                               {"/etc/m/vmta/a.conf", "<virtual-mta a>\n</virtual-mta>\n"},
                                               {"/etc/m/vmta/c.conf", "<virtual-mta c>\n</virtual-mta>\n"}},
                                              &disk);
    ASSERT_TRUE(result.config) << texts(result.diagnostics);
    for (const char* name : {"a", "b", "c"}) EXPECT_TRUE(result.config->virtual_mta(name)) << name;
    std::vector<std::string> paths;
    for (const Document& d : result.documents) paths.push_back(d.path);
    EXPECT_THAT(paths, ElementsAre("/etc/m/main.conf", "/etc/m/vmta/a.conf", "/etc/m/vmta/b.conf", "/etc/m/vmta/c.conf"));
}

TEST(CheckDocuments, WithoutADiskOnlyWhatIsGivenExists) {
    const LoadResult result = check_documents({{"/main", "include /etc/passwd\n"}});
    EXPECT_FALSE(result.config);
    EXPECT_THAT(texts(result.diagnostics), HasSubstr("/main:1:9: error: there is no file /etc/passwd"));
    EXPECT_FALSE(check_documents({}).config);
}

TEST(Wildcards, AreForTheLastPartAndSkipHiddenFiles) {
    MemoryFileReader files;
    for (const char* path : {"/c/a.conf", "/c/b.conf", "/c/.#b.conf", "/c/sub/d.conf", "/c/a.conf~"}) files.put(path, "");
    EXPECT_THAT(files.expand("/c/*.conf"), ElementsAre("/c/a.conf", "/c/b.conf"));
    EXPECT_THAT(files.expand("/c/?.conf"), ElementsAre("/c/a.conf", "/c/b.conf"));
    EXPECT_THAT(files.expand("/c/.*"), ElementsAre("/c/.#b.conf"));
    EXPECT_THAT(files.expand("/x/*.conf"), ElementsAre());
    EXPECT_THAT(files.expand("/x/none.conf"), ElementsAre("/x/none.conf"));
}

}  // namespace
}  // namespace mailrace::config
