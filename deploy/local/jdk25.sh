# Sourced: finds a JDK 25 or newer wherever people keep one, and exports JAVA_HOME. `java` on the PATH may be older.

jdk_feature() { # the feature release of a JDK's folder, 0 when it is none
    local line
    [ -x "$1/bin/javac" ] && [ -r "$1/release" ] || { echo 0; return; }
    line=$(grep -m1 '^JAVA_VERSION=' "$1/release") || { echo 0; return; }
    line=${line#*\"}
    echo "${line%%[!0-9]*}"
}

find_jdk25() {
    local on_path candidate
    on_path=$(command -v javac 2>/dev/null || true)
    [ -z "$on_path" ] || on_path=$(dirname "$(dirname "$(readlink -f "$on_path")")")
    for candidate in "${MERIDIAN_JAVA_HOME:-}" "${JAVA_HOME:-}" "${JAVA25_HOME:-}" "$on_path" \
        /usr/lib/jvm/* /opt/java/* /opt/jdk* /opt/*jdk* /usr/java/* \
        "$HOME"/.sdkman/candidates/java/* "$HOME"/.jdks/* "$HOME"/.local/share/mise/installs/java/* \
        /Library/Java/JavaVirtualMachines/*/Contents/Home "$HOME"/Library/Java/JavaVirtualMachines/*/Contents/Home; do
        [ -n "$candidate" ] && [ -d "$candidate" ] || continue
        if [ "$(jdk_feature "$candidate")" -ge 25 ]; then
            JAVA_HOME=$candidate
            export JAVA_HOME
            # the Maven toolchains plugin looks here too, so that compiler and programs use the same one
            export JAVA25_HOME=$candidate
            return 0
        fi
    done
    return 1
}

need_jdk25() {
    find_jdk25 && return 0
    echo "A JDK 25 is missing: install one with 'apt-get install openjdk-25-jdk' (Debian 13 and later) or from https://adoptium.net, or name its folder in JAVA_HOME." >&2
    exit 1
}
