# Holds tasks, so that they and their agent can die independently of each other. One of these serves an agent; for each
# task it forks a shim, which needs no other program but the task itself while that writes little and ends soon.
# usage: sh shim.sh NOBODY
#   NOBODY     user and group id that sandboxed tasks get, for an agent of root; otherwise empty
# reads lines:
#   start NUMBER FOLDER    begin the task of a folder. Its file "start" sets
#                            first   bytes of each output stream that are written down from its start
#                            again   not empty: the same folder held an earlier run, whose output goes on
#                            newest  bytes that are kept of what comes after: live in NAME.tail and, before it,
#                                    NAME.tail.1 of this size each; added to NAME once the stream has ended, after a line
#                                    that says how much is missing
#                            switch  file to write 1 to once the task has ended, or empty: kills what it left behind
#                          and has a function "task" that becomes the task
#   pump PID               let this shim write the output to files from now on; a SIGTERM from anybody does the same
#   end PID                this shim's work is done
# says lines:
#   NUMBER started SHIM TICKS TASK TICKS    process numbers and start times
#   NUMBER held            the task has ended, its code is written, its output waits in the pipes 3 and 4 of the shim
#   NUMBER written         the task has ended, its code and all its output are written
#   NUMBER failed          there is no task
# When nobody reads or writes these any more, every shim goes on by itself.
nobody=$1 young=''
trap '' HUP INT TERM PIPE

say() {
    echo "$number $*" 2>/dev/null
}

# head reads not one byte more than it is asked for, and would keep lines back until it has a block of them
unbuffered=$(command -v stdbuf >/dev/null && echo 'stdbuf -o0')
keep() { # BYTES: at most so many of standard input; fails on a full disk
    $unbuffered head -c "$1" 2>/dev/null
}

size() { # FILE: its bytes
    wc -c <"$1" 2>/dev/null || echo 0
}

rest() { # NAME: what comes on standard input after the first bytes, without ever blocking the writer for long
    out=$1 turns=0
    keep 1 >"$out.tail"
    [ -s "$out.tail" ] || return
    printf '\n[meridian: this stream grows large: from here on its newest part is in %s.tail on the node, and follows here at the end]\n' \
        "$1" >>"$out"
    keep $((newest - 1)) >>"$out.tail"
    while [ "$(size "$out.tail")" -ge "$newest" ]; do
        mv -f "$out.tail" "$out.tail.1"
        turns=$((turns + 1))
        keep "$newest" >"$out.tail"
    done
    lost=$(cat | wc -c) # something only where the disk is full
    dropped=$((turns * newest + $(size "$out.tail") + lost - newest))
    [ "$dropped" -le 0 ] || printf '[meridian: %s bytes left out here]\n' "$dropped" >>"$out"
    cat "$out.tail.1" "$out.tail" 2>/dev/null | tail -c "$newest" >>"$out"
    rm -f "$out.tail.1" "$out.tail"
    [ "$dropped" -le 0 ] || : >"$out.over"
}

pump() {
    trap '' TERM # for the children too, and no second time
    told=yes
    [ -z "$pumping" ] || return
    pumping=yes
    exec 8<&3 9<&4 3<&- 4<&-
    [ -z "$held" ] || finish
    ! gone "$task" || return 0 # its code comes first
    copied=yes
    if [ -n "$BASH_VERSION" ]; then # see await
        stream stdout 8 &
        stream stderr 9 &
        return 0
    fi
    # one program copies each stream, and no shell waits beside it: most streams never reach their bound
    left stdout
    $unbuffered head -c "$left" >>stdout <&8 8<&- 9<&- 2>/dev/null &
    out=$!
    left stderr
    $unbuffered head -c "$left" >>stderr <&9 8<&- 9<&- 2>/dev/null &
    err=$!
    trap tend CHLD
    tend
}

left() { # NAME: sets left: what there is room for before its newest part
    left=$first
    [ -z "$again" ] || left=$((first - $(size "$1")))
    [ "$left" -gt 0 ] || left=0
}

stream() { # NAME FD: to its end
    left "$1"
    $unbuffered head -c "$left" >>"$1" <&"$2" 2>/dev/null
    more "$1" $? "$2"
    wait
}

gone() { # PID: whether a child has ended
    { read -r line <"/proc/$1/stat"; } 2>/dev/null || return 0
    line=${line##*) }
    [ "${line%% *}" = Z ]
}

tend() { # copies on what has reached its bound
    told=yes
    [ -n "$ended" ] || ! gone "$task" || return 0 # its code comes first
    while bounded; do
        trap - CHLD # a trap within a trap would spoil the codes of the commands that it comes between
        if [ -n "$out" ] && gone "$out"; then
            wait "$out"
            more stdout $? 8
            out=''
        fi
        if [ -n "$err" ] && gone "$err"; then
            wait "$err"
            more stderr $? 9
            err=''
        fi
        trap tend CHLD
    done
}

bounded() { # whether a stream has ended, or the first part of it
    if [ -n "$out" ] && gone "$out"; then return 0; fi
    [ -n "$err" ] && gone "$err"
}

more() { # NAME STATUS FD: after the first bytes, or on a full disk
    if [ "$2" != 0 ] || { [ -n "$again" ] && [ -e "$1.over" ]; }; then
        : >"$1.over"
        cat <&"$3" >/dev/null 8<&- 9<&- &
    elif [ "$(size "$1")" -ge "$first" ]; then
        rest "$1" <&"$3" >/dev/null 8<&- 9<&- &
    fi
}

await() { # sets code: of the task
    if [ -n "$BASH_VERSION" ]; then # a signal while it waits may cost it the code, so it waits when that is there
        until gone "$task"; do
            # shellcheck disable=SC3045
            read -r -t 0.1 _ <&5
        done
    fi
    told=''
    wait "$task"
    code=$?
    until gone "$task"; do # it was a signal to this shell that ended the waiting
        told=''
        wait "$task"
        code=$?
    done
    while [ -n "$told" ] && { [ "$code" = 143 ] || [ "$code" = 145 ]; }; do # perhaps it was one at the last moment
        told=''
        wait "$task"
        code=$?
    done
    ended=yes
    [ -z "$pumping" ] || tend
}

finish() { # the task has ended
    if [ -z "$copied" ]; then
        stream stdout 8 &
        stream stderr 9 &
    fi
    while [ -n "$out$err" ]; do
        wait
        tend
    done
    trap - CHLD
    exec 8<&- 9<&-
    wait
    say written
    exit 0
}

channel() { # R W FOLDER: opens a pipe, to read from it as R and to write to it as W
    # in most shells an empty here-document is a pipe, whose other end is there to be opened
    eval "exec $1<<none
none
exec $2>/proc/self/fd/$1"
    [ ! -p "/proc/self/fd/$1" ] || return 0
    mkfifo "$3/pipe.$$.$1" && eval "exec $2<>\"\$3/pipe.$$.$1\" && exec $1<\"\$3/pipe.$$.$1\""
    rm -f "$3/pipe.$$.$1"
}

hold() { # NUMBER FOLDER: in a process of its own
    number=$1 pumping='' held='' told='' out='' err='' ended='' copied='' again=''
    trap 'say failed' EXIT
    cd "$2" && exec 2>shim.log || exit 1
    read -r line </proc/self/stat
    shim=${line%% *}
    # shellcheck disable=SC2086
    set -- ${line##*) }
    shim="$shim ${20}"
    echo "$shim" >shim
    printf '%-15s\n' '' >exit.new || exit 1 # room for the exit code, also on a disk that is full by then
    . ./start
    if [ -z "$again" ]; then
        : >stdout
        : >stderr
    fi
    channel 3 8 .
    channel 4 9 .
    (
        trap - HUP INT TERM PIPE EXIT
        exec </dev/null >&8 2>&9 3<&- 4<&- 5<&- 6>&- 8>&- 9>&-
        # where the whole host runs out of memory, a task goes before its shim, its guard and its agent
        { echo 500 >/proc/self/oom_score_adj; } 2>/dev/null
        task
    ) &
    task=$!
    exec 8>&- 9>&-
    { read -r line <"/proc/$task/stat"; } 2>/dev/null # not there when it was very short: then its time is the shim's
    # shellcheck disable=SC2086
    set -- ${line##*) }
    echo "$task ${20}" >task
    trap pump TERM
    trap - EXIT
    say started "$shim" "$task" "${20}"
    await
    printf '%-15s\n' "$code" 1<>exit.new
    echo "$code" >exit
    if [ -n "$switch" ]; then
        echo 1 >"$switch"
    else
        kill -KILL "-$task" 2>/dev/null # most often it left nobody behind
    fi
    held=yes
    [ -z "$pumping" ] || finish
    say held
    while :; do read -r _ <&5; done # until it is told to pump, or killed
}

channel 5 6 "${0%/*}" # nobody ever writes to it

# A user namespace in which the agent's user, who may read what is mounted, and the tasks' are known, and nobody is root:
# so a sandbox keeps the right to mount when it becomes the tasks' user, until it gives up all rights.
if [ -n "$nobody" ]; then
    channel 8 9 "${0%/*}"
    # shellcheck disable=SC2016
    { unshare --user sh -c 'echo $$; kill -STOP $$' >&9 || echo 0 >&9; } 2>/dev/null &
    read -r other <&8
    exec 8<&- 9>&-
    for map in uid_map gid_map; do
        printf '%s 0 1\n%s %s 1\n' $((nobody - 1)) "$nobody" "$nobody" >"/proc/$other/$map"
    done
    exec 7<"/proc/$other/ns/user"
    kill -KILL "$other"
    wait
fi

forget() { # PID: pumps, or has ended
    rest=''
    for each in $young; do
        [ "$each" = "$1" ] || rest="$rest $each"
    done
    young=$rest
}

while read -r word number rest; do
    case $word in
    start)
        hold "$number" "$rest" &
        young="$young $!"
        ;;
    pump)
        kill -TERM "$number" 2>/dev/null
        forget "$number"
        ;;
    end)
        kill -KILL "$number" 2>/dev/null
        wait "$number" 2>/dev/null
        forget "$number"
        ;;
    esac
done
for each in $young; do
    kill -TERM "$each" 2>/dev/null
done
