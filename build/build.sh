#!/usr/bin/env bash
# The one entry to building and testing: a thin front for CMake's presets and MSBuild. `build/build.sh help` says more.
set -euo pipefail

root=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
artifacts="$root/artifacts"
preset=${TRTSHARP_PRESET:-release}
configuration=Release

# ONNX Runtime's official build collects usage data by default. The library switches that off itself; programs here that
# reach ONNX Runtime by another road (its own C# package, in tests) must find it off as well.
export ORT_DISABLE_TELEMETRY=1
export DOTNET_CLI_TELEMETRY_OPTOUT=1 DOTNET_NOLOGO=1

usage() {
    cat <<'TEXT'
usage: build/build.sh VERB [arguments]

  restore            fetch the NuGet packages
  native             build libtrtsharp and the native tests     TRTSHARP_PRESET=release|debug|asan|tsan|windows|arm64
  managed            build every C# project
  test               build everything and run every test; the last line says how many passed, failed, were skipped
  demo [arguments]   the main job on real data: ONNX in, engine built and saved, loaded in a new process, images classified
  bench [arguments]  benchmarks (BenchmarkDotNet)
  pack               NuGet packages, into artifacts/packages
  gpu-bundle [MIB]   what the tests of level 4 need on a machine with a GPU, in parts of so many MiB: artifacts/gpu
  verify             the slow checks: the thread sanitizer, five times the mutants, a plan of over 2 GB, Linux on arm64 under qemu
  api VERB           the generator: extract --headers DIR | emit | check | coverage | explain METHOD | called [--family trt10 --version 10.6] FILE…
  clean              remove artifacts/

Needs: the .NET 10 SDK, g++ (12 or newer) and CMake (3.25 or newer). Anything else is optional and said when missing:
for Windows g++-mingw-w64-x86-64-posix, clang and wine; for arm64 g++-aarch64-linux-gnu and qemu-user (names of Debian's).
TEXT
}

fail() { echo "build.sh: $*" >&2; exit 1; }

# need TOOL DEBIAN-PACKAGE: fails by saying what to install
need() { command -v "$1" >/dev/null || fail "'$1' is missing: $2"; }

need_native() {
    need cmake "install CMake 3.25 or newer (Debian: apt-get install cmake)"
    need g++ "install g++ 12 or newer (Debian: apt-get install g++)"
    need make "install make (Debian: apt-get install make)"
}

need_managed() {
    need dotnet "install the .NET 10 SDK (https://dotnet.microsoft.com/download/dotnet/10.0)"
    [[ $(dotnet --version) == 10.* ]] || fail "the .NET SDK found is $(dotnet --version), but 10.x is needed"
}

restore() { need_managed; dotnet restore "$root/TensorRTSharp.sln" -v:quiet; }

native() {
    need_native
    (cd "$root/native" && cmake --preset "$preset" -DTRTS_ORT_HEADERS="$(ort_package)/build/native/include" \
        -DTRTS_NVIDIA_HEADERS="${TRTSHARP_TEST_HEADERS:-}" >"$(log "cmake-$preset")") \
        || { cat "$(log "cmake-$preset")" >&2; fail "CMake could not configure the native library"; }
    (cd "$root/native" && cmake --build --preset "$preset" --parallel "$(nproc)")
}

# Whether this machine has the tools; where not, says what is left out.
have() {
    local what=$1 tool
    shift
    for tool in "$@"; do
        command -v "$tool" >/dev/null || { echo "build.sh: without '$tool' there is no $what here" >&2; return 1; }
    done
}

can_build_windows() { have "Windows build" x86_64-w64-mingw32-g++-posix clang++; }
can_build_arm64() { have "arm64 build" aarch64-linux-gnu-g++; }

# Where a restore put ONNX Runtime's package. The native build does not need it, its tests do: the library, and the
# header that our own table of its functions is compared with.
ort_package() {
    local version
    version=$(sed -n 's/.*"Microsoft.ML.OnnxRuntime" Version="\([^"]*\)".*/\1/p' "$root/build/packages/Directory.Packages.props")
    echo "${NUGET_PACKAGES:-$HOME/.nuget/packages}/microsoft.ml.onnxruntime/$version"
}

log() { mkdir -p "$artifacts/log"; echo "$artifacts/log/$1.log"; }

managed() { need_managed; dotnet build "$root/TensorRTSharp.sln" -c "$configuration" -v:quiet --nologo "$@"; }

# native_tests PRESET [NAME]: every native test program, or one; what each printed stands in artifacts/results
native_tests() {
    local program name level
    TRTSHARP_ONNXRUNTIME="$(ort_package)/runtimes/linux-x64/native/libonnxruntime.so"
    export TRTSHARP_ONNXRUNTIME
    for program in "$artifacts/native/$1/tests"/${2:-*_tests}; do
        [[ -x $program ]] || continue
        name=$(basename "$program")
        level=$(cat "$program.level" 2>/dev/null || echo 0)
        "$program" >"$artifacts/results/native.Level$level.$1.$name.log" 2>&1 || echo "FAILED: $name ($1)" >&2
    done
}

# suite_tests PRESET: the C suite; its part on NVIDIA's library is of level 1. models.PART.PRESET.tsv tell of each model
suite_tests() {
    local part level
    for part in cpu:0 loading:0 rtx:1; do
        level=${part#*:} part=${part%:*}
        TRTSHARP_TEST_ASSETS="$root/tests/Assets" TRTSHARP_ONNXRUNTIME="$(ort_package)/runtimes/linux-x64/native/libonnxruntime.so" \
            TRTSHARP_SUITE_TABLE="$artifacts/results/models.$part.$1.tsv" \
            "$artifacts/native/$1/suite" $part >"$artifacts/results/native.Level$level.$1.suite_$part.log" 2>&1 \
            || echo "FAILED: suite $part ($1)" >&2
    done
}

# managed_tests PROJECT NAME FILTER: the tests of a built project that the filter chooses; results are named NAME
managed_tests() {
    TRTSHARP_TEST_RESULTS="$artifacts/results" dotnet test "$1" -c "$configuration" --no-build --nologo -v:quiet --filter "$3" \
        --logger "trx;LogFileName=$2.trx" --results-directory "$artifacts/results" \
        -- "NUnit.TestOutputXml=$artifacts/results" "NUnit.TestOutputXmlFileName=$2" || echo "FAILED: $2" >&2
}

# The managed tests of level 3, once on the fakes of our declarations, once on those of NVIDIA's headers where these are.
double_tests() {
    local fakes="$artifacts/native/release" variant name
    for variant in doubles doubles-nvidia; do
        [[ -d $fakes/$variant ]] || continue
        for name in TensorRTSharp.Tests TensorRTSharp.Conformance TensorRTSharp.Product.Tests; do
            TRTSHARP_TEST_DOUBLES="$fakes/$variant" TRTSHARP_CUDA_DRIVER="$fakes/tests/doubles/cuda/libfake_cuda_driver.so" \
                managed_tests "$root/tests/$name" "$name.$variant" TestCategory=Level3
        done
    done
}

# Level 1 tests once more, on a library that records which of TensorRT-RTX's methods they call: how many, and what has neither
# a call nor a reason (build/api/uncalled.json).
recorded_calls() {
    local folder="$artifacts/log/recording"
    [[ -d ${TRTSHARP_TEST_SDK:-} ]] || return 0
    rm -rf "$folder" && mkdir -p "$folder"
    TRTSHARP_NATIVE="$artifacts/native/release/recording/libtrtsharp.so" TRTSHARP_RECORD_CALLS="$folder/calls.txt" \
        dotnet test "$root/tests/TensorRTSharp.Conformance" -c "$configuration" --no-build --nologo -v:quiet \
        --filter TestCategory=Level1 --results-directory "$folder" >"$folder/tests.log" 2>&1 || true # they have run before: here only what they call counts
    touch "$folder/calls.txt"
    check 1 called generator called "$folder/calls.txt"
    grep " methods called on " "$artifacts/results/native.Level1.release.called.log" || true
}

# The C suite and the managed tests on Windows, under wine.
windows_tests() {
    local published="$artifacts/windows/tests" projects=(TensorRTSharp.Tests TensorRTSharp.Conformance) project
    "$root/tests/native/suite/run-wine.sh" "$artifacts/native/windows" "$(ort_package)/runtimes/win-x64/native/onnxruntime.dll" \
        "$artifacts/results/native.Level1w.windows.suite" || echo "FAILED: suite (windows)" >&2
    "$root/tests/native/suite/tables.sh" "$artifacts/results" >"$artifacts/results/native.Level1w.windows.tables.log" 2>&1 \
        || echo "FAILED: Windows and Linux disagree about a model" >&2
    for project in "${projects[@]}"; do
        dotnet publish "$root/tests/$project" -c "$configuration" -r win-x64 --self-contained -o "$published" -v:quiet --nologo
    done
    "$root/tests/native/wine/run-managed.sh" "$published" "$artifacts/native/windows" "$artifacts/results" "${projects[@]}" \
        || echo "FAILED: managed tests (windows)" >&2
}

sanitizer_options() {
    # vptr is off at compile time. Leaks are looked for too: ONNX Runtime leaves none, so nothing is suppressed.
    export ASAN_OPTIONS=detect_leaks=1:abort_on_error=0:allocator_may_return_null=1:detect_stack_use_after_return=1
    ASAN_OPTIONS+=:strict_string_checks=1:check_initialization_order=1:strict_init_order=1
    # GCC's leak sanitizer follows stale thread-local blocks, and dies, where more than a dozen libraries were loaded and unloaded.
    ASAN_OPTIONS+=:intercept_tls_get_addr=0
    export UBSAN_OPTIONS=print_stacktrace=1:halt_on_error=1
}

# check LEVEL NAME COMMAND...: one test that is a command
check() {
    local level=$1 name=$2
    shift 2
    local file="$artifacts/results/native.Level$level.release.$name.log"
    if "$@" >"$file" 2>&1; then echo "1 passed, 0 failed, 0 skipped" >>"$file"
    else echo "FAILED: $name: $(tail -n 1 "$file")" | tee -a "$file" >&2; echo "0 passed, 1 failed, 0 skipped" >>"$file"; fi
}

generator() { dotnet "$artifacts/bin/TensorRTSharp.Generate/${configuration,,}/TensorRTSharp.Generate.dll" "$@"; }

# Our declarations of TensorRT's classes against NVIDIA's headers, where these are.
header_tests() {
    if [[ -d ${TRTSHARP_TEST_HEADERS:-} ]] && command -v castxml >/dev/null; then
        GENERATOR="dotnet $artifacts/bin/TensorRTSharp.Generate/${configuration,,}/TensorRTSharp.Generate.dll" \
            "$root/tests/native/abi/run.sh" "$TRTSHARP_TEST_HEADERS" >"$artifacts/results/native.Level2.release.abi.log" 2>&1 \
            || echo "FAILED: tests/native/abi" >&2
        check 2 extract facts_are_current
    fi
}

facts_are_current() {
    generator extract --headers "$TRTSHARP_TEST_HEADERS" --out "$artifacts/results/tensorrt.json" \
        && cmp "$artifacts/results/tensorrt.json" "$root/build/api/tensorrt.json"
}

# timed NAME COMMAND...: how long it took stands in artifacts/log/times.log
timed() {
    local name=$1 start=$SECONDS
    shift
    "$@"
    echo "$((SECONDS - start)) s $name" >>"$(log times)"
}

native_for() { (preset=$1 native); }

# What runs beside the managed tests, which leave a processor idle.
all_native_tests() {
    timed "header tests" header_tests
    timed "native tests" native_tests release
    timed "C suite" suite_tests release
    sanitizer_options
    timed "native tests, sanitizers" native_tests asan
    timed "C suite, sanitizers" suite_tests asan
}

all_managed_tests() {
    local project
    for project in "$root"/tests/*/*.Tests.csproj "$root"/tests/*/*.Conformance.csproj; do
        timed "$(basename "$project" .csproj)" managed_tests "$project" "$(basename "$project" .csproj)" TestCategory!=Level3
    done
    timed "recorded calls" recorded_calls
    timed "managed tests on doubles" double_tests
}

run_tests() {
    rm -rf "$artifacts/results" "$(log times)" && mkdir -p "$artifacts/results"
    timed "native build" native_for release
    if can_build_windows; then timed "native build, Windows" native_for windows; fi
    timed "managed build" managed
    timed "native build, sanitizers" native_for asan
    check 0 api-check generator check
    (all_native_tests) &
    all_managed_tests
    wait $! || fail "the native tests did not come to their end"
    if can_build_windows && have "test on Windows" wine; then timed "tests on Windows" windows_tests; fi
    cat "$(log times)"
    report
}

verify() {
    mkdir -p "$artifacts/results" && rm -f "$artifacts/results"/native.*.log
    (preset=tsan native && native_tests tsan)
    (preset=release native && TRTSHARP_MUTANTS=10000 native_tests release mutants_tests)
    if can_build_arm64 && have "test on arm64" qemu-aarch64; then
        (preset=arm64 native)
        "$root/tests/native/suite/run-arm64.sh" "$artifacts/native/arm64" "$(ort_package)/runtimes/linux-arm64/native/libonnxruntime.so" \
            "$artifacts/results/native.Level0.arm64.suite" || echo "FAILED: suite (arm64)" >&2
    fi
    managed
    local fakes="$artifacts/native/release" file last result=0
    TRTSHARP_TEST_LARGE=1 TRTSHARP_TEST_DOUBLES="$fakes/doubles" TRTSHARP_CUDA_DRIVER="$fakes/tests/doubles/cuda/libfake_cuda_driver.so" \
        dotnet test "$root/tests/TensorRTSharp.Conformance" -c "$configuration" --no-build --nologo --filter LargePlan || result=1
    for file in "$artifacts/results"/native.*.log; do
        last=$(tail -n 1 "$file")
        echo "$(basename "$file" .log): $last"
        [[ $last == *" 0 failed"* ]] || result=1
    done
    return $result
}

# gpu_bundle [MIB]: the tests of level 4 with all that they read, for a machine that has a GPU and its driver, and neither
# .NET nor TensorRT. In parts of so many MiB, since that is what some ways of copying take; run.sh there puts them together.
gpu_bundle() {
    need xz "install xz (Debian: apt-get install xz-utils)"
    [[ -d ${TRTSHARP_TEST_SHARED:-} ]] || fail "TRTSHARP_TEST_SHARED must name the folder with models and NVIDIA's libraries"
    local out="$artifacts/gpu" stage="$artifacts/gpu/stage" sdk="$TRTSHARP_TEST_SHARED/sdk"
    rm -rf "$out" && mkdir -p "$stage/shared/sdk/plans" "$out/bundle"
    dotnet publish "$root/tests/TensorRTSharp.Conformance" -c "$configuration" -r linux-x64 --self-contained -o "$stage/tests" -v:quiet --nologo
    cp "$artifacts/native/release"/{libtrtsharp.so,tests/cuda_tests,tests/libstand_in_*.so} "$stage/tests"
    mkdir "$stage/recording" && cp "$artifacts/native/release/recording/libtrtsharp.so" "$stage/recording"
    # Neither Windows's libraries, nor the CPU backend's, nor what only debuggers read.
    rm -f "$stage"/tests/{onnxruntime*.dll,libonnxruntime*.so,libmscordbi.so,libmscordaccore.so,createdump,Microsoft.VisualBasic*.dll,*.pdb}
    cp -rL "$TRTSHARP_TEST_SHARED/models" "$stage/shared"
    cp -rL "$sdk/plans/sm90" "$stage/shared/sdk/plans"
    tar -C "$stage" -c . | xz -T0 -6 >"$out/bundle/tests.tar.xz"
    cp "$sdk"/lib/trt10/*.xz "$out/bundle"
    cp "$root/tests/TensorRTSharp.Conformance/Gpu/run.sh" "$out"
    tar -C "$out/bundle" -c . | split -b "${1:-59}M" -d - "$out/bundle.tar."
    rm -rf "$stage" "$out/bundle"
    ls -l "$out"
}

report() {
    dotnet "$artifacts/bin/TensorRTSharp.Report/${configuration,,}/TensorRTSharp.Report.dll" "$artifacts/results" "$root/tests/floors.json"
}

main() {
    local verb=${1:-help}
    [[ $# -gt 0 ]] && shift
    case $verb in
        restore) restore ;;
        native) need_managed; restore; native ;;
        managed) managed "$@" ;;
        test) restore; run_tests ;;
        demo) restore; preset=release native; managed
              dotnet run --project "$root/tests/Samples/Demo" -c "$configuration" --no-build -- "$@" ;;
        bench) restore; preset=release native; managed
               TRTSHARP_CUDA_DRIVER="$artifacts/native/release/tests/doubles/cuda/libfake_cuda_driver.so" \
                   dotnet run --project "$root/tests/Benchmarks" -c "$configuration" --no-build -- "$@" ;;
        pack) restore; preset=release native
              if can_build_windows; then (preset=windows native); fi
              if can_build_arm64; then (preset=arm64 native); fi
              managed
              dotnet pack "$root/TensorRTSharp.sln" -c "$configuration" --no-build -v:quiet --nologo ;;
        verify) restore; verify ;;
        api) need_managed; dotnet run --project "$root/build/generate" -c "$configuration" -- "$@" ;;
        gpu-bundle) restore; preset=release native; gpu_bundle "$@" ;;
        clean) rm -rf "$artifacts" ;;
        help|-h|--help) usage ;;
        *) usage >&2; fail "there is no verb '$verb'" ;;
    esac
}

main "$@"
