package dev.meridian.controlplane.agents;

import dev.meridian.controlplane.kernel.CannotStart;
import dev.meridian.controlplane.kernel.DoorOpened;
import io.grpc.Server;
import io.grpc.TlsServerCredentials;
import io.grpc.netty.shaded.io.grpc.netty.NettyServerBuilder;
import io.grpc.netty.shaded.io.netty.channel.EventLoopGroup;
import io.grpc.netty.shaded.io.netty.channel.nio.NioEventLoopGroup;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.bouncycastle.asn1.x509.GeneralName;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/// The gRPC server of the agent link. It opens after everything else has started and closes first.
@Component
@EnableConfigurationProperties(AgentSettings.class)
class AgentServer implements SmartLifecycle {
    private static final Logger LOG = LoggerFactory.getLogger(AgentServer.class);
    private static final int LARGEST_MESSAGE = 4 << 20;
    private static final int LARGEST_METADATA = 16 << 10;

    /// What may lie unread before us of one connection: a heartbeat never waits behind more than
    /// this.
    private static final int WINDOW = 256 << 10;

    private static final int STREAMS_PER_CONNECTION = 8;
    private static final int SECONDS_TO_END = 2;

    /// What the transport takes this to mean.
    private static final int TWO_A_PROCESSOR = 0;

    private static final Pattern HOST_NAME =
            Pattern.compile("[A-Za-z0-9]([A-Za-z0-9.-]{0,252}[A-Za-z0-9])?");

    private final AgentSettings settings;
    private final CertificateAuthority authority;
    private final PeerInterceptor interceptor;
    private final EnrolmentService enrolment;
    private final AgentLinkService link;
    private final Clock clock;
    private final ApplicationEventPublisher events;
    private final HandshakeGate gate;
    private @Nullable Server server;
    private @Nullable ExecutorService executor;
    private @Nullable EventLoopGroup doors;
    private @Nullable EventLoopGroup threads;

    AgentServer(
            AgentSettings settings,
            CertificateAuthority authority,
            PeerInterceptor interceptor,
            EnrolmentService enrolment,
            AgentLinkService link,
            Clock clock,
            ApplicationEventPublisher events,
            HandshakeGate gate) {
        this.settings = settings;
        this.authority = authority;
        this.interceptor = interceptor;
        this.enrolment = enrolment;
        this.link = link;
        this.clock = clock;
        this.events = events;
        this.gate = gate;
    }

    /// The port that agents reach, also where a free one was taken; -1 while closed.
    int port() {
        return server == null ? -1 : server.getPort();
    }

    @Override
    public void start() {
        executor = Executors.newVirtualThreadPerTaskExecutor();
        doors = loops("agents-door", 1);
        threads = loops("agents", TWO_A_PROCESSOR);
        try {
            server =
                    NettyServerBuilder.forAddress(
                                    new InetSocketAddress(settings.address(), settings.port()),
                                    TlsServerCredentials.newBuilder()
                                            .keyManager(
                                                    new ServerKeys(
                                                            () -> authority.forServer(names()),
                                                            clock))
                                            .trustManager(
                                                    new PeerTrust(authority.certificate(), clock))
                                            // a host that joins has no certificate yet;
                                            // PeerInterceptor asks the others
                                            .clientAuth(TlsServerCredentials.ClientAuth.OPTIONAL)
                                            .build())
                            .channelFactory(() -> new GatedServerChannel(gate))
                            .bossEventLoopGroup(doors)
                            .workerEventLoopGroup(threads)
                            .executor(executor)
                            .intercept(interceptor)
                            .addService(enrolment)
                            .addService(link)
                            .maxInboundMessageSize(LARGEST_MESSAGE)
                            .maxInboundMetadataSize(LARGEST_METADATA)
                            .maxConcurrentCallsPerConnection(STREAMS_PER_CONNECTION)
                            .flowControlWindow(WINDOW)
                            .handshakeTimeout(20, TimeUnit.SECONDS)
                            .keepAliveTime(30, TimeUnit.SECONDS)
                            .keepAliveTimeout(20, TimeUnit.SECONDS)
                            .permitKeepAliveTime(1, TimeUnit.SECONDS)
                            .permitKeepAliveWithoutCalls(true)
                            .build()
                            .start();
        } catch (IOException e) {
            throw new CannotStart(
                    "Agents cannot be served on port "
                            + settings.port()
                            + ": "
                            + e.getMessage()
                            + ".",
                    "Stop what uses that port, or name another one in meridian.agents.port.",
                    e);
        }
        LOG.info("agents are served on {}:{}", settings.address(), port());
        events.publishEvent(new DoorOpened("agents", port()));
    }

    @Override
    public void stop() {
        Server open = server;
        server = null;
        if (open == null) {
            return;
        }
        open.shutdownNow();
        try {
            if (!open.awaitTermination(SECONDS_TO_END, TimeUnit.SECONDS)) {
                LOG.warn("streams of agents did not end in time");
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
        if (executor != null) {
            executor.shutdownNow();
        }
        Stream.of(doors, threads)
                .filter(Objects::nonNull)
                .forEach(each -> each.shutdownGracefully(0, SECONDS_TO_END, TimeUnit.SECONDS));
    }

    @Override
    public boolean isRunning() {
        return server != null;
    }

    private static EventLoopGroup loops(String name, int count) {
        return new NioEventLoopGroup(
                count, Thread.ofPlatform().daemon().name(name + "-", 0).factory());
    }

    private static List<GeneralName> names() {
        List<GeneralName> names = new ArrayList<>();
        names.add(new GeneralName(GeneralName.dNSName, CertificateAuthority.SERVER_NAME));
        names.add(new GeneralName(GeneralName.dNSName, "localhost"));
        names.add(new GeneralName(GeneralName.iPAddress, "127.0.0.1"));
        try {
            String host = InetAddress.getLocalHost().getHostName();
            if (HOST_NAME.matcher(host).matches()) {
                names.add(new GeneralName(GeneralName.dNSName, host));
            }
        } catch (UnknownHostException e) {
            LOG.debug("this host does not know its own name", e);
        }
        return names;
    }
}
