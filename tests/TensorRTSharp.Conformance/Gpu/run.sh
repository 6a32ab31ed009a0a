#!/usr/bin/env bash
# The tests of level 4 on a machine with an NVIDIA GPU and its driver: run.sh FOLDER RESULTS [FILTER]
# Anywhere else it unpacks and lists them: run.sh FOLDER --list
# FOLDER holds all parts that `build/build.sh gpu-bundle` wrote; it is unpacked there once. The last line is the verdict.
set -euo pipefail

[[ $# -ge 2 ]] || { sed -n 2,4p "$0" >&2; exit 2; }
folder=$(realpath "$1")
results=
if [[ $2 != --list ]]; then mkdir -p "$2" && results=$(realpath "$2"); fi
filter=TestCategory=Level4${3:+&$3}
work=$folder/unpacked

if [[ ! -f $work/complete ]]; then
    mkdir -p "$work/sdk/trt10"
    cat "$folder"/bundle.tar.* | tar -x -C "$work"
    for library in "$work"/*.so.10.xz; do
        xz -dc "$library" >"$work/sdk/trt10/$(basename "$library" .xz)" &
    done
    tar -xJf "$work/tests.tar.xz" -C "$work"
    wait
    rm "$work"/*.xz
    touch "$work/complete"
fi

export DOTNET_SYSTEM_GLOBALIZATION_INVARIANT=1 ORT_DISABLE_TELEMETRY=1 DOTNET_CLI_TELEMETRY_OPTOUT=1
export TRTSHARP_TEST_SDK="$work/sdk" TRTSHARP_TEST_SHARED="$work/shared" TRTSHARP_REQUIRE_LEVELS=4
if [[ -z $results ]]; then
    cd "$work/tests" && exec ./TensorRTSharp.Conformance --list-tests --filter "$filter"
fi

nvidia-smi --query-gpu=name,driver_version,compute_cap --format=csv,noheader
failed=0

TRTSHARP_CUDA_DRIVER=libcuda.so.1 timeout 120 "$work/tests/cuda_tests" >"$results/cuda_tests.log" 2>&1 || failed=1
grep -A 3 FAILED "$results/cuda_tests.log" | head -40 || true
echo "cuda_tests: $(tail -n 1 "$results/cuda_tests.log")"

cat >"$work/gpu.runsettings" <<XML
<?xml version="1.0" encoding="utf-8"?>
<RunSettings><NUnit><TestOutputXml>$results</TestOutputXml></NUnit></RunSettings>
XML
(cd "$work/tests" && timeout 400 ./TensorRTSharp.Conformance --filter "$filter" --settings "$work/gpu.runsettings") \
    >"$results/conformance.log" 2>&1 || failed=1
tail -n 60 "$results/conformance.log"

# Once more on a library that records what it calls: here only that counts. `build/build.sh api called --family trt10
# --version 10.6 RESULTS/calls.txt` counts it.
(cd "$work/tests" && TRTSHARP_NATIVE="$work/recording/libtrtsharp.so" TRTSHARP_RECORD_CALLS="$results/calls.txt" \
    timeout 400 ./TensorRTSharp.Conformance --filter "$filter") >"$results/recording.log" 2>&1 || true
echo "calls.txt: $(cut -d ' ' -f 1 "$results/calls.txt" | sort | uniq -c | tr -s ' \n' ' ')"
exit $failed
