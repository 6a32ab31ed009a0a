include("${CMAKE_CURRENT_LIST_DIR}/DeclaredFunctions.cmake")

# Hidden by default, exported by a version script (on Windows by a .def file, without which mingw exports everything),
# and compared with what the headers declare after each link.
function(trts_limit_exports target map)
    set(headers "${CMAKE_CURRENT_SOURCE_DIR}/include/trtsharp")
    if(WIN32)
        trts_declared_functions("${headers}" declared)
        # Configured again where a header changes: its functions are in the .def file.
        file(GLOB header_files CONFIGURE_DEPENDS "${headers}/*.h")
        set_property(DIRECTORY APPEND PROPERTY CMAKE_CONFIGURE_DEPENDS ${header_files})
        list(JOIN declared "\n    " lines)
        set(definition "${CMAKE_CURRENT_BINARY_DIR}/${target}.def")
        file(CONFIGURE OUTPUT "${definition}" CONTENT "EXPORTS\n    ${lines}\n")
        target_sources(${target} PRIVATE "${definition}")
        set(tool -DOBJDUMP=${CMAKE_OBJDUMP})
    else()
        target_link_options(${target} PRIVATE "-Wl,--version-script=${map}")
        set_property(TARGET ${target} APPEND PROPERTY LINK_DEPENDS "${map}")
        set(tool -DNM=${CMAKE_NM})
    endif()
    add_custom_command(TARGET ${target} POST_BUILD
        COMMAND ${CMAKE_COMMAND}
            -DLIBRARY=$<TARGET_FILE:${target}>
            -DHEADERS=${headers}
            ${tool}
            -P ${CMAKE_CURRENT_FUNCTION_LIST_DIR}/CheckExports.cmake
        VERBATIM)
endfunction()
