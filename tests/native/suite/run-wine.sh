#!/usr/bin/env bash
# The suite for Windows, under wine: run-wine.sh BUILD_FOLDER ONNXRUNTIME_DLL OUT_PREFIX
# Writes OUT_PREFIX.{cpu,loading,rtx,per_thread,exception_list,telemetry}.log; the last line of each is
# `N passed, N failed, N skipped`. Beside them, models.{cpu,rtx}.windows.tsv say what became of each model (tables.sh).
# TRTSHARP_TEST_SHARED and TRTSHARP_TEST_SDK name folders as for the other tests.
set -euo pipefail

root=$(cd "$(dirname "${BASH_SOURCE[0]}")/../../.." && pwd)
[[ $# == 3 ]] || { echo "usage: $0 BUILD_FOLDER ONNXRUNTIME_DLL OUT_PREFIX" >&2; exit 2; }
build=$(realpath "$1")
suite=$build/suite.exe
onnxruntime=$(realpath "$2")
out=$3
source "$root/tests/native/suite/counts.sh"

source "$root/tests/native/wine/environment.sh"

wine_start

export TRTSHARP_ONNXRUNTIME="$onnxruntime" TRTSHARP_TEST_ASSETS="$root/tests/Assets"
export_windows_folders
# The library has to switch ONNX Runtime's telemetry off by itself.
unset ORT_DISABLE_TELEMETRY

# Every file of the prefix's drive; the registry lies beside it.
files() { (cd "$WINEPREFIX/drive_c" && find . -type f -printf '%p %s %T@\n' | sort); }

# part NAME [COMMAND...]: one part of the suite, run by COMMAND
part() {
    local name=$1 status=0
    shift
    timeout 900 "$@" wine "$suite" "$name" >"$work/out" 2>"$work/err" || status=$?
    wine_wait
    cat "$work/err" "$work/out" | tr -d '\r' # in this order: foreign libraries write to stderr at their end
    return $status
}

# program NAME: another test program, on a heap that fills what is freed; wine's does so for who can read its warnings
program() {
    local status=0
    WINEDEBUG=warn+heap timeout 300 wine "$build/$1.exe" >"$work/out" 2>"$work/err" || status=$?
    wine_wait
    tr -d '\r' <"$work/out"
    return $status
}

# Nothing may be left in the prefix, and no socket be connected but those to the wineserver.
telemetry() {
    local failed=0
    if ! diff "$work/before" "$work/after" >"$work/diff"; then
        echo "the CPU part left or changed files:"
        cat "$work/diff"
        failed=1
    fi
    if ! strace -o /dev/null true 2>/dev/null; then
        echo "connections are not looked for: strace cannot be used here"
        return $failed
    fi
    part cpu strace -f -qq -e trace=connect,sendto,sendmsg -e signal=none -o "$work/calls" >"$work/traced" || failed=1
    tail -n 1 "$work/traced"
    if ! grep -q AF_UNIX "$work/calls"; then
        echo "the trace holds no call at all, not even those to the wineserver"
        failed=1
    elif grep AF_INET "$work/calls"; then
        echo "the CPU part reached for the network"
        failed=1
    fi
    return $failed
}

# The file of a part's table.
table() { windows_path "$(realpath -m "$(dirname "$out")")/models.$1.windows.tsv"; }

files >"$work/before"
result=0
TRTSHARP_SUITE_TABLE=$(table cpu) counted "$out.cpu.log" part cpu || result=1
files >"$work/after"
counted "$out.loading.log" part loading || result=1
TRTSHARP_SUITE_TABLE=$(table rtx) counted "$out.rtx.log" part rtx || result=1
counted "$out.per_thread.log" program per_thread_tests || result=1
counted "$out.exception_list.log" program exception_list_tests || result=1
check "$out.telemetry.log" telemetry || result=1
exit $result
