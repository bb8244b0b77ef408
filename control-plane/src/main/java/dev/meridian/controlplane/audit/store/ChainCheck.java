package dev.meridian.controlplane.audit.store;

import dev.meridian.controlplane.audit.model.AuditEntry;
import dev.meridian.controlplane.audit.model.AuditVerdict;
import dev.meridian.controlplane.audit.model.Chain;
import java.util.Arrays;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/// Follows the chain entry by entry and remembers the first that does not fit.
final class ChainCheck {
    private byte[] last = Chain.start();
    private long entries;
    private AuditVerdict.@Nullable Broken broken;

    void next(AuditEntry entry, byte[] previous, byte[] hash) {
        if (broken != null) {
            return;
        }
        entries++;
        if (entry.seq() != entries) {
            broken = new AuditVerdict.Broken(entries, "entry " + entries + " is missing");
        } else if (!Arrays.equals(previous, last)) {
            broken = new AuditVerdict.Broken(entry.seq(), "the entry before it was changed");
        } else if (!Arrays.equals(hash, Chain.hash(previous, entry))) {
            broken = new AuditVerdict.Broken(entry.seq(), "its text is not what was hashed");
        }
        last = hash;
    }

    AuditVerdict verdict() {
        return broken != null
                ? broken
                : new AuditVerdict.Whole(entries, HexFormat.of().formatHex(last));
    }
}
