# Hidden by default, exported by a version script, and compared with what the headers declare after each link.
function(trts_limit_exports target map)
    target_link_options(${target} PRIVATE "-Wl,--version-script=${map}")
    set_property(TARGET ${target} APPEND PROPERTY LINK_DEPENDS "${map}")
    add_custom_command(TARGET ${target} POST_BUILD
        COMMAND ${CMAKE_COMMAND}
            -DLIBRARY=$<TARGET_FILE:${target}>
            -DHEADERS=${CMAKE_CURRENT_SOURCE_DIR}/include/trtsharp
            -DNM=${CMAKE_NM}
            -P ${CMAKE_CURRENT_FUNCTION_LIST_DIR}/CheckExports.cmake
        VERBATIM)
endfunction()
