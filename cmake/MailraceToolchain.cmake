# Language level, warnings, sanitizers, compiler cache, linker and output folders: everything that holds for all targets.
set(CMAKE_CXX_STANDARD 20)
set(CMAKE_CXX_STANDARD_REQUIRED ON)
set(CMAKE_CXX_EXTENSIONS OFF)
set(CMAKE_CXX_FLAGS_RELEASE "-O2 -DNDEBUG")
set(CMAKE_EXPORT_COMPILE_COMMANDS ON)
set(CMAKE_RUNTIME_OUTPUT_DIRECTORY ${CMAKE_BINARY_DIR}/bin)

if(NOT CMAKE_BUILD_TYPE AND NOT CMAKE_CONFIGURATION_TYPES)
    set(CMAKE_BUILD_TYPE Release CACHE STRING "Build type" FORCE)
endif()

find_program(MAILRACE_CCACHE ccache)
if(MAILRACE_CCACHE AND NOT CMAKE_CXX_COMPILER_LAUNCHER)
    # The sloppiness values are those that ccache's manual asks for with precompiled headers.
    set(CMAKE_CXX_COMPILER_LAUNCHER ${CMAKE_COMMAND} -E env
        CCACHE_SLOPPINESS=pch_defines,time_macros,include_file_mtime,include_file_ctime
        CCACHE_BASEDIR=${CMAKE_SOURCE_DIR} CCACHE_NOHASHDIR=1 ${MAILRACE_CCACHE})
endif()

add_library(mailrace_options INTERFACE)
target_compile_options(mailrace_options INTERFACE
    -Wall -Wextra -Wpedantic -Werror -Wshadow=local -Wnon-virtual-dtor -Woverloaded-virtual -Wimplicit-fallthrough
    -Wswitch -Wno-missing-field-initializers -pthread)
target_link_options(mailrace_options INTERFACE -pthread)
if(CMAKE_CXX_COMPILER_ID STREQUAL "GNU")
    # GCC 12 reports these inside the standard library and inside coroutine frames where nothing is wrong.
    target_compile_options(mailrace_options INTERFACE -Wno-maybe-uninitialized -Wno-restrict -Wno-stringop-overflow
        -Wno-stringop-overread -Wno-array-bounds -Wno-dangling-pointer -Wno-mismatched-new-delete -fpch-preprocess)
elseif(CMAKE_CXX_COMPILER_ID MATCHES "Clang")
    # Clang knows no -Wshadow=local, and libstdc++ 12 uses in its algorithms what it has itself deprecated.
    target_compile_options(mailrace_options INTERFACE -Wno-unknown-warning-option -Wno-deprecated-declarations)
endif()
target_include_directories(mailrace_options INTERFACE ${CMAKE_SOURCE_DIR})

if(MAILRACE_SANITIZE)
    add_compile_options(-fsanitize=${MAILRACE_SANITIZE} -fno-omit-frame-pointer -fno-sanitize-recover=all)
    add_link_options(-fsanitize=${MAILRACE_SANITIZE})
endif()
if(MAILRACE_SANITIZE MATCHES "thread")
    # The thread sanitizer cannot see fences (and GCC refuses to compile them). Asio's are not needed beside the mutex of its scheduler, through which
    # every handler comes that another thread posts.
    add_compile_definitions(BOOST_ASIO_DISABLE_FENCED_BLOCK)
endif()

find_program(MAILRACE_MOLD mold)
if(MAILRACE_MOLD AND NOT WIN32)
    add_link_options(-fuse-ld=mold)
endif()
