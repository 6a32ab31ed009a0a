#!/usr/bin/env bash
# What the suite found out about each model on Linux and on Windows, side by side: tables.sh FOLDER
# Reads FOLDER/models.{cpu,rtx}.{release,windows}.tsv (TRTSHARP_SUITE_TABLE), writes FOLDER/models.md and says where the two
# systems disagree about a verdict or a number of layers. The last line is `N passed, N failed, N skipped`.
set -euo pipefail

[[ $# == 1 ]] || { echo "usage: $0 FOLDER" >&2; exit 2; }
folder=$1

tables=()
for backend in cpu rtx; do
    for preset in release windows; do
        if [[ -f $folder/models.$backend.$preset.tsv ]]; then tables+=("$folder/models.$backend.$preset.tsv"); fi
    done
done
if [[ ${#tables[@]} == 0 ]]; then
    echo "skipped tables: Windows_and_Linux_agree_about_every_model (TRTSHARP_TEST_SHARED is not set: there are no tables)"
    echo "0 passed, 0 failed, 1 skipped"
    exit 0
fi

status=0
awk -F '\t' -v markdown="$folder/models.md" '
    function verdict(at) {
        if (!(at in parses)) { return "not run" }
        if (parses[at] != "yes") { return "refused" }
        if (builds[at] != "yes") { return "parses" }
        return runs[at] == "-" ? "builds" : runs[at] == "yes" ? "runs" : "builds, runs wrong"
    }
    # Where both systems give the same, once.
    function both(linux, windows) { return linux == windows ? linux : linux " / " windows }
    function number(values, at) { return at in values ? values[at] : "-" }
    function compare(model, backend,    linux, windows) {
        linux = model SUBSEP backend SUBSEP "release"
        windows = model SUBSEP backend SUBSEP "windows"
        if (verdict(linux) != verdict(windows) || layers[linux] != layers[windows]) {
            ++disagreements
            printf "%s on %s: Linux: %s, %s layers; Windows: %s, %s layers\n", model, backend, verdict(linux),
                number(layers, linux), verdict(windows), number(layers, windows)
        }
        return both(verdict(linux), verdict(windows)) " | " both(number(layers, linux), number(layers, windows)) " | " \
            number(seconds, linux) " / " number(seconds, windows) " | " both(number(bytes, linux), number(bytes, windows))
    }
    function said(model, backend, preset,    text) {
        text = substr(texts[model, backend, preset], 1, 160)
        gsub(/\|/, "\\|", text)
        return text
    }
    FNR == 1 {
        split(FILENAME, parts, "models[.]")
        split(parts[length(parts)], words, ".")
        backend = words[1]
        preset = words[2]
        has[backend] = 1
        next
    }
    {
        if (!($1 in known)) { known[$1] = 1; names[++count] = $1 }
        at = $1 SUBSEP backend SUBSEP preset
        parses[at] = $2; builds[at] = $3; runs[at] = $4; seconds[at] = $5; bytes[at] = $6; layers[at] = $7; texts[at] = $8
    }
    END {
        header = "| model |"; line = "|---|"
        for (i = 1; i <= 2; ++i) {
            backend = i == 1 ? "cpu" : "rtx"
            if (backend in has) {
                header = header " " backend " | layers | seconds | plan bytes |"; line = line "---|---|---|---|"
            }
        }
        if ("rtx" in has) { header = header " what TensorRT-RTX says on Linux | on Windows |"; line = line "---|---|" }
        print "Linux / Windows where they differ; Windows is wine.\n\n" header "\n" line >markdown
        for (i = 1; i <= count; ++i) {
            row = "| " names[i] " |"
            if ("cpu" in has) { row = row " " compare(names[i], "cpu") " |" }
            if ("rtx" in has) {
                row = row " " compare(names[i], "rtx") " | " said(names[i], "rtx", "release") " | " \
                    said(names[i], "rtx", "windows") " |"
            }
            print row >markdown
        }
        printf "%d models, %d disagreements\n", count, disagreements
        exit count == 0 || disagreements > 0
    }' "${tables[@]}" || status=1

if [[ $status == 0 ]]; then echo "passed  tables: Windows_and_Linux_agree_about_every_model"
else echo "FAILED  tables: Windows_and_Linux_agree_about_every_model"; fi
echo "$((1 - status)) passed, $status failed, 0 skipped"
exit $status
