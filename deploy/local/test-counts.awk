# Adds up Surefire's reports per module and in all.
function attribute(name) {
    return match($0, " " name "=\"[0-9]+\"") ? substr($0, RSTART + length(name) + 3, RLENGTH - length(name) - 4) + 0 : 0
}
/<testsuite / {
    split(FILENAME, path, "/")
    module = path[2]
    if (!(module in tests)) order[++modules] = module
    tests[module] += attribute("tests")
    failed[module] += attribute("failures") + attribute("errors")
    skipped[module] += attribute("skipped")
    nextfile
}
END {
    for (i = 1; i <= modules; i++) {
        m = order[i]
        printf "  %-16s %5d tests, %d failed, %d skipped\n", m, tests[m], failed[m], skipped[m]
        all += tests[m]; bad += failed[m]; left += skipped[m]
    }
    printf "Tests run: %d, Failures and errors: %d, Skipped: %d\n", all, bad, left
}
