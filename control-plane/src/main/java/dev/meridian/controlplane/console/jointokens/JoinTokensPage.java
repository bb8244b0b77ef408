package dev.meridian.controlplane.console.jointokens;

import dev.meridian.controlplane.console.access.PageAudit;
import dev.meridian.controlplane.console.failing.RefusedPage;
import dev.meridian.controlplane.console.forms.Choice;
import dev.meridian.controlplane.console.forms.Form;
import dev.meridian.controlplane.console.live.Live;
import dev.meridian.controlplane.console.live.Marks;
import dev.meridian.controlplane.console.look.Parts;
import dev.meridian.controlplane.projects.JoinTokens;
import dev.meridian.controlplane.projects.model.Caller;
import dev.meridian.controlplane.projects.model.JoinToken;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.servlet.mvc.method.annotation.SseEmitter;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/// Hosts are let in here: a token is made, and with it the one line that the host needs.
@Controller
class JoinTokensPage {
    private static final String PATH = "/join-tokens";
    private static final List<Choice> LIVES =
            List.of(
                    new Choice("15", "15 minutes"),
                    new Choice("5", "5 minutes"),
                    new Choice("1", "a minute"));

    private static final int MOST = 100;

    private final JoinTokens tokens;
    private final KnownPlaces places;
    private final AgentDoor door;
    private final Live live;
    private final Clock clock;

    JoinTokensPage(JoinTokens tokens, KnownPlaces places, AgentDoor door, Live live, Clock clock) {
        this.tokens = tokens;
        this.places = places;
        this.door = door;
        this.live = live;
        this.clock = clock;
    }

    @GetMapping(PATH)
    String show(HttpServletRequest request, Model model) {
        Form form =
                Form.empty("new")
                        .with("region", request.getParameter("region"))
                        .with("cluster", request.getParameter("cluster"))
                        .with("pool", request.getParameter("pool"));
        return show(form, request, model);
    }

    private String show(Form form, HttpServletRequest request, Model model) {
        live.follow(model, request, PATH + "/live", marks());
        model.addAttribute("form", form);
        model.addAttribute("lists", Set.of("region", "cluster", "pool"));
        model.addAttribute("places", places.now());
        model.addAttribute("lives", LIVES);
        model.addAttribute("tokens", lines());
        return Parts.view("jointokens/page", request, "list");
    }

    @GetMapping(PATH + "/live")
    ResponseEntity<SseEmitter> live(HttpServletRequest request) {
        return live.changes(request, this::marks);
    }

    /// The list is drawn anew when a token is used, and while one runs out.
    private Marks marks() {
        Instant now = clock.instant();
        return Marks.same(
                lines().stream().map(line -> line.id() + line.state() + left(line, now)).toList(),
                "list");
    }

    private static long left(JoinTokenLine line, Instant now) {
        Duration left = Duration.between(now, line.expiresAt());
        return !line.state().equals("VALID")
                ? 0
                : left.toSeconds() > 60 ? left.toMinutes() : -left.toSeconds();
    }

    /// The newest.
    private List<JoinTokenLine> lines() {
        Instant now = clock.instant();
        return tokens.list().stream()
                .limit(MOST)
                .map(token -> JoinTokenLine.of(token, now))
                .toList();
    }

    @PostMapping(PATH)
    String create(
            HttpServletRequest request,
            HttpServletResponse response,
            Caller caller,
            Model model,
            RedirectAttributes redirect) {
        Form form = Form.of("new", request);
        form.with("cluster", "").with("pool", "");
        String region = form.name("region");
        String cluster = form.has("cluster") ? form.name("cluster") : "default";
        String pool = form.has("pool") ? form.name("pool") : "default";
        if (LIVES.stream().noneMatch(life -> life.value().equals(form.value("minutes")))) {
            form.wrong("minutes", "Choose one of them.");
        }
        if (!form.good()) {
            form.refuse(response);
            return show(form, request, model);
        }
        Duration life = Duration.ofMinutes(Long.parseLong(form.value("minutes")));
        var made = tokens.create(caller, region, cluster, pool, life);
        PageAudit.note(request, "after", made.token());
        redirect.addFlashAttribute(
                "command", JoinCommand.of(made, request.getServerName(), door.port()));
        redirect.addFlashAttribute("made", region + " / " + cluster);
        // an address of its own: the open page looks at its list anew meanwhile, and would be
        // given what is shown once
        return "redirect:" + PATH + "?made=" + made.token().id();
    }

    @PostMapping(PATH + "/{id}/delete")
    String delete(@PathVariable UUID id, HttpServletRequest request, RedirectAttributes redirect) {
        JoinToken token =
                tokens.find(id).orElseThrow(() -> RefusedPage.notFound("join token " + id));
        tokens.delete(id);
        PageAudit.note(request, "before", token);
        redirect.addFlashAttribute("flash", "The token is gone; no host joins with it.");
        return "redirect:" + PATH;
    }
}
