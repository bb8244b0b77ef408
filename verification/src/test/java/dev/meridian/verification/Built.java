package dev.meridian.verification;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.meridian.verification.local.Checkout;
import dev.meridian.verification.local.Rehearsal;

/// The programs that tests start.
public final class Built {

    private Built() {}

    /// With its jars, and with a [Rehearsal] behind them, for tests start many a control plane; a
    /// test that asks for it is skipped where nothing is built.
    public static Checkout checkout() {
        Checkout checkout = Checkout.find();
        assumeTrue(
                checkout.isBuilt(),
                () -> "it needs the jars, which `mvn verify` builds before: " + checkout.missing());
        Rehearsal.hold(checkout);
        return checkout;
    }
}
