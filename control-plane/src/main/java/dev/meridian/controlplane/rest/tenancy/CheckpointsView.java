package dev.meridian.controlplane.rest.tenancy;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.meridian.controlplane.projects.CheckpointStores;
import dev.meridian.controlplane.projects.model.CheckpointStore;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Where a project keeps its checkpoints.
///
/// @param uri `file:/mnt/checkpoints`, or rclone's backend and a folder, as `s3:bucket/folder`
/// @param region in which it lies; null: a copy lies where it was made
/// @param rate bytes a second of copies while tasks run, as `80M`; `0`: as fast as it goes
/// @param settings of the backend, credentials among them; never told. Left out with the same uri:
///   those that it has
/// @param settingNames what is set of these; ignored when given
@JsonInclude(JsonInclude.Include.NON_NULL)
record CheckpointsView(
        @Nullable String uri,
        @Nullable String region,
        @Nullable String rate,
        @Nullable Map<String, String> settings,
        @Nullable List<String> settingNames) {
    private static final Pattern PLACE =
            Pattern.compile("(file:)?/[^\\s]{1,1000}|[a-z0-9]{1,30}:[^\\s]{0,1000}");
    private static final Pattern SETTING = Pattern.compile("[a-z][a-z0-9_-]{0,60}");
    private static final Pattern RATE = Pattern.compile("(\\d{1,18})([KMG]?)");
    private static final int MOST_SETTINGS = 50;
    private static final int LONGEST_SETTING = 8_000;

    static @Nullable CheckpointsView of(@Nullable CheckpointStore store) {
        return store == null
                ? null
                : new CheckpointsView(
                        store.uri(),
                        store.region(),
                        Long.toString(store.bytesPerSecond()),
                        null,
                        store.settings());
    }

    /// @param before what the project has now
    static @Nullable CheckpointStore store(
            @Nullable CheckpointsView view,
            String project,
            @Nullable CheckpointStore before,
            CheckpointStores stores,
            Checks checks) {
        if (view == null) {
            return null;
        }
        String uri = view.uri == null ? "" : view.uri;
        checks.that(
                PLACE.matcher(uri).matches(),
                "/checkpoints/uri",
                "\"" + uri + "\" is no place for checkpoints.",
                "file:/mnt/checkpoints, or a backend of rclone's and a folder, as s3:bucket/folder.");
        long rate = rate(view.rate, checks);
        String region =
                view.region == null ? null : checks.name(view.region, "/checkpoints/region");
        Map<String, String> settings = view.settings == null ? Map.of() : view.settings;
        checks.that(
                settings.size() <= MOST_SETTINGS,
                "/checkpoints/settings",
                settings.size() + " settings.",
                "At most " + MOST_SETTINGS + ".");
        settings.forEach((name, value) ->
                checks.that(
                        SETTING.matcher(name).matches()
                                && value != null
                                && value.length() <= LONGEST_SETTING
                                && value.indexOf('\0') < 0,
                        "/checkpoints/settings",
                        "A setting has no name or value that a backend could have.",
                        "Names as in rclone.conf, as access_key_id."));
        if (!checks.good()) {
            return null;
        }
        return view.settings == null && before != null && before.uri().equals(uri)
                ? new CheckpointStore(uri, region, rate, before.settings(), before.sealed())
                : stores.sealed(project, uri, region, rate, settings);
    }

    private static long rate(@Nullable String text, Checks checks) {
        if (text == null) {
            return CheckpointStore.USUAL_BYTES_PER_SECOND;
        }
        var found = RATE.matcher(text);
        boolean good = found.matches();
        long unit =
                switch (good ? found.group(2) : "") {
                    case "K" -> 1_000;
                    case "M" -> 1_000_000;
                    case "G" -> 1_000_000_000;
                    default -> 1;
                };
        long number = good ? Long.parseLong(found.group(1)) : 0;
        boolean sane = good && number <= Long.MAX_VALUE / unit;
        checks.that(
                sane,
                "/checkpoints/rate",
                "\"" + text + "\" is no number of bytes a second.",
                "As 80M, or 0 for as fast as it goes.");
        return sane ? number * unit : 0;
    }
}
