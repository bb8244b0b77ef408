package dev.meridian.agent.link;

import dev.meridian.agent.protocol.AgentLinkGrpc;
import dev.meridian.agent.protocol.EndOrder;
import dev.meridian.agent.protocol.Testimony;
import dev.meridian.agent.protocol.TestimonyReply;
import io.grpc.ManagedChannel;
import io.grpc.StatusRuntimeException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;

/// Tells control planes what ended while no agent could, with the node's own certificate: straight,
/// or by the way of peers, who pass on what they can neither read nor forge.
public final class Witness {
    private static final int PATIENCE_SECONDS = 10;

    /// A control plane that can be reached has answered by then, and no peer is troubled; nor is
    /// the next peer.
    private static final long HEAD_START_MILLIS = 1_000;

    private final List<HostPort> planes;
    private final List<HostPort> peers;
    private final Identity identity;

    /// @param planes may be empty, where they are known to be out of reach
    /// @param peers who lend their way
    public Witness(List<HostPort> planes, List<HostPort> peers, Identity identity) {
        this.planes = List.copyOf(planes);
        this.peers = List.copyOf(peers);
        this.identity = identity;
    }

    /// What became of it.
    ///
    /// @param why nobody has stored it, for people; empty when somebody has
    /// @param orders what of the copies that were named as running is to end
    public record Told(String why, List<EndOrder> orders) {
        public Told {
            orders = List.copyOf(orders);
        }

        static Told not(String why) {
            return new Told(why, List.of());
        }
    }

    public Told tell(Testimony testimony) {
        List<String> why = Collections.synchronizedList(new ArrayList<>());
        List<Callable<TestimonyReply>> ways = new ArrayList<>();
        for (HostPort plane : planes) {
            long pause = pause(ways);
            ways.add(() -> told(Channels.mutual(plane, identity), testimony, plane, pause, why));
        }
        for (HostPort peer : peers) {
            long pause = pause(ways);
            Testimony through = testimony.toBuilder().setThrough(peer.toString()).build();
            ways.add(() -> told(Channels.through(peer, identity), through, peer, pause, why));
        }
        if (ways.isEmpty()) return Told.not("there is no way to any control plane");
        try (ExecutorService each = Executors.newVirtualThreadPerTaskExecutor()) {
            return new Told("", each.invokeAny(ways).getEndList());
        } catch (ExecutionException _) {
            return Told.not(String.join("; ", why));
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            return Told.not("interrupted");
        }
    }

    private static long pause(List<?> before) {
        return before.size() * HEAD_START_MILLIS;
    }

    private static TestimonyReply told(
            ManagedChannel channel,
            Testimony testimony,
            HostPort by,
            long pauseMillis,
            List<String> why)
            throws InterruptedException {
        try {
            boolean _ = new CountDownLatch(1).await(pauseMillis, TimeUnit.MILLISECONDS);
            return AgentLinkGrpc.newBlockingStub(channel)
                    .withDeadlineAfter(PATIENCE_SECONDS, TimeUnit.SECONDS)
                    .testify(testimony);
        } catch (StatusRuntimeException e) {
            why.add(by + ": " + e.getMessage());
            throw e;
        } finally {
            channel.shutdownNow();
        }
    }
}
