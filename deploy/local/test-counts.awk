# Adds up Surefire's reports per module, and in all in the words of Surefire's own last line.
function attribute(name) {
    return match($0, " " name "=\"[0-9]+\"") ? substr($0, RSTART + length(name) + 3, RLENGTH - length(name) - 4) + 0 : 0
}
/<testsuite / {
    split(FILENAME, path, "/")
    module = path[2]
    if (!(module in tests)) order[++modules] = module
    tests[module] += attribute("tests")
    failures[module] += attribute("failures")
    errors[module] += attribute("errors")
    skipped[module] += attribute("skipped")
    nextfile
}
END {
    for (i = 1; i <= modules; i++) {
        m = order[i]
        printf "  %-16s Tests run: %d, Failures: %d, Errors: %d, Skipped: %d\n", m, tests[m], failures[m], errors[m], skipped[m]
        all += tests[m]; failed += failures[m]; broken += errors[m]; left += skipped[m]
    }
    printf "Tests run: %d, Failures: %d, Errors: %d, Skipped: %d\n", all, failed, broken, left
}
