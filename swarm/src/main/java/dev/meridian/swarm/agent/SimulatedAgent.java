package dev.meridian.swarm.agent;

import dev.meridian.agent.protocol.AgentMessage;
import dev.meridian.agent.protocol.ComeBack;
import dev.meridian.agent.protocol.Hello;
import dev.meridian.agent.protocol.TelemetryBatch;
import dev.meridian.agent.protocol.Welcome;
import dev.meridian.swarm.link.Identity;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/// An agent without a host: it speaks the whole protocol on a connection of its own and pretends to
/// run what it is told. It comes back by itself when its stream is lost, and can be cut off or
/// silenced.
public final class SimulatedAgent implements Connection.Owner, AutoCloseable {
    private final Surroundings around;
    private final Identity identity;
    private final Host host;
    private final Pace pace;
    private final Workload work;
    private final CompletableFuture<Void> welcomed = new CompletableFuture<>();
    private @Nullable Connection current;
    private boolean silent;
    private boolean closed;
    private long awaySince;
    private boolean measuring;

    public SimulatedAgent(
            Surroundings around, Identity identity, Host host, RandomGenerator random) {
        this.around = around;
        this.identity = identity;
        this.host = host;
        this.pace = new Pace(random);
        this.work = new Workload(around.plays(), around.timer(), around.figures(), this::send);
    }

    /// Completed by the first welcome.
    public CompletableFuture<Void> welcome() {
        return welcomed;
    }

    public void connect() {
        around.dialling().execute(this::dial);
    }

    /// Cuts the connection; it comes back after that time.
    public void cut(long awayMillis) {
        synchronized (this) {
            away();
            if (current != null) {
                current.close();
                current = null;
            }
        }
        connectAfter(TimeUnit.MILLISECONDS.toNanos(awayMillis));
    }

    /// Says and hears nothing until [#speak]; its leases run on.
    public synchronized void silence() {
        silent = true;
        away();
        if (current != null) {
            current.mute();
        }
    }

    public void speak() {
        synchronized (this) {
            silent = false;
            if (current != null) {
                current.close();
                current = null;
            }
        }
        connect();
    }

    private void away() {
        if (awaySince == 0) {
            awaySince = System.nanoTime();
        }
    }

    private void dial() {
        Hello hello = host.hello(work.held());
        Connection fresh;
        synchronized (this) {
            if (closed || silent || current != null) {
                return;
            }
            fresh = new Connection(identity.connect(around.plane()), around, work, pace, this);
            current = fresh;
        }
        fresh.open(hello);
    }

    @Override
    public void putOff(Connection which, ComeBack until) {
        var _ =
                around.timer()
                        .schedule(
                                () -> around.dialling().execute(() -> returnTo(which)),
                                until.getAfterMillis(),
                                TimeUnit.MILLISECONDS);
    }

    /// On the connection that stands, unless it was cut meanwhile.
    private void returnTo(Connection earlier) {
        Hello hello = host.hello(work.held());
        Connection fresh;
        synchronized (this) {
            if (closed || silent || current != earlier) {
                return;
            }
            fresh = new Connection(earlier.handOver(), around, work, pace, this);
            current = fresh;
        }
        fresh.open(hello);
    }

    private void connectAfter(long nanos) {
        var _ = around.timer().schedule(this::connect, nanos, TimeUnit.NANOSECONDS);
    }

    private void send(AgentMessage message) {
        Connection open;
        synchronized (this) {
            open = current;
        }
        if (open != null) {
            open.send(message);
        }
    }

    @Override
    public void welcomed(Connection by, Welcome met) {
        pace.met();
        synchronized (this) {
            if (awaySince != 0) {
                around.figures().returned(System.nanoTime() - awaySince);
                awaySince = 0;
            }
            if (!measuring && met.getTelemetryMillis() > 0) {
                measuring = true;
                long every = TimeUnit.MILLISECONDS.toNanos(met.getTelemetryMillis());
                var _ =
                        around.timer()
                                .scheduleAtFixedRate(
                                        this::measure,
                                        pace.phase(every),
                                        every,
                                        TimeUnit.NANOSECONDS);
            }
        }
        welcomed.complete(null);
    }

    private void measure() {
        TelemetryBatch batch =
                host.measure(System.currentTimeMillis(), work.running(), pace.wave());
        send(AgentMessage.newBuilder().setTelemetry(batch).build());
    }

    @Override
    public void lost(Connection which) {
        synchronized (this) {
            if (closed || which != current) {
                return;
            }
            current = null;
            away();
        }
        connectAfter(pace.retry());
    }

    /// Goes without a word; the timer that it shares ends with the fleet.
    @Override
    public synchronized void close() {
        closed = true;
        if (current != null) {
            current.close();
            current = null;
        }
    }
}
