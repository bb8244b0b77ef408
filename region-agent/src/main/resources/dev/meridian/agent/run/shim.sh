# Holds one task, so that agent and task can die independently of each other.
# usage: sh shim.sh FOLDER FIRST NEWEST KILL_SWITCH DOORS COMMAND...
#   FOLDER       where output, exit code and process numbers go
#   FIRST        bytes of each output stream that are written down from its start
#   NEWEST       bytes that are kept of what comes after: live in NAME.tail and, before it, NAME.tail.1 of this size
#                each; added to NAME once the stream has ended, after a line that says how much is missing
#   KILL_SWITCH  file to write 1 to once the task has ended, or empty: kills what it left behind
#   DOORS        number of control group files that follow, into which the task writes itself
# Says PID and start time of the task on its standard output, once it runs. Ends when all output is written.
folder=$1 first=$2 newest=$3 switch=$4 doors=$5
shift 5
# only SIGKILL ends a shim before its task; nobody may be listening any more
trap '' HUP INT TERM PIPE

identity() { # PID: number and start time, which together name a process for ever
    read -r line <"/proc/$1/stat" || return 1
    pid=$1
    set -- ${line##*) }
    echo "$pid ${20}"
}

# head reads not one byte more than it is asked for, and would keep lines back until it has a block of them
unbuffered=$(command -v stdbuf >/dev/null && echo 'stdbuf -o0')
keep() { # BYTES: at most so many of standard input; fails on a full disk
    $unbuffered head -c "$1" 2>/dev/null
}

size() { # FILE: its bytes
    wc -c <"$1" 2>/dev/null || echo 0
}

pump() { # NAME: standard input to files of bounded size, without ever blocking the writer for long
    out=$folder/$1 turns=0
    keep "$first" >"$out" || {
        : >"$out.over"
        exec cat >/dev/null
    }
    [ "$(size "$out")" -lt "$first" ] && return
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

cd "$folder" || exit 1
identity $$ >shim
printf '%-15s\n' '' >exit.new # room for the exit code, also on a disk that is full by then
mkfifo stdout.pipe stderr.pipe || exit 1
pump stdout <stdout.pipe >/dev/null &
pump stderr <stderr.pipe >/dev/null &
(
    trap - HUP INT TERM PIPE
    while [ "$doors" -gt 0 ]; do
        echo 0 >"$1" || exit 125
        shift
        doors=$((doors - 1))
    done
    cd work && exec setsid "$@"
) </dev/null >stdout.pipe 2>stderr.pipe &
task=$!
identity "$task" >task
read -r line <task
echo "$line"
exec >/dev/null
wait "$task"
code=$?
printf '%-15s\n' "$code" 1<>exit.new
mv exit.new exit
if [ -n "$switch" ]; then
    echo 1 >"$switch"
else
    kill -KILL "-$task" 2>/dev/null # most often it left nobody behind
fi
wait
rm -f stdout.pipe stderr.pipe
