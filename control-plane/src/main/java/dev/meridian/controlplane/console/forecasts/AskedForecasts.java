package dev.meridian.controlplane.console.forecasts;

import dev.meridian.controlplane.console.failing.RefusedPage;
import dev.meridian.controlplane.console.look.Filters;
import dev.meridian.controlplane.forecast.model.view.ForecastQuestion;
import dev.meridian.controlplane.projects.model.VisibleProjects;
import dev.meridian.controlplane.telemetry.model.demand.Measure;
import dev.meridian.controlplane.telemetry.model.demand.Scope;
import org.jspecify.annotations.Nullable;

/// What the address of the list asks for.
final class AskedForecasts {
    static final String[] PARAMETERS = {"scope", "owner", "resource", "measure"};

    private AskedForecasts() {}

    static ForecastQuestion question(Filters filters, VisibleProjects visible) {
        return new ForecastQuestion(
                scope(filters.value("scope")),
                text(filters.value("owner")),
                text(filters.value("resource")),
                measure(filters.value("measure")),
                visible);
    }

    private static @Nullable String text(@Nullable String text) {
        return text == null ? null : text.replace('\0', ' ');
    }

    private static @Nullable Scope scope(@Nullable String word) {
        for (Scope scope : Scope.values()) {
            if (scope.word().equals(word)) {
                return scope;
            }
        }
        if (word != null) {
            throw RefusedPage.unreadable(
                    "There is no scope \"" + word + "\"; take cluster, pool, project or service.");
        }
        return null;
    }

    private static @Nullable Measure measure(@Nullable String word) {
        return switch (word) {
            case null -> null;
            case "demand" -> Measure.DEMAND;
            case "used" -> Measure.USED;
            case String other ->
                    throw RefusedPage.unreadable(
                            "\"" + other + "\" is not forecast; take demand or used.");
        };
    }
}
