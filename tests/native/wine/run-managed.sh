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
# Where an exception ends the process, that is told.
export WINEDEBUG=-all,err+seh
# Windows's .NET under wine 8 dies when it frees code that it may not write to.
export DOTNET_EnableWriteXorExecute=0

cat >"$work/windows.runsettings" <<XML
<?xml version="1.0" encoding="utf-8"?>
<RunSettings><NUnit><TestOutputXml>$(windows_path "$work")</TestOutputXml></NUnit></RunSettings>
XML

failed=0
for name in "$@"; do
    out="$results/managed.Level1w.windows.$name"
    (cd "$published" && timeout 900 wine "$name.exe" --filter "TestCategory!=Level3" --settings "$(windows_path "$work/windows.runsettings")") \
        >"$out.log" 2>&1 || failed=1
    [[ -f $work/$name.xml ]] && mv "$work/$name.xml" "$out.xml"
    wine_wait
done
exit $failed
