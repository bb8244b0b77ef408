# Sourced by the scripts beside it: repository root, JDK, Maven, Debian packages.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/../.."
ROOT=$PWD
. deploy/local/jdk25.sh

say() { printf '%s\n' "» $*"; }

fail() {
    printf '%s\n' "$*" >&2
    exit 1
}

need_maven() {
    command -v mvn >/dev/null || fail "Maven is missing: install it with 'apt-get install maven' (3.8.7 or later)."
}

# Maven with its whole output in target/build.log and only the milestones here: a first build fetches some 600 files.
maven() {
    need_maven
    need_jdk25
    mkdir -p target
    say "building with $(basename "$JAVA_HOME"), whole log in target/build.log"
    local status=0
    MAVEN_OPTS="${MAVEN_OPTS:-} --enable-native-access=ALL-UNNAMED --sun-misc-unsafe-memory-access=allow" \
        mvn -B "$@" 2>&1 | tee target/build.log | line_by_line -f deploy/local/milestones.awk || status=1
    [ "$status" = 0 ] || fail "The build failed: the reason stands above, the whole story in target/build.log."
}

# Debian's awk waits for 4 KiB at a time, which on a quiet test is minutes.
line_by_line() {
    if awk -W version 2>&1 </dev/null | grep -q '^mawk'; then
        awk -W interactive "$@"
    else
        awk "$@"
    fi
}

# Debian packages that the default driver of tasks needs. Without them we go on where that is possible.
want_sandbox() {
    if ! command -v bwrap >/dev/null; then
        if [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null; then
            install_packages "" bubblewrap || true
        elif command -v apt-get >/dev/null && command -v sudo >/dev/null && sudo -n true 2>/dev/null; then
            install_packages "sudo -n" bubblewrap || true
        fi
    fi
    command -v bwrap >/dev/null || {
        SANDBOX_MISSING="Bubblewrap, which isolates tasks, is missing: install it with 'sudo apt-get install bubblewrap'."
        return 1
    }
    bwrap --ro-bind / / --proc /proc --unshare-pid true 2>/dev/null || {
        SANDBOX_MISSING="Bubblewrap is installed but may not make namespaces here: allow them with 'sudo sysctl -w kernel.unprivileged_userns_clone=1 user.max_user_namespaces=15000', or use another host."
        return 1
    }
}

# What the tests of the console look through, and the type that its pages are set in.
want_browser() {
    local name
    for name in chromium chromium-browser google-chrome google-chrome-stable; do
        ! command -v "$name" >/dev/null || return 0
    done
    if command -v apt-get >/dev/null; then
        if [ "$(id -u)" = 0 ]; then
            install_packages "" chromium fonts-inter || true
        elif command -v sudo >/dev/null && sudo -n true 2>/dev/null; then
            install_packages "sudo -n" chromium fonts-inter || true
        fi
    fi
    command -v chromium >/dev/null
}

# What reaches stores of checkpoints that are no directories.
want_rclone() {
    command -v rclone >/dev/null && return 0
    if command -v apt-get >/dev/null; then
        if [ "$(id -u)" = 0 ]; then
            install_packages "" rclone || true
        elif command -v sudo >/dev/null && sudo -n true 2>/dev/null; then
            install_packages "sudo -n" rclone || true
        fi
    fi
    command -v rclone >/dev/null
}

# The rival of `make bench-slurm-run`. Debian's packages would start services, which we neither want nor use.
want_slurm() {
    PATH=$PATH:/usr/sbin
    command -v slurmctld >/dev/null && command -v slurmd >/dev/null && command -v munged >/dev/null && return 0
    if command -v apt-get >/dev/null; then
        if [ "$(id -u)" = 0 ]; then
            install_packages "" slurm-wlm munge || true
        elif command -v sudo >/dev/null && sudo -n true 2>/dev/null; then
            install_packages "sudo -n" slurm-wlm munge || true
        fi
    fi
    command -v slurmctld >/dev/null && command -v slurmd >/dev/null && command -v munged >/dev/null
}

# Shifts the time of day of single programs, for `make chaos`.
want_faketime() {
    compgen -G '/usr/lib/*/faketime/libfaketimeMT.so.1' >/dev/null && return 0
    if command -v apt-get >/dev/null; then
        if [ "$(id -u)" = 0 ]; then
            install_packages "" libfaketime || true
        elif command -v sudo >/dev/null && sudo -n true 2>/dev/null; then
            install_packages "sudo -n" libfaketime || true
        fi
    fi
    compgen -G '/usr/lib/*/faketime/libfaketimeMT.so.1' >/dev/null
}

# A server, its standby and what an operator does with them, for `make chaos`. Debian's package starts a server of its own, which we neither
# want nor use.
want_postgres() {
    compgen -G '/usr/lib/postgresql/*/bin/pg_basebackup' >/dev/null && compgen -G '/usr/lib/postgresql/*/bin/initdb' >/dev/null && return 0
    if command -v apt-get >/dev/null; then
        if [ "$(id -u)" = 0 ]; then
            install_packages "" postgresql || true
        elif command -v sudo >/dev/null && sudo -n true 2>/dev/null; then
            install_packages "sudo -n" postgresql || true
        fi
    fi
    compgen -G '/usr/lib/postgresql/*/bin/initdb' >/dev/null
}

install_packages() { # $1: how to become root, then the packages
    local become=$1
    shift
    say "installing $* with apt-get"
    # a fresh container has no package lists
    $become env DEBIAN_FRONTEND=noninteractive apt-get install -y -q --no-install-recommends "$@" >target/apt.log 2>&1 \
        || { $become apt-get update -q >>target/apt.log 2>&1 \
            && $become env DEBIAN_FRONTEND=noninteractive apt-get install -y -q --no-install-recommends "$@" >>target/apt.log 2>&1; } \
        || { say "apt-get could not install $*: $(tail -1 target/apt.log)"; return 1; }
}

# Programs are started from the jars of this checkout: build them when one is missing or older than a source.
build_if_stale() {
    local jar stale=
    for jar in control-plane/target/control-plane.jar region-agent/target/region-agent.jar \
        cli/target/cli.jar swarm/target/swarm.jar verification/target/verification.jar; do
        [ -f "$jar" ] || stale="$jar is not there yet"
    done
    # the jars carry the dates of no day, so that equal sources give equal bytes: a stamp tells when they were built
    if [ -z "$stale" ] && { [ ! -f target/built ] || [ -n "$(find pom.xml ./*/pom.xml ./*/src/main db -newer target/built -type f -print -quit)" ]; }; then
        stale="a source is newer than the jars"
    fi
    [ -n "$stale" ] || return 0
    say "$stale: building (minutes the first time, while Maven fetches libraries)"
    build_jars
}

build_jars() {
    mkdir -p target
    touch target/building
    maven package -Dmaven.test.skip=true
    mv target/building target/built
}
