# A fresh wine prefix for tests, of this process alone. Sourced.

# Makes the prefix, and the folder $work around it, until this process ends.
wine_start() {
    work=$(mktemp -d)
    export WINEPREFIX="$work/prefix" WINEDEBUG=-all
    trap wine_end EXIT
    unset DISPLAY WAYLAND_DISPLAY
    export LC_ALL=C.UTF-8 # wine writes file names in the locale's encoding
    # Without mscoree and mshtml, which would ask to be installed. Where this fails, so will the tests, which tell it.
    WINEDLLOVERRIDES="mscoree=;mshtml=" wine wineboot -i >/dev/null 2>&1 || true
    wine reg add 'HKCU\Software\Wine' /v Version /d win10 /f >/dev/null 2>&1 || true
    wine_wait
    export WINEDLLOVERRIDES="mshtml=" # .NET's assemblies import mscoree
}

wine_end() {
    wineserver -k || true # of this prefix alone
    rm -rf "$work"
}

# Until the last process of the prefix has ended.
wine_wait() { timeout 60 wineserver -w || wineserver -k || true; }

# A fresh prefix has / as drive Z.
windows_path() { local path=$1; echo "Z:${path//\//\\}"; }

# Exports the folders of the tests under Windows's names for them.
export_windows_folders() {
    local folder
    for folder in TRTSHARP_TEST_SHARED TRTSHARP_TEST_SDK TRTSHARP_TEST_ASSETS TRTSHARP_ONNXRUNTIME; do
        if [[ ${!folder:-} == /* ]]; then export "$folder=$(windows_path "${!folder}")"; fi
    done
}
