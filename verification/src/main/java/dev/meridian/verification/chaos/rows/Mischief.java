package dev.meridian.verification.chaos.rows;

import dev.meridian.verification.chaos.arena.Arena;
import dev.meridian.verification.chaos.arena.Host;
import dev.meridian.verification.chaos.arena.HostProcesses;
import dev.meridian.verification.chaos.arena.Postgres;
import dev.meridian.verification.chaos.arena.Waiting;
import java.io.IOException;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;

/// What the nemesis knows to do. Each is over when it returns.
enum Mischief {
    KILL_AGENT(true) {
        @Override
        void befall(Arena arena, Host host, Duration lasts) {
            arena.system().killAgent(host.plan());
            Waiting.rest(lasts);
            arena.system().restartAgent(host.plan());
        }
    },
    STOP_AGENT(true) {
        @Override
        void befall(Arena arena, Host host, Duration lasts) {
            arena.system().agent(host.plan()).signal("STOP");
            Waiting.rest(lasts);
            arena.system().agent(host.plan()).signal("CONT");
        }
    },
    FREEZE_HOST(true) {
        @Override
        void befall(Arena arena, Host host, Duration lasts) {
            HostProcesses all = HostProcesses.of(arena, host);
            all.freeze();
            Waiting.rest(lasts);
            all.thaw();
        }
    },
    CUT_CABLE(true) {
        @Override
        void befall(Arena arena, Host host, Duration lasts) throws IOException {
            host.cable().cut();
            Waiting.rest(lasts);
            host.cable().mend();
        }
    },
    DEAFEN_HOST(true) {
        @Override
        void befall(Arena arena, Host host, Duration lasts) throws IOException {
            host.cable().deafen();
            Waiting.rest(lasts);
            host.cable().mend();
        }
    },
    KILL_CONTROL_PLANE(false) {
        @Override
        void befall(Arena arena, Host host, Duration lasts) {
            arena.system().killControlPlane();
            Waiting.rest(lasts.dividedBy(2));
            arena.system().startControlPlaneAgain();
            arena.controlPlaneCameBack();
        }
    },
    STOP_CONTROL_PLANE(false) {
        @Override
        void befall(Arena arena, Host host, Duration lasts) {
            arena.system().controlPlane().signal("STOP");
            Waiting.rest(lasts);
            arena.system().controlPlane().signal("CONT");
            arena.controlPlaneCameBack();
        }
    },
    KILL_POSTGRES(false) {
        @Override
        void befall(Arena arena, Host host, Duration lasts) {
            var server = Postgres.of(arena.system().home());
            long killed = server.pid();
            server.kill();
            PostgresKilled.awaitAnother(arena, server, killed);
            arena.controlPlaneCameBack();
        }
    },
    FREEZE_POSTGRES(false) {
        @Override
        void befall(Arena arena, Host host, Duration lasts) {
            var server = Postgres.of(arena.system().home());
            server.freeze();
            Waiting.rest(lasts);
            server.thaw();
            arena.controlPlaneCameBack();
        }
    };

    private final boolean ofHost;

    Mischief(boolean ofHost) {
        this.ofHost = ofHost;
    }

    /// @param host where it is one of a host
    abstract void befall(Arena arena, Host host, Duration lasts) throws IOException;

    boolean ofHost() {
        return ofHost;
    }

    static List<Mischief> ofHosts() {
        return Arrays.stream(values()).filter(one -> one.ofHost).toList();
    }

    static List<Mischief> ofControlPlane() {
        return Arrays.stream(values()).filter(one -> !one.ofHost).toList();
    }
}
