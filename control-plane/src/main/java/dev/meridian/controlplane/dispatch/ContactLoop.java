package dev.meridian.controlplane.dispatch;

import dev.meridian.controlplane.dispatch.store.UntoldContacts;
import dev.meridian.controlplane.jobs.Jobs;
import java.time.Instant;
import org.springframework.stereotype.Service;

/// Tells copies again whether their node is heard. They are told when that changes, by a
/// transaction of its own: whoever dies, or loses the database, between the two tells nobody.
@Service
public class ContactLoop {
    private final UntoldContacts untold;
    private final Jobs jobs;

    ContactLoop(UntoldContacts untold, Jobs jobs) {
        this.untold = untold;
        this.jobs = jobs;
    }

    public void runOnce(Instant now) {
        jobs.contactLost(untold.silent(), now);
        jobs.contactReturned(untold.heard(), now);
    }
}
