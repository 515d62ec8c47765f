# mailrace_folder(NAME [PCH none|std|asio] [LINK targets…]): the static library of one folder, made from every .cpp in it.
# The library of shared/base is mailrace_base, that of daemon/spool is mailrace_spool. Linking is what gives a folder the
# right to use another one; tests/lint/include_graph.py checks that the includes say the same.
function(mailrace_folder name)
    cmake_parse_arguments(F "" "PCH" "LINK" ${ARGN})
    file(GLOB sources CONFIGURE_DEPENDS ${CMAKE_CURRENT_SOURCE_DIR}/*.cpp ${CMAKE_CURRENT_SOURCE_DIR}/*.h)
    list(FILTER sources EXCLUDE REGEX "/main\\.cpp$")
    set(has_code ${sources})
    list(FILTER has_code INCLUDE REGEX "\\.cpp$")
    if(NOT has_code)
        add_library(mailrace_${name} INTERFACE)
        target_link_libraries(mailrace_${name} INTERFACE mailrace_options ${F_LINK})
        return()
    endif()
    add_library(mailrace_${name} STATIC ${sources})
    target_link_libraries(mailrace_${name} PUBLIC mailrace_options ${F_LINK})
    mailrace_pch(mailrace_${name} ${F_PCH})
endfunction()

# Two precompiled headers serve the whole tree: "std" (the standard library) and "asio" (that and Boost.Asio).
function(mailrace_pch target)
    if(ARGC LESS 2 OR ARGV1 STREQUAL "std")
        target_precompile_headers(${target} REUSE_FROM mailrace_pch_std)
    elseif(ARGV1 STREQUAL "asio")
        target_precompile_headers(${target} REUSE_FROM mailrace_pch_asio)
    endif()
endfunction()

# mailrace_program(TARGET NAME [PCH …] [LINK …]): main.cpp of the current folder as the program NAME.
function(mailrace_program name)
    cmake_parse_arguments(F "" "PCH" "LINK" ${ARGN})
    add_executable(${name} ${CMAKE_CURRENT_SOURCE_DIR}/main.cpp)
    target_link_libraries(${name} PRIVATE mailrace_options ${F_LINK})
    mailrace_pch(${name} ${F_PCH})
endfunction()
