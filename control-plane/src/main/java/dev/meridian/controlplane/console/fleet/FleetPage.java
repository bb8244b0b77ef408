package dev.meridian.controlplane.console.fleet;

import dev.meridian.controlplane.console.live.Live;
import dev.meridian.controlplane.console.live.Marks;
import dev.meridian.controlplane.console.look.Parts;
import dev.meridian.controlplane.console.look.Shell;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.List;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.servlet.mvc.method.annotation.SseEmitter;

/// The fleet: its regions on a map of the world, and in a table for those who read no maps.
@Controller
class FleetPage {
    private final FleetPictures pictures;
    private final Live live;

    FleetPage(FleetPictures pictures, Live live) {
        this.pictures = pictures;
        this.live = live;
    }

    @GetMapping("/")
    String show(
            @ModelAttribute("shell") Shell shell,
            HttpServletRequest request,
            HttpServletResponse response,
            Model model) {
        FleetPicture fleet = pictures.latest();
        shell.asOf(fleet.asOf(), model, response);
        live.follow(model, request, "/live", marks(fleet));
        model.addAttribute("fleet", fleet);
        model.addAttribute("map", WorldMap.of(fleet));
        return Parts.view("fleet/page", request, "fleet");
    }

    @GetMapping(path = "/live", produces = MediaType.TEXT_EVENT_STREAM_VALUE)
    ResponseEntity<SseEmitter> live(HttpServletRequest request) {
        return live.changes(request, () -> marks(pictures.latest()));
    }

    private static Marks marks(FleetPicture fleet) {
        return Marks.same(List.of(fleet.regions(), fleet.ways()), "fleet");
    }
}
