package dev.meridian.controlplane.console.audit;

import dev.meridian.controlplane.audit.Audit;
import dev.meridian.controlplane.audit.model.AuditEntry;
import dev.meridian.controlplane.audit.model.AuditVerdict;
import dev.meridian.controlplane.console.look.Parts;
import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;

/// Who did what. The whole chain is read only when somebody asks whether it is whole.
@Controller
class AuditPage {
    private static final int LINES = 50;

    private final Audit audit;
    private final AuditLines lines;

    AuditPage(Audit audit, AuditLines lines) {
        this.audit = audit;
        this.lines = lines;
    }

    @GetMapping("/audit")
    String show(HttpServletRequest request, Model model) {
        AuditQuestion asked = AuditQuestion.of(request);
        long before = AuditQuestion.before(request);
        List<AuditEntry> found = audit.list(asked.filter(), before, LINES + 1);
        List<AuditEntry> shown = found.subList(0, Math.min(LINES, found.size()));
        model.addAttribute("asked", asked);
        model.addAttribute("lines", shown.stream().map(lines::of).toList());
        model.addAttribute("chips", asked.chips());
        model.addAttribute("first", before == Long.MAX_VALUE ? null : asked.filters().address());
        model.addAttribute(
                "next",
                found.size() > LINES
                        ? asked.filters().with("cursor", shown.getLast().seq())
                        : null);
        return Parts.view("audit/page", request, "list");
    }

    /// @param head hash of the last entry; empty when the chain is broken
    record Verdict(boolean whole, long entries, String head, String sentence) {}

    @GetMapping("/audit/verdict")
    String verdict(HttpServletRequest request, Model model) {
        model.addAttribute(
                "verdict",
                switch (audit.verify()) {
                    case AuditVerdict.Whole(long entries, String head) ->
                            new Verdict(true, entries, head, "");
                    case AuditVerdict.Broken(long seq, String sentence) ->
                            new Verdict(false, seq, "", sentence);
                });
        return Parts.view("audit/verdict", request, "verdict");
    }
}
