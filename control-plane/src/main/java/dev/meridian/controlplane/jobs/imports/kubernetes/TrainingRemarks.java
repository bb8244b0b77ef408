package dev.meridian.controlplane.jobs.imports.kubernetes;

import dev.meridian.controlplane.jobs.imports.JobDraft;
import dev.meridian.controlplane.jobs.imports.Part;

/// What the operators of Kubeflow give to pods, and Meridian does not.
final class TrainingRemarks {

    private TrainingRemarks() {}

    static void tell(String replicas, Part spec, JobDraft job) {
        Part roles = spec.at(replicas);
        switch (replicas) {
            case "tfReplicaSpecs" -> {
                roles.aside()
                        .leftOut(
                                "TF_CONFIG is not set: Meridian gives a gang RANK, WORLD_SIZE, MASTER_ADDR and MASTER_PORT",
                                "make it of these at the start of the command");
                if (roles.at("PS").isThere()) {
                    roles.at("PS")
                            .aside()
                            .changed(
                                    "parameter servers do not end by themselves, and a job ends when all of its groups have",
                                    "let them end with the workers");
                }
            }
            case "mpiReplicaSpecs" -> {
                Part slots = spec.at("slotsPerWorker");
                String each = slots.text("1");
                roles.aside()
                        .leftOut(
                                "no host file and no ssh are set up for mpirun: Meridian gives a gang RANK, WORLD_SIZE, MASTER_ADDR and MASTER_PORT",
                                "start each rank by itself, "
                                        + each
                                        + " on each worker, or let the image bring sshd and a host file");
            }
            case "paddleReplicaSpecs" ->
                    roles.aside()
                            .changed(
                                    "PADDLE_* is not set: Meridian gives a gang RANK, WORLD_SIZE, MASTER_ADDR and MASTER_PORT",
                                    "pass --master $MASTER_ADDR:$MASTER_PORT --nnodes $WORLD_SIZE --rank $RANK");
            case "jaxReplicaSpecs" ->
                    roles.aside()
                            .changed(
                                    "COORDINATOR_ADDRESS, NUM_PROCESSES and PROCESS_ID are not set; MASTER_ADDR:MASTER_PORT, WORLD_SIZE and RANK are the same",
                                    "give these to jax.distributed.initialize");
            case "xgbReplicaSpecs", "mxReplicaSpecs" ->
                    roles.aside()
                            .changed(
                                    "the variables of the tracker are not set; MASTER_ADDR, MASTER_PORT, WORLD_SIZE and RANK are",
                                    "make them of these at the start of the command");
            default -> {}
        }
        if (job.isGang()) {
            roles.aside()
                    .changed(
                            "ranks run through the roles in the order of the groups: RANK and MASTER_ADDR are those of the whole gang",
                            "");
        } else if (job.groups().size() > 1) {
            roles.aside()
                    .leftOut(
                            "the roles do not find each other: RANK and MASTER_ADDR are those of a group, of which each role has its own",
                            "give all of them the same gangGroup");
        }
    }
}
