#!/usr/bin/env bash
# Compares native/tensorrt/abi/*.g.h and build/api/tensorrt.json with NVIDIA's headers: slots, signatures, noexcept,
# layouts, enumerators and what inline bodies do, as g++ sees them; vtables and layouts as clang sees them for Windows.
# Then plants mistakes in copies of ours and expects each to be found.
#   run.sh HEADERS_DIR    HEADERS_DIR holds trt10/, trt11/, rtx1/ and cuda/
# GENERATOR is the command that runs build/generate (dotnet run by default); CXX and CLANG are the compilers.
set -euo pipefail

headers=$(realpath "${1:?usage: run.sh HEADERS_DIR}")
here=$(dirname "$(realpath "$0")")
root=$(realpath "$here/../../..")
read -r -a generator <<<"${GENERATOR:-dotnet run --project $root/build/generate --configuration Release --}"
# -w: NVIDIA's deprecated members are read too. No access control: so are private and protected ones.
compile=("${CXX:-g++}" -std=c++17 -O0 -w -fno-access-control -I"$here")
clang=$(command -v "${CLANG:-clang++}" || command -v clang++-14 || true)

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
(cd "$root" && "${generator[@]}" abi-test --out "$work")
"${compile[@]}" -c "$here/compare.cpp" -o "$work/compare.o"

passed=0
failed=0
# Each line is one test: one kind of fact over a whole family, or all of its mutants.
report() { # text, with lines "... N passed, M failed"
    local p f
    echo "$1"
    while read -r p f; do
        if [ "$f" -eq 0 ] && [ "$p" -gt 0 ]; then passed=$((passed + 1)); else failed=$((failed + 1)); fi
    done < <(sed -nE 's/.*: ([0-9]+) passed, ([0-9]+) failed$/\1 \2/p' <<<"$1")
}

compile_ours() { # family, folder of the header, folder of probe.inc, object
    "${compile[@]}" -DFAMILY="$1" -I"$2" -I"$3" -c "$here/ours.cpp" -o "$4"
}

compare_family() {
    local family=$1 folder=$work/$1
    "${compile[@]}" -I"$headers/$family" -I"$headers/cuda" -I"$folder" -c "$here/nvidia.cpp" -o "$folder/nvidia.o" &
    compile_ours "$family" "$root/native/tensorrt/abi" "$folder" "$folder/ours.o"
    wait $!
    "${compile[@]}" "$work/compare.o" "$folder/nvidia.o" "$folder/ours.o" -o "$folder/compare"
    report "$("$folder/compare" "$family" || true)"
}

# A mutant is found if the probe does not compile around it, or tells a difference; the header itself must compile.
is_found() {
    local family=$1 mutant=$2
    if ! compile_ours "$family" "$mutant" "$mutant" "$mutant/ours.o" 2>/dev/null; then
        "${compile[@]}" -fsyntax-only -include "$mutant/$family.g.h" -x c++ /dev/null
        return
    fi
    "${compile[@]}" "$work/compare.o" "$work/$family/nvidia.o" "$mutant/ours.o" -o "$mutant/compare"
    ! "$mutant/compare" "$family" >/dev/null
}

try_mutants() {
    local family=$1 found=0 missed=0 mutant
    for mutant in "$work/$family/mutants"/*; do
        if is_found "$family" "$mutant"; then
            found=$((found + 1))
        else
            missed=$((missed + 1))
            echo "$family mutant not found: $(basename "$mutant")"
        fi
    done
    report "$family mutant: $found passed, $missed failed"
}

# Just enough of the standard library for NVIDIA's headers to be read for Windows from here.
write_stubs() {
    mkdir -p "$1"
    echo '#include <stdint.h>' >"$1/cstdint"
    printf '#include <stddef.h>\nnamespace std { using ::size_t; }\n' >"$1/cstddef"
    local std='#pragma once\nnamespace std { class string; template<class,class> struct pair; template<class> class vector; }\n'
    # shellcheck disable=SC2059
    printf "$std" | tee "$1/string" "$1/vector" >"$1/utility"
}

# One line for each vtable entry and for each class's layout.
windows_view() { # includes and source; prints the dump
    "$clang" --target=x86_64-pc-windows-msvc -std=c++17 -ffreestanding -nostdlibinc -fno-exceptions -fno-rtti -w \
        -fno-access-control -Xclang -fdump-vtable-layouts -Xclang -fdump-record-layouts "$@" \
        -S -emit-llvm -o /dev/null -x c++ - |
        sed -E 's/trts::abi::(trt10|trt11|rtx1):://g; s/\b(class |struct |std::)//g' |
        awk '
            /^VFTable for/ { table = $0; next }
            /^\*\*\* Dumping AST Record Layout/ { record = "layout"; next }
            /^$/ { if (record ~ /nvinfer1::|nvonnxparser::/) print record; record = ""; table = ""; next }
            table != "" { print table, $0 }
            record != "" { record = record " " $0 }
        ' | sort -u
}

compare_windows() {
    local family=$1 folder=$work/$1
    printf '#include "%s"\n' NvInfer.h NvInferPlugin.h NvOnnxParser.h layouts.inc |
        windows_view -I"$work/stubs" -I"$headers/$family" -I"$headers/cuda" -I"$folder" >"$folder/windows.nvidia"
    printf '#include "%s"\nnamespace trts::abi::%s {\n#include "layouts.inc"\n}\n' "$family.g.h" "$family" |
        windows_view -I"$root/native/tensorrt/abi" -I"$folder" >"$folder/windows.ours"
    local kind differing
    for kind in VFTable layout; do
        # forward declarations aside, ours define nothing that NVIDIA's do not
        differing=$(comm -13 "$folder/windows.nvidia" "$folder/windows.ours" | grep "^$kind" || true)
        [ -z "$differing" ] || echo "$differing"
        report "$family Windows $kind: $(comm -12 "$folder/windows.nvidia" "$folder/windows.ours" | grep -c "^$kind") passed, $(grep -c . <<<"$differing") failed"
    done
}

write_stubs "$work/stubs"
for family in trt10 trt11 rtx1; do
    compare_family "$family"
    [ -z "$clang" ] || compare_windows "$family"
    try_mutants "$family"
done
[ -n "$clang" ] || echo "not compared for Windows: there is no clang++"

echo "$passed passed, $failed failed"
[ "$failed" -eq 0 ]
