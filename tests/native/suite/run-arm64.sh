#!/usr/bin/env bash
# The suite for Linux on arm64, under qemu-user: run-arm64.sh BUILD_FOLDER LIBONNXRUNTIME OUT_PREFIX
# Writes OUT_PREFIX.{cpu,elf}.log; the last line of each is `N passed, N failed, N skipped`.
# TRTSHARP_TEST_SHARED names a folder with models as for the other tests. NVIDIA's libraries are for x64: no `rtx` here.
set -euo pipefail

root=$(cd "$(dirname "${BASH_SOURCE[0]}")/../../.." && pwd)
[[ $# == 3 ]] || { echo "usage: $0 BUILD_FOLDER LIBONNXRUNTIME OUT_PREFIX" >&2; exit 2; }
build=$(realpath "$1")
onnxruntime=$(realpath "$2")
out=$3
triple=aarch64-linux-gnu
source "$root/tests/native/suite/counts.sh"

# What the guest sees in place of the host's own files.
prefix=$(mktemp -d)
trap 'rm -rf "$prefix"' EXIT
mkdir "$prefix/proc"
ln -s "/usr/$triple/lib" "$prefix/lib"
# ONNX Runtime reads it while it is loaded, and crashes on the host's.
for processor in 0 1; do
    cat <<TEXT
processor	: $processor
BogoMIPS	: 100.00
Features	: fp asimd evtstrm aes pmull sha1 sha2 crc32 cpuid
CPU implementer	: 0x41
CPU architecture: 8
CPU variant	: 0x0
CPU part	: 0xd07
CPU revision	: 0

TEXT
done >"$prefix/proc/cpuinfo"

suite() {
    QEMU_LD_PREFIX="$prefix" TRTSHARP_ONNXRUNTIME="$onnxruntime" TRTSHARP_TEST_ASSETS="$root/tests/Assets" \
        timeout 1800 qemu-aarch64 "$build/suite" "$@"
}

# The library is for arm64, exports the C ABI's functions alone and needs the C library alone.
elf() {
    local library=$build/libtrtsharp.so listing
    listing=$($triple-readelf -hd --dyn-syms -W "$library")
    grep -E 'Machine: +AArch64' <<<"$listing" || { echo "is not for AArch64"; return 1; }
    grep '(NEEDED)' <<<"$listing"
    if grep '(NEEDED)' <<<"$listing" | grep -vE '\[(libc\.so\.6|ld-linux-aarch64\.so\.1)\]'; then
        echo "needs more than the C library"
        return 1
    fi
    local exported
    exported=$(awk '$4 == "FUNC" || $4 == "OBJECT" { if ($7 != "UND") print $8 }' <<<"$listing")
    echo "$(wc -l <<<"$exported") exports"
    if grep -v '^trts_' <<<"$exported"; then
        echo "exports more than the C ABI"
        return 1
    fi
}

result=0
check "$out.elf.log" elf || result=1
counted "$out.cpu.log" suite cpu || result=1
exit $result
