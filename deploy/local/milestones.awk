# Of Maven's output: which module it is at, what it does there, every test class, every error. Advice of the compiler is counted.
/Download(ing|ed) from / {
    if ($0 ~ /Downloaded from/ && ++files % 50 == 0) { print "  fetched " files " files …"; fflush() }
    next
}
/^Progress \(/ { next }
/Building Meridian|Reactor Summary|BUILD (SUCCESS|FAILURE)|Total time/ { sub(/^\[INFO\] */, ""); print; fflush(); next }
/ (SUCCESS|FAILURE|SKIPPED)( \[|$)/ { sub(/^\[INFO\] */, ""); print; fflush(); next }
/^\[INFO\] --- / {
    if (match($0, /(generate|compile|testCompile|test|shade|repackage|check)( |$)/) && match($0, /[a-z-]+(-maven-plugin|-plugin)/)) {
        print "  " substr($0, 12); fflush()
    }
    next
}
# short, and few: whoever reads through a pipe of 64 KiB only at the end must not stop the build
/Tests run:.*Failures: 0, Errors: 0.*Time elapsed:/ {
    sub(/^\[[A-Z]+\] */, "  "); sub(/Time elapsed: /, ""); sub(/ -- in .*\./, "  "); print; fflush(); next
}
/Tests run:/ { sub(/^\[[A-Z]+\] */, "  "); print; fflush(); next }
/^\[ERROR\]/ {
    if (++errors <= 200) print
    if (errors == 200) print "  and more: grep ERROR target/build.log"
    fflush(); next
}
/^\[WARNING\].*\.java:/ { advice++; next }
/^» / { print; fflush(); next }
END { if (advice) print "  " advice " pieces of advice by the compiler: grep WARNING target/build.log" }
