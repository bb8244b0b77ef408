srun() { # the script runs on every node of the job, so a step starts its tasks on this one
    srun_on= srun_tasks= srun_part=
    while [ $# -gt 0 ]; do
        case "$1" in
            -w | --nodelist) srun_on=$2; shift ;;
            --nodelist=*) srun_on=${1#*=} ;;
            -n | --ntasks) srun_tasks=$2; shift ;;
            --ntasks=*) srun_tasks=${1#*=} ;;
            -n?*) srun_tasks=${1#-n} ;;
            --het-group=* | --pack-group=*) srun_part=${1#*=} ;;
            --het-group | --pack-group) srun_part=$2; shift ;;
            --) shift; break ;;
            --*=*) ;;
            -[NcptJoeiGDxACdqmILMPrTW] | --nodes | --cpus-per-task | --partition | --time | --job-name | \
                --output | --error | --input | --gpus | --gpus-per-task | --gpus-per-node | --gres | --mem | \
                --mem-per-cpu | --mem-per-gpu | --chdir | --exclude | --account | --constraint | --export | \
                --mpi | --distribution | --ntasks-per-node | --jobid | --qos | --cpus-per-gpu | --threads) shift ;;
            -*) ;;
            *) break ;;
        esac
        shift
    done
    if [ -n "$srun_on" ] && [ "$1" = hostname ]; then echo "$srun_on"; return 0; fi
    srun_node=${RANK:-0}
    case "$MERIDIAN_GROUP" in
        part-*) # ranks run through all parts, and the nodes of a step are counted in its own
            srun_node=${MERIDIAN_ALLOCATION_INDEX:-0}
            case ",${srun_part:-0}," in *"${MERIDIAN_GROUP#part-}"*) ;; *) return 0 ;; esac ;;
    esac
    if [ "$srun_tasks" = 1 ]; then
        if [ "$srun_node" = 0 ]; then "$@"; fi
        return
    fi
    srun_i=0 srun_pids= srun_code=0
    while [ "$srun_i" -lt "$SRUN_TASKS" ]; do
        SLURM_LOCALID=$srun_i SLURM_NODEID=$srun_node SLURM_PROCID=$((srun_node * SRUN_TASKS + srun_i)) "$@" &
        srun_pids="$srun_pids $!" srun_i=$((srun_i + 1))
    done
    for srun_pid in $srun_pids; do wait "$srun_pid" || srun_code=$?; done
    return $srun_code
}
