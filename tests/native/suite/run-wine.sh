#!/usr/bin/env bash
# The suite for Windows, under wine: run-wine.sh BUILD_FOLDER ONNXRUNTIME_DLL OUT_PREFIX
# Writes OUT_PREFIX.{cpu,rtx,telemetry}.log; the last line of each is `N passed, N failed, N skipped`.
# TRTSHARP_TEST_SHARED and TRTSHARP_TEST_SDK name folders as for the other tests.
set -euo pipefail

root=$(cd "$(dirname "${BASH_SOURCE[0]}")/../../.." && pwd)
[[ $# == 3 ]] || { echo "usage: $0 BUILD_FOLDER ONNXRUNTIME_DLL OUT_PREFIX" >&2; exit 2; }
suite=$(realpath "$1/suite.exe")
onnxruntime=$(realpath "$2")
out=$3
source "$root/tests/native/suite/counts.sh"

work=$(mktemp -d)
export WINEPREFIX="$work/prefix" WINEDEBUG=-all WINEDLLOVERRIDES="mscoree=;mshtml="
unset DISPLAY WAYLAND_DISPLAY
export LC_ALL=C.UTF-8 # wine writes file names in the locale's encoding
cleanup() {
    wineserver -k || true # of this prefix alone
    rm -rf "$work"
}
trap cleanup EXIT

# A fresh prefix has / as drive Z.
windows_path() { local path=$1; echo "Z:${path//\//\\}"; }

export TRTSHARP_ONNXRUNTIME TRTSHARP_TEST_ASSETS
TRTSHARP_ONNXRUNTIME=$(windows_path "$onnxruntime")
TRTSHARP_TEST_ASSETS=$(windows_path "$root/tests/Assets")
for folder in TRTSHARP_TEST_SHARED TRTSHARP_TEST_SDK; do
    if [[ -n ${!folder:-} ]]; then export "$folder=$(windows_path "${!folder}")"; fi
done
# The library has to switch ONNX Runtime's telemetry off by itself.
unset ORT_DISABLE_TELEMETRY

# Until the last process of the prefix has ended.
wait_for_wine() { timeout 60 wineserver -w || wineserver -k || true; }

# Every file of the prefix's drive; the registry lies beside it.
files() { (cd "$WINEPREFIX/drive_c" && find . -type f -printf '%p %s %T@\n' | sort); }

# part NAME [COMMAND...]: one part of the suite, run by COMMAND
part() {
    local name=$1 status=0
    shift
    timeout 300 "$@" wine "$suite" "$name" >"$work/out" 2>"$work/err" || status=$?
    wait_for_wine
    cat "$work/err" "$work/out" | tr -d '\r' # in this order: foreign libraries write to stderr at their end
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

# Where this fails, so will the suite, which tells it.
wine wineboot -i >/dev/null 2>&1 || true
wine reg add 'HKCU\Software\Wine' /v Version /d win10 /f >/dev/null 2>&1 || true
wait_for_wine

files >"$work/before"
result=0
counted "$out.cpu.log" part cpu || result=1
files >"$work/after"
counted "$out.rtx.log" part rtx || result=1
check "$out.telemetry.log" telemetry || result=1
exit $result
