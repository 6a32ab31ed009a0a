#!/usr/bin/env bash
# Managed tests, published for Windows, under wine: run-managed.sh PUBLISHED_FOLDER WINDOWS_BUILD_FOLDER RESULTS NAME...
# Writes RESULTS/managed.Level1w.windows.NAME.{log,xml}; the .xml is NUnit's own.
set -euo pipefail

root=$(cd "$(dirname "${BASH_SOURCE[0]}")/../../.." && pwd)
[[ $# -ge 4 ]] || { echo "usage: $0 PUBLISHED_FOLDER WINDOWS_BUILD_FOLDER RESULTS NAME..." >&2; exit 2; }
published=$(realpath "$1")
cp "$2/wine_exception_list.dll" "$published"
results=$(realpath "$3")
shift 3
source "$root/tests/native/wine/environment.sh"

wine_start
unset TRTSHARP_ONNXRUNTIME # the published folder holds ONNX Runtime's own DLL
export_windows_folders
# The fakes of level 3 are built for Linux.
# Windows's .NET under wine 8 dies when it frees code that it may not write to.
export DOTNET_EnableWriteXorExecute=0

cat >"$work/windows.runsettings" <<XML
<?xml version="1.0" encoding="utf-8"?>
<RunSettings><NUnit><TestOutputXml>$(windows_path "$work")</TestOutputXml></NUnit></RunSettings>
XML

# run_part PROGRAM OUT FILTER. Now and then the process ends in the middle, without a word. That is no result: it is said, and
# tried once more. A run that wrote its results is never repeated.
run_part() {
    local name=$1 out="$results/managed.Level1w.windows.$2" filter=$3 attempt result
    for attempt in 1 2; do
        result=0
        (cd "$published" && timeout 900 wine "$name.exe" --filter "$filter" --settings "$(windows_path "$work/windows.runsettings")") \
            >"$out.log" 2>&1 || result=1
        [[ -f $work/$name.xml ]] && break
        echo "$2 under wine, attempt $attempt: the process ended before it wrote its results" >&2
        wine_wait
    done
    if [[ -f $work/$name.xml ]]; then mv "$work/$name.xml" "$out.xml"; fi
    wine_wait
    return $result
}

failed=0
for name in "$@"; do
    filter='TestCategory!=Level3'
    if [[ $name == TensorRTSharp.Tests ]]; then
        # In one process with all others the tests of the engine cache end it; apart, both pass.
        run_part "$name" "$name.Caching" "$filter&FullyQualifiedName~.Caching." || failed=1
        filter+='&FullyQualifiedName!~.Caching.'
    fi
    run_part "$name" "$name" "$filter" || failed=1
done
exit $failed
