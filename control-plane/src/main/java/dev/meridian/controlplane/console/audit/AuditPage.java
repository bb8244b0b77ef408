package dev.meridian.controlplane.console.audit;

import dev.meridian.controlplane.audit.Audit;
import dev.meridian.controlplane.audit.model.AuditEntry;
import dev.meridian.controlplane.audit.model.AuditVerdict;
import dev.meridian.controlplane.console.look.Parts;
import dev.meridian.controlplane.console.look.Slice;
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
        Slice<AuditEntry> page = Slice.of(found, LINES);
        model.addAttribute("asked", asked);
        model.addAttribute("lines", page.shown().stream().map(lines::of).toList());
        model.addAttribute("chips", asked.chips());
        page.link(model, asked.filters(), before == Long.MAX_VALUE, AuditEntry::seq);
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
