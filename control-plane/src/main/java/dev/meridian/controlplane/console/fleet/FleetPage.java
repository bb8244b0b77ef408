package dev.meridian.controlplane.console.fleet;

import dev.meridian.controlplane.console.live.Live;
import dev.meridian.controlplane.console.live.Marks;
import dev.meridian.controlplane.console.look.Parts;
import dev.meridian.controlplane.fleet.FleetQueries;
import jakarta.servlet.http.HttpServletRequest;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.servlet.mvc.method.annotation.SseEmitter;

/// The fleet by region.
@Controller
class FleetPage {
    private final FleetQueries fleet;
    private final Live live;

    FleetPage(FleetQueries fleet, Live live) {
        this.fleet = fleet;
        this.live = live;
    }

    @GetMapping("/")
    String show(HttpServletRequest request, Model model) {
        live.follow(model, request, "/live", marks());
        model.addAttribute("regions", RegionLine.of(fleet.fleet()));
        return Parts.view("fleet/page", request, "regions");
    }

    @GetMapping("/live")
    ResponseEntity<SseEmitter> live(HttpServletRequest request) {
        return live.changes(request, this::marks);
    }

    private Marks marks() {
        return Marks.same(RegionLine.of(fleet.fleet()), "regions");
    }
}
