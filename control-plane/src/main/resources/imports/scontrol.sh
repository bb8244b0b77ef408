scontrol() { # of the nodes, that of rank 0 alone is known here
    echo "${MASTER_ADDR:-$(hostname)}"
}
