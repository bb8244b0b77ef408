package dev.meridian.controlplane.console.look;

import dev.meridian.controlplane.console.access.Doors;
import dev.meridian.controlplane.projects.model.Caller;
import java.util.List;
import org.springframework.stereotype.Component;

/// The way through the console; each sees what their role lets them open.
@Component
class Navigation {

    private record Place(String path, String title, String icon) {}

    private record Part(String title, List<Place> places) {}

    private static final List<Part> PARTS =
            List.of(
                    new Part(
                            "Fleet",
                            List.of(
                                    new Place("/", "Map", "world"),
                                    new Place("/nodes", "Nodes", "server"),
                                    new Place("/anomalies", "Anomalies", "alert"),
                                    new Place("/forecasts", "Forecasts", "clock"),
                                    new Place("/failover", "Failover", "lifebuoy"),
                                    new Place("/replicas", "Replicas", "link"),
                                    new Place("/join-tokens", "Add a host", "plug"))),
                    new Part(
                            "Work",
                            List.of(
                                    new Place("/queue", "Queue", "queue"),
                                    new Place("/jobs", "Jobs", "jobs"),
                                    new Place("/plans", "Plans", "scales"),
                                    new Place("/submit", "Submit", "upload"),
                                    new Place("/events", "Events", "bolt"),
                                    new Place("/approvals", "Approvals", "thumb"))),
                    new Part("Money", List.of(new Place("/projects", "Projects", "coins"))),
                    new Part(
                            "Administration",
                            List.of(
                                    new Place("/users", "Users", "users"),
                                    new Place("/tokens", "Tokens", "key"),
                                    new Place("/audit", "Audit", "shield"))));

    private final Doors doors;

    Navigation(Doors doors) {
        this.doors = doors;
    }

    List<Shell.Group> of(Caller caller, String path) {
        return PARTS.stream()
                .map(part ->
                        new Shell.Group(
                                part.title,
                                part.places.stream()
                                        .filter(place -> doors.maySee(caller, place.path))
                                        .map(place ->
                                                new Shell.Item(
                                                        place.path,
                                                        place.title,
                                                        place.icon,
                                                        isAt(place.path, path)))
                                        .toList()))
                .filter(group -> !group.items().isEmpty())
                .toList();
    }

    private static boolean isAt(String place, String path) {
        return path.equals(place) || (place.length() > 1 && path.startsWith(place + "/"));
    }
}
