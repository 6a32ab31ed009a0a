# A fresh wine prefix for tests, of this process alone. Sourced.

# wine_start FOLDER: the prefix, in a folder of the caller's
wine_start() {
    export WINEPREFIX="$1/prefix" WINEDEBUG=-all
    unset DISPLAY WAYLAND_DISPLAY
    export LC_ALL=C.UTF-8 # wine writes file names in the locale's encoding
    # Without mscoree and mshtml, which would ask to be installed. Where this fails, so will the tests, which tell it.
    WINEDLLOVERRIDES="mscoree=;mshtml=" wine wineboot -i >/dev/null 2>&1 || true
    wine reg add 'HKCU\Software\Wine' /v Version /d win10 /f >/dev/null 2>&1 || true
    wine_wait
    export WINEDLLOVERRIDES="mshtml=" # .NET's assemblies import mscoree
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
