package dev.meridian.controlplane.agents;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class HandshakeGateTest {
    private final List<Integer> entered = new ArrayList<>();

    private HandshakeGate.Caller caller(int name) {
        return () -> entered.add(name);
    }

    @Test
    void whoFindsNoPlaceWaitsForItsTurn() {
        var gate = new HandshakeGate(2);
        List<HandshakeGate.Caller> callers = IntStream.range(0, 5).mapToObj(this::caller).toList();
        callers.forEach(gate::come);
        assertThat(entered).containsExactly(0, 1);
        assertThat(gate.waiting()).isEqualTo(3);

        gate.leave(callers.get(1));
        assertThat(entered).containsExactly(0, 1, 2);
        gate.leave(callers.get(1)); // said twice
        assertThat(entered).containsExactly(0, 1, 2);
    }

    @Test
    void whoLeavesWhileItWaitsIsPassedOver() {
        var gate = new HandshakeGate(1);
        List<HandshakeGate.Caller> callers = IntStream.range(0, 3).mapToObj(this::caller).toList();
        callers.forEach(gate::come);
        gate.leave(callers.get(1));
        assertThat(gate.waiting()).isEqualTo(1);
        gate.leave(callers.get(0));
        assertThat(entered).containsExactly(0, 2);
    }

    @Test
    void nobodyIsForgottenAndNoPlaceIsGivenTwice() {
        var random = new SplittableRandom(5);
        var gate = new HandshakeGate(3);
        List<HandshakeGate.Caller> here = new ArrayList<>();
        int[] inside = {0};
        for (int i = 0; i < 10_000; i++) {
            if (here.isEmpty() || random.nextInt(5) < 2) {
                HandshakeGate.Caller caller = new Counted(inside);
                here.add(caller);
                gate.come(caller);
            } else {
                Counted gone = (Counted) here.remove(random.nextInt(here.size()));
                gone.leaves();
                gate.leave(gone);
            }
            assertThat(inside[0]).isEqualTo(Math.min(3, here.size()));
            assertThat(gate.waiting()).isEqualTo(here.size() - inside[0]);
        }
    }

    /// Knows whether it is inside.
    private static final class Counted implements HandshakeGate.Caller {
        private final int[] inside;
        private boolean entered;

        Counted(int[] inside) {
            this.inside = inside;
        }

        @Override
        public void enter() {
            assertThat(entered).isFalse();
            entered = true;
            inside[0]++;
        }

        void leaves() {
            if (entered) {
                inside[0]--;
            }
        }
    }
}
