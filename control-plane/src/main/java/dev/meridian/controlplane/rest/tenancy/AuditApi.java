package dev.meridian.controlplane.rest.tenancy;

import com.fasterxml.jackson.annotation.JsonRawValue;
import dev.meridian.controlplane.audit.Audit;
import dev.meridian.controlplane.audit.model.AuditEntry;
import dev.meridian.controlplane.audit.model.AuditFilter;
import dev.meridian.controlplane.audit.model.AuditVerdict;
import dev.meridian.controlplane.kernel.model.Refusal;
import dev.meridian.controlplane.rest.PageAnswer;
import dev.meridian.controlplane.rest.ProblemKind;
import dev.meridian.controlplane.rest.RefusedRequest;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping("/api/v1/audit")
class AuditApi {
    private static final int MOST = 1000;

    private final Audit audit;

    AuditApi(Audit audit) {
        this.audit = audit;
    }

    record EntryView(
            long seq,
            Instant at,
            String actor,
            String source,
            String action,
            String object,
            @JsonRawValue @Schema(implementation = Object.class) String detail) {

        static EntryView of(AuditEntry entry) {
            return new EntryView(
                    entry.seq(),
                    entry.at(),
                    entry.actor(),
                    entry.source(),
                    entry.action(),
                    entry.object(),
                    entry.detail());
        }
    }

    /// @param head hash of the last entry of a whole chain: kept elsewhere, it shows later whether
    ///   the end was cut off
    record VerdictView(
            boolean whole,
            @Nullable Long entries,
            @Nullable String head,
            @Nullable Long brokenAt,
            @Nullable String sentence) {

        static VerdictView of(AuditVerdict verdict) {
            return switch (verdict) {
                case AuditVerdict.Whole(long entries, String head) ->
                        new VerdictView(true, entries, head, null, null);
                case AuditVerdict.Broken(long seq, String sentence) ->
                        new VerdictView(false, null, null, seq, sentence);
            };
        }
    }

    /// Newest first.
    ///
    /// @param actor the whole name
    /// @param action a part of what was done
    /// @param object what it was done to, or the beginning of it
    /// @param from not before
    /// @param to before
    /// @param refused only what was refused
    @GetMapping
    PageAnswer<EntryView> list(
            @RequestParam(required = false) @Nullable String actor,
            @RequestParam(required = false) @Nullable String action,
            @RequestParam(required = false) @Nullable String object,
            @RequestParam(required = false) @Nullable String project,
            @RequestParam(required = false) @Nullable Instant from,
            @RequestParam(required = false) @Nullable Instant to,
            @RequestParam(defaultValue = "false") boolean refused,
            @RequestParam(defaultValue = "100") int limit,
            @RequestParam(required = false) @Nullable String cursor) {
        if (limit < 1 || limit > MOST) {
            throw new RefusedRequest(
                    ProblemKind.IMPOSSIBLE,
                    List.of(
                            new Refusal(
                                    "",
                                    "A limit of " + limit + " is not possible.",
                                    "From 1 to " + MOST + ".")));
        }
        var filter = new AuditFilter(actor, action, object, project, from, to, refused);
        var entries = audit.list(filter, before(cursor), limit);
        String next =
                entries.size() < limit || entries.getLast().seq() == 1
                        ? null
                        : Long.toString(entries.getLast().seq());
        return new PageAnswer<>(entries.stream().map(EntryView::of).toList(), next);
    }

    private static long before(@Nullable String cursor) {
        try {
            return cursor == null ? Long.MAX_VALUE : Long.parseLong(cursor);
        } catch (NumberFormatException _) {
            throw new RefusedRequest(
                    ProblemKind.IMPOSSIBLE,
                    List.of(
                            new Refusal(
                                    "",
                                    "\"" + cursor + "\" is no cursor.",
                                    "Send the nextCursor of the page before.")));
        }
    }

    /// Reads the whole chain.
    @GetMapping("/verdict")
    VerdictView verdict() {
        return VerdictView.of(audit.verify());
    }
}
