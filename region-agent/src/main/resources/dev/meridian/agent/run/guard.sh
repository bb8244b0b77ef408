# Ends the copies whose lease has lapsed where their agent cannot: because it is dead, stopped or hangs. Outlives it.
# usage: sh guard.sh DATA_DIR
#   guard/agent     number and start time of the agent's process, and a count that grows with each new lease
#   guard/guard     number and start time of the guard in charge; any other ends
#   guard/testify   a script that tells the control plane what ended while no agent could
#   leases/ID.EPOCH "MARK DEADLINE BOOT": the deadline in hundredths of a second of the host's uptime, and ERA, so that
#                   it always has as many digits. Agent and guard overwrite it in place, which needs no room on a full
#                   disk: the agent the deadline, either the mark, one letter:
#                     r  runs
#                     f  its agent has begun to end it: only what is left after the time for that is ours
#                     t  the guard has asked it to end
#                     k  the guard has killed it, and nothing of it is left
ERA=100000000000
ALLOWANCE=50         # what an agent that lives may be late
KILL_AFTER=450       # K less half a second
AWAY=500             # an agent gone for so long is not only being restarted
GIVE_UP=360000       # nobody listened for so long

trap '' HUP INT PIPE
cd "$1" || exit 1
read -r boot </proc/sys/kernel/random/boot_id

clock() { # now: hundredths of a second of uptime, the time asleep included
    read -r up _ </proc/uptime
    now=$((${up%.*}00 + 1${up#*.} - 100 + ERA))
}

process() { # PID: sets name, state and started of a process
    read -r line 2>/dev/null <"/proc/$1/stat" || return 1
    name=${line#*(}
    name=${name%)*}
    set -- ${line##*) }
    state=$1 started=${20}
    [ "$state" != Z ] && [ "$state" != X ]
}

soonest() { # TIME: look at the leases by then, for one of them is not over
    open=yes
    [ "$1" -ge "$due" ] || due=$1
}

say() {
    printf '%s guard: %s\n' "$(date -u +%FT%TZ)" "$*" >&2
}

mark() { # LETTER: of the lease at hand
    [ ! -e "$lease" ] || printf %s "$1" 1<>"$lease"
}

over() { # FOLDER: whether the task has ended by itself, and its code is written; on a full disk there may be only room
    [ -s "$1/exit" ] || { read -r code 2>/dev/null <"$1/exit.new" && [ -n "$code" ]; }
}

# Without a control group: by session while its number is still the attempt's own, by the marks in the environment, and
# by descent. Names may hold anything, so they are not read from where they could be mistaken for fields.
related() {
    session=
    if read -r pid ticks 2>/dev/null <"$folder/task" && process "$pid" && [ "$started" = "$ticks" ]; then
        session=$pid
    fi
    marked=
    for place in $(grep -lszxF "MERIDIAN_ALLOCATION_ID=$id" /proc/[0-9]*/environ); do
        grep -qszxF "MERIDIAN_EPOCH=$epoch" "$place" || continue
        place=${place#/proc/}
        marked="$marked ${place%/environ}"
    done
    [ -n "$session$marked" ] || return
    cat /proc/[0-9]*/status 2>/dev/null | awk -v session="$session" -v marked="$marked" '
        BEGIN { n = split(marked, m, " "); for (i = 1; i <= n; i++) known[m[i]] = 1 }
        $1 == "Pid:" { pid = $2 }
        $1 == "PPid:" { parent[pid] = $2 }
        $1 == "NSsid:" && session != "" && $2 == session { known[pid] = 1 }
        END {
            do {
                grown = 0
                for (pid in parent)
                    if (!(pid in known) && (parent[pid] in known)) grown = known[pid] = 1
            } while (grown)
            for (pid in known) print pid
        }'
}

members() { # sets found: the processes of the attempt at hand, and others: those that are not the sandbox's own
    found='' others='' switch='' procs=''
    { read -r switch && read -r procs; } 2>/dev/null <"$folder/group"
    if [ -n "$procs" ]; then
        all=
        while read -r pid; do
            all="$all $pid"
        done 2>/dev/null <"$procs"
    else
        all=$(related)
    fi
    for pid in $all; do
        process "$pid" || continue
        found="$found $pid"
        [ "$name" = bwrap ] || others="$others $pid"
    done
}

terminate() { # the sandbox ends with what it holds, and would otherwise take its exit code along
    members
    # shellcheck disable=SC2086
    [ -z "$others" ] || kill -TERM $others 2>/dev/null
}

destroy() {
    { [ -n "$switch" ] && echo 1 >"$switch"; } 2>/dev/null && return
    # shellcheck disable=SC2086
    kill -KILL $found 2>/dev/null
}

look() { # LEASE
    lease=$1
    read -r mark until of 2>/dev/null <"$lease" && [ "$of" = "$boot" ] || return
    key=${lease#leases/}
    id=${key%.*} epoch=${key##*.} folder=allocations/${key%.*}/${key##*.}
    case $mark in
    r)
        ! over "$folder" || return
        if [ "$now" -lt $((until + ALLOWANCE)) ]; then
            soonest $((until + ALLOWANCE))
            return
        fi
        # it may have been written while it was read
        read -r mark again of 2>/dev/null <"$lease" && [ "$mark $again" = "r $until" ] || {
            soonest "$now"
            return
        }
        mark t
        if over "$folder"; then
            mark r
            return
        fi
        terminate
        say "$key has lost its lease, and its agent does nothing: asked to end"
        soonest $((now + 20))
        ;;
    t)
        if [ "$now" -lt $((until + KILL_AFTER)) ] && ! over "$folder"; then
            soonest $((now + 20))
            return
        fi
        members
        if [ -z "$found" ]; then
            mark k
            killed="$killed $key"
            say "$key is gone"
            return
        fi
        [ "$now" -lt $((until + KILL_AFTER)) ] || destroy
        soonest $((now + 5))
        ;;
    f)
        if [ "$now" -lt $((until + KILL_AFTER)) ]; then
            soonest $((until + KILL_AFTER))
            return
        fi
        members
        [ -n "$found" ] || return
        mark t
        say "$key was not ended in time by its agent: killed"
        destroy
        soonest $((now + 5))
        ;;
    k) killed="$killed $key" ;;
    esac
}

agent() { # sets agent: there, stopped or gone; and count
    agent=gone
    read -r pid ticks count 2>/dev/null <guard/agent || return
    process "$pid" && [ "$started" = "$ticks" ] || return
    case $state in
    T | t) agent=stopped ;;
    *) agent=there ;;
    esac
}

ended() { # sets ended: attempts that have an exit code; live: whether any other has a shim
    ended='' live=
    for attempt in allocations/*/*; do
        if over "$attempt"; then
            ended="$ended ${attempt#allocations/}"
        elif read -r pid ticks 2>/dev/null <"$attempt/shim" && kill -0 "$pid" 2>/dev/null; then
            live=yes
        fi
    done
}

testify() { # starts, at most once at a time, the program that tells what it finds on disk
    if [ -n "$witness" ]; then
        [ ! -d "/proc/$witness" ] || return
        if wait "$witness"; then
            told=$asked pause=200
        else
            retry=$((now + pause)) pause=$((pause * 2))
            [ "$pause" -le 6000 ] || pause=6000
        fi
        witness=
    fi
    news="$killed $ended"
    [ "$news" != "$told" ] && [ "$news" != ' ' ] && [ "$now" -ge "$retry" ] && [ -e guard/testify ] || return
    asked=$news
    sh guard/testify </dev/null >&2 &
    witness=$!
}

process $$
mine="$$ $started"
printf '%-40s\n' "$mine" 1<>guard/guard
count=0 seen=none due=0 killed='' open='' ended='' live='' witness='' told=' ' asked='' retry=0 pause=200 since=0 strikes=0
while :; do
    clock
    read -r line 2>/dev/null <guard/guard || exit 0
    if [ "$line" = "$mine" ]; then
        strikes=0
    elif [ "$strikes" = 1 ]; then
        exit 0 # another is in charge
    else
        strikes=1
    fi
    agent
    if [ "$now" -ge "$due" ] || [ "$count" != "$seen" ]; then
        seen=$count due=$((now + 360000)) killed='' open=
        for each in leases/*; do
            look "$each"
        done
    fi
    if [ "$agent" = there ]; then
        since=0 ended=
    elif [ "$since" = 0 ]; then
        since=$now
    elif [ "$now" -ge $((since + AWAY)) ]; then
        ended
        if [ "$agent" = gone ] && [ -z "$open$live$witness" ] &&
            { [ "$killed $ended" = "$told" ] || [ "$now" -ge $((since + GIVE_UP)) ]; }; then
            exit 0 # nothing is left to guard, and all is told
        fi
    fi
    testify
    left=$((due - now))
    [ "$left" -le 100 ] || left=100
    [ "$left" -ge 5 ] || left=5
    case $left in
    100) sleep 1 ;;
    ?) sleep "0.0$left" ;;
    *) sleep "0.$left" ;;
    esac
done
