package dev.meridian.controlplane.agents;

import dev.meridian.agent.protocol.CheckpointStore;
import dev.meridian.agent.protocol.ComeBack;
import dev.meridian.agent.protocol.ControlMessage;
import dev.meridian.agent.protocol.Heartbeat;
import dev.meridian.agent.protocol.HeartbeatReply;
import dev.meridian.agent.protocol.LogAck;
import dev.meridian.agent.protocol.Neighbour;
import dev.meridian.agent.protocol.Neighbours;
import dev.meridian.agent.protocol.ReportAck;
import dev.meridian.agent.protocol.Waiting;
import dev.meridian.controlplane.dispatch.model.Assignment;
import dev.meridian.controlplane.dispatch.model.CheckpointPlace;
import dev.meridian.controlplane.dispatch.model.DesiredState;
import dev.meridian.controlplane.dispatch.model.DeviceShare;
import dev.meridian.controlplane.dispatch.model.NeighbourLink;
import dev.meridian.controlplane.dispatch.model.Renewal;
import dev.meridian.controlplane.dispatch.model.RestartTerms;
import dev.meridian.controlplane.dispatch.model.StopOrder;
import dev.meridian.controlplane.telemetry.model.LogOffset;
import java.time.Duration;
import java.util.List;

/// What we say, in the words of the protocol.
final class Wire {

    private Wire() {}

    static ControlMessage desired(DesiredState state) {
        var message =
                dev.meridian.agent.protocol.DesiredState.newBuilder().setRevision(state.revision());
        state.assignments().forEach(assignment -> message.addAssignments(assignment(assignment)));
        state.standbys()
                .forEach(standby ->
                        message.addStandbys(
                                dev.meridian.agent.protocol.Standby.newBuilder()
                                        .setWork(assignment(standby.work()))
                                        .setFresh(standby.fresh())));
        return ControlMessage.newBuilder().setDesired(message).build();
    }

    private static dev.meridian.agent.protocol.Assignment assignment(Assignment given) {
        var message =
                dev.meridian.agent.protocol.Assignment.newBuilder()
                        .setAllocationId(given.allocation().toString())
                        .setEpoch(given.epoch())
                        .setJobId(given.job().toString())
                        .setJobName(given.jobName())
                        .setProject(given.project())
                        .setGroup(given.group())
                        .setAttempt(given.attempt())
                        .setDriver(given.driver())
                        .setImage(given.image())
                        .addAllCommand(given.command())
                        .putAllEnv(given.env())
                        .setCpuMillis(given.cpu().value())
                        .setMemoryMib(given.memory().value())
                        .setDiskMib(given.disk().value())
                        .setNetwork(given.network())
                        .setDisconnectPolicy(given.disconnectPolicy())
                        .setLeaseMillis(given.lease().toMillis())
                        .setLogLimitBytes(given.logLimitBytes());
        for (DeviceShare share : given.devices()) {
            message.addDevices(
                    dev.meridian.agent.protocol.DeviceShare.newBuilder()
                            .setIndex(share.index())
                            .setMillis(share.millis()));
        }
        StopOrder stop = given.stop();
        if (stop != null) {
            message.setStop(true)
                    .setStopReason(stop.reason())
                    .setGraceMillis(stop.grace().toMillis());
        }
        if (given.maxRuntime() != null) {
            message.setMaxRuntimeMillis(given.maxRuntime().toMillis());
        }
        CheckpointPlace checkpoint = given.checkpoint();
        if (checkpoint != null) {
            message.setCheckpointPath(checkpoint.path()).setCheckpointKey(checkpoint.key());
            if (checkpoint.store() != null) {
                message.setCheckpointStore(store(checkpoint.store()));
            }
        }
        RestartTerms restarts = given.restarts();
        if (restarts != null) {
            message.setRestart(
                    dev.meridian.agent.protocol.RestartTerms.newBuilder()
                            .setLeft(restarts.left())
                            .setSpent(restarts.spent())
                            .setBackoffMillis(restarts.backoff().toMillis())
                            .setLongestMillis(restarts.longest().toMillis()));
        }
        return message.build();
    }

    private static CheckpointStore store(CheckpointPlace.Store given) {
        return CheckpointStore.newBuilder()
                .setUri(given.uri())
                .putAllSettings(given.settings())
                .setEveryMillis(given.every().toMillis())
                .setBytesPerSecond(given.bytesPerSecond())
                .build();
    }

    static ControlMessage reply(Heartbeat heartbeat, List<Renewal> renewals) {
        var message =
                HeartbeatReply.newBuilder()
                        .setSeq(heartbeat.getSeq())
                        .setSentNanos(heartbeat.getSentNanos());
        for (Renewal renewal : renewals) {
            message.addRenewals(
                    dev.meridian.agent.protocol.Renewal.newBuilder()
                            .setAllocationId(renewal.allocation().toString())
                            .setEpoch(renewal.epoch())
                            .setLeaseMillis(renewal.lease().toMillis()));
        }
        return ControlMessage.newBuilder().setHeartbeat(message).build();
    }

    static ControlMessage waiting(int heartbeatMillis) {
        return ControlMessage.newBuilder()
                .setWaiting(Waiting.newBuilder().setHeartbeatMillis(heartbeatMillis))
                .build();
    }

    static ControlMessage comeBack(Duration after) {
        return ControlMessage.newBuilder()
                .setComeBack(
                        ComeBack.newBuilder().setAfterMillis(Math.toIntExact(after.toMillis())))
                .build();
    }

    static ControlMessage neighbours(List<NeighbourLink.Neighbour> peers) {
        var message = Neighbours.newBuilder();
        for (NeighbourLink.Neighbour peer : peers) {
            message.addPeers(Neighbour.newBuilder().setHost(peer.host()).setPort(peer.port()));
        }
        return ControlMessage.newBuilder().setNeighbours(message).build();
    }

    static ControlMessage ack(String allocation, int epoch, long seq) {
        return ControlMessage.newBuilder()
                .setAck(
                        ReportAck.newBuilder()
                                .setAllocationId(allocation)
                                .setEpoch(epoch)
                                .setSeq(seq))
                .build();
    }

    static LogAck ack(LogOffset stored) {
        return LogAck.newBuilder()
                .setAllocationId(stored.key().allocation().toString())
                .setEpoch(stored.key().epoch())
                .setStream(stored.key().stream().word())
                .setOffset(stored.offset())
                .build();
    }
}
