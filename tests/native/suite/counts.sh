# Logs of tests that end with `N passed, N failed, N skipped`. Sourced.

# counted LOG COMMAND...: a run of the suite; where it ended without its counts, they are made up for, with a failure
counted() {
    local log=$1 status=0
    shift
    "$@" >"$log" 2>&1 || status=$?
    if ! tail -n 1 "$log" | grep -qxE '[0-9]+ passed, [0-9]+ failed, [0-9]+ skipped'; then
        echo "FAILED  the suite ended early, with exit code $status" >>"$log"
        printf '%d passed, %d failed, %d skipped\n' "$(grep -c '^passed ' "$log")" "$(grep -c '^FAILED ' "$log")" \
            "$(grep -c '^skipped ' "$log")" >>"$log"
    fi
    [[ $status == 0 && $(tail -n 1 "$log") == *" 0 failed, "* ]]
}

# check LOG COMMAND...: one test that is a command
check() {
    local log=$1
    shift
    if "$@" >"$log" 2>&1; then
        echo "1 passed, 0 failed, 0 skipped" >>"$log"
    else
        echo "0 passed, 1 failed, 0 skipped" >>"$log"
        return 1
    fi
}
