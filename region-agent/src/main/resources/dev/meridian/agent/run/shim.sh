# Holds one task, so that agent and task can die independently of each other.
# usage: sh shim.sh FOLDER BLOCKS KILL_SWITCH DOORS COMMAND...
#   FOLDER       where output, exit code and process numbers go
#   BLOCKS       most of each output stream, in blocks of 512 bytes; the rest is read and dropped
#   KILL_SWITCH  file to write 1 to once the task has ended, or empty: kills what it left behind
#   DOORS        number of control group files that follow, into which the task writes itself
# Says PID and start time of the task on its standard output, once it runs. Ends when all output is written.
folder=$1 blocks=$2 switch=$3 doors=$4
shift 4
# only SIGKILL ends a shim before its task; nobody may be listening any more
trap '' HUP INT TERM PIPE

identity() { # PID: number and start time, which together name a process for ever
    read -r line <"/proc/$1/stat" || return 1
    pid=$1
    set -- ${line##*) }
    echo "$pid ${20}"
}

pump() { # NAME: standard input to a file of bounded size, without ever blocking the writer for long
    (
        ulimit -f "$blocks"
        trap '' XFSZ
        exec cat
    ) >>"$folder/$1" 2>/dev/null && return
    : >"$folder/$1.over"
    exec cat >/dev/null
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
    kill -KILL "-$task"
fi
wait
rm -f stdout.pipe stderr.pipe
