# Fails the build where an object of native/tensorrt needs a symbol outside this list: it is to be freestanding.
set(allowed
    "trts_support_[a-z_]+"                               # core/tensorrt_support.h
    "\\?fill_[a-z0-9_]+@(trt10|trt11|rtx1)@tensorrt@trts@@.*" # parts of one family's table
    "mem(cpy|move|set|cmp)|strlen"                       # what a compiler may call for plain code
    "_fltused|_purecall|\\?\\?3@YAXPEAX(_K)?@Z"          # native/tensorrt/msvc/runtime.cpp
    "__C_specific_handler")                              # __try, from msvcrt
list(JOIN allowed "|" allowed)

execute_process(COMMAND ${NM} --undefined-only --format=posix ${OBJECT} OUTPUT_VARIABLE listing COMMAND_ERROR_IS_FATAL ANY)
string(REGEX MATCHALL "(^|\n)[^ \n]+" symbols "${listing}")
list(TRANSFORM symbols STRIP)
set(refused)
foreach(symbol IN LISTS symbols)
    if(NOT symbol MATCHES "^(${allowed})$")
        list(APPEND refused ${symbol})
    endif()
endforeach()
if(refused)
    file(REMOVE ${OBJECT})
    message(FATAL_ERROR "${OBJECT} needs ${refused}: native/tensorrt is freestanding (see its README)")
endif()
