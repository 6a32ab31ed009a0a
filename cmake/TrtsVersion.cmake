# The version stands once, in build/Version.props.
function(trts_read_version props_file out_version)
    file(READ "${props_file}" text)
    if(NOT text MATCHES "<VersionPrefix>([0-9]+\\.[0-9]+\\.[0-9]+)</VersionPrefix>")
        message(FATAL_ERROR "${props_file} holds no <VersionPrefix>N.N.N</VersionPrefix>")
    endif()
    set(${out_version} "${CMAKE_MATCH_1}" PARENT_SCOPE)
    set_property(DIRECTORY APPEND PROPERTY CMAKE_CONFIGURE_DEPENDS "${props_file}")
endfunction()
