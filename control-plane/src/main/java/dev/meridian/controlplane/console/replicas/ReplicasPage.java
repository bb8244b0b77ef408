package dev.meridian.controlplane.console.replicas;

import dev.meridian.controlplane.console.live.Live;
import dev.meridian.controlplane.console.live.Marks;
import dev.meridian.controlplane.console.look.Parts;
import dev.meridian.controlplane.replicas.Presence;
import dev.meridian.controlplane.replicas.Replicas;
import dev.meridian.controlplane.replicas.model.Replica;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Clock;
import java.util.List;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.servlet.mvc.method.annotation.SseEmitter;

/// Who leads, for how long and since when; what each control plane serves.
@Controller
class ReplicasPage {
    /// A lease runs down, and signs of life get older.
    private static final long SECONDS_BETWEEN_LOOKS = 2;

    private final Replicas replicas;
    private final Presence presence;
    private final Live live;
    private final Clock clock;

    ReplicasPage(Replicas replicas, Presence presence, Live live, Clock clock) {
        this.replicas = replicas;
        this.presence = presence;
        this.live = live;
        this.clock = clock;
    }

    @GetMapping("/replicas")
    String show(HttpServletRequest request, Model model) {
        live.follow(model, request, "/replicas/live", marks());
        List<Replica> all = replicas.all();
        model.addAttribute("replicas", all);
        model.addAttribute("silent", all.stream().filter(Replica::silent).count());
        model.addAttribute(
                "leader",
                all.stream().filter(each -> each.leads() != null).findFirst().orElse(null));
        model.addAttribute("answering", presence.id());
        return Parts.view("replicas/page", request, "leader", "list");
    }

    @GetMapping("/replicas/live")
    ResponseEntity<SseEmitter> live(HttpServletRequest request) {
        return live.changes(request, this::marks);
    }

    private Marks marks() {
        return Marks.same(
                List.of(clock.instant().getEpochSecond() / SECONDS_BETWEEN_LOOKS),
                "leader",
                "list");
    }
}
