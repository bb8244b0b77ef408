package dev.meridian.controlplane.dispatch.model;

import dev.meridian.controlplane.fleet.model.NodeId;
import dev.meridian.controlplane.jobs.model.AllocationId;
import dev.meridian.controlplane.jobs.model.JobId;
import java.util.List;

/// Who are told of each other: the instances of one group, or of all groups of one gang.
///
/// @param first name of the group that has rank 0; no other peers of the job have that one
/// @param worldSize instances, placed or not
/// @param members that are placed, by rank
public record Peers(JobId job, String first, int worldSize, List<Member> members) {
    public Peers {
        members = List.copyOf(members);
    }

    /// One that is placed.
    ///
    /// @param rank from 0; through the groups in the order of the spec, and through each by index
    /// @param address where others reach its node; empty where it is not known
    public record Member(
            AllocationId allocation, int rank, int epoch, NodeId node, String address) {}
}
