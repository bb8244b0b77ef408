package dev.meridian.agent.run.checkpoint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.meridian.agent.protocol.CheckpointStore;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Which copy of a state counts, whoever made it and however late.
class ArchiveTest {
    private static final String KEY = "nlp/job/main/0";

    @TempDir Path place;
    private Path live;

    @BeforeEach
    void folders() throws IOException {
        Files.createDirectories(place.resolve("store"));
        live = Files.createDirectories(place.resolve("live"));
    }

    private Archive archive(int epoch) throws IOException {
        CheckpointStore wish =
                CheckpointStore.newBuilder().setUri("file:" + place.resolve("store")).build();
        return Archive.open(wish, KEY, epoch, Map.of(), Clock.systemUTC());
    }

    private static Pace pace() {
        return new Pace(0, System::nanoTime, () -> true);
    }

    private Optional<Mark> save(Archive archive) throws IOException {
        return archive.save(live, place.resolve("staged"), pace());
    }

    private Path fetched(int epoch) throws IOException {
        Path into = Files.createDirectories(place.resolve("epoch" + epoch));
        archive(epoch).restore(into, pace());
        return into;
    }

    private void writes(String name, String text) throws IOException {
        Files.createDirectories(live.resolve(name).resolveSibling(""));
        Files.writeString(live.resolve(name), text);
    }

    private List<String> stored(String folder) throws IOException {
        try (Stream<Path> all = Files.list(place.resolve("store").resolve(KEY).resolve(folder))) {
            return all.map(one -> one.getFileName().toString()).sorted().toList();
        }
    }

    @Test
    void theNextEpochGoesOnFromTheLastCopy() throws IOException {
        Archive first = archive(1);
        assertThat(first.restore(live, pace())).isEmpty();
        writes("step", "1");
        writes("deep/er/weights", "w");
        assertThat(save(first).orElseThrow().generation()).hasToString("1-1");
        writes("step", "2 and more");
        assertThat(save(first).orElseThrow().files()).isEqualTo(2);

        Path second = fetched(2);

        assertThat(second.resolve("step")).hasContent("2 and more");
        assertThat(second.resolve("deep/er/weights")).hasContent("w");
        assertThat(place.resolve("staged")).doesNotExist();
    }

    @Test
    void whatHasNotChangedIsNotCopiedAgain() throws IOException {
        Archive first = archive(1);
        writes("step", "1");
        assertThat(save(first)).isPresent();
        assertThat(save(first)).isEmpty();
        Files.createDirectories(place.resolve("two"));
        Archive second = archive(2);
        second.restore(place.resolve("two"), pace());
        assertThat(second.save(place.resolve("two"), place.resolve("staged"), pace())).isEmpty();
    }

    @Test
    void whatAnEarlierEpochAddsLaterNeverCounts() throws IOException {
        Archive first = archive(1);
        writes("step", "1");
        save(first);
        fetched(2);

        writes("step", "from a copy that was cut off");
        assertThatThrownBy(() -> save(first))
                .isInstanceOf(Superseded.class)
                .hasMessageContaining("2");
        // even where it had looked before the later one began, and marks after it
        Files.writeString(
                place.resolve("store").resolve(KEY + "/marks/000000001-000000009"),
                new Mark(new Generation(1, 9), "000000001-000000009", 1, 1, 0).text());

        assertThat(fetched(3).resolve("step")).hasContent("1");
        assertThatThrownBy(() -> fetched(2)).isInstanceOf(Superseded.class);
    }

    @Test
    void anEpochThatBeganWithNothingFencesToo() throws IOException {
        Archive first = archive(1);
        fetched(2);
        writes("step", "late");
        assertThatThrownBy(() -> save(first)).isInstanceOf(Superseded.class);
        assertThat(fetched(3)).isEmptyDirectory();
    }

    @Test
    void aCopyThatIsNotWholeIsNotSeen() throws IOException {
        Archive first = archive(1);
        writes("step", "1");
        save(first);
        writes("step", "2");
        writes("large", "x".repeat(1_000_000));
        Path begun = place.resolve("store").resolve(KEY + "/data/000000001-000000002");
        Pace cutShort = new Pace(0, System::nanoTime, () -> !Files.exists(begun));
        assertThatThrownBy(() -> first.save(live, place.resolve("staged"), cutShort))
                .isInstanceOf(CalledOff.class);
        assertThat(begun).exists();
        Path marks = place.resolve("store").resolve(KEY + "/marks");
        Files.writeString(marks.resolve("000000001-000000002"), "generation 000000001-000000002\n");

        assertThat(fetched(2).resolve("step")).hasContent("1");
    }

    @Test
    void aCopyOfWhichFilesAreGoneIsNotTakenForWhole() throws IOException {
        Archive first = archive(1);
        writes("a", "1");
        writes("b", "2");
        save(first);
        Files.delete(place.resolve("store").resolve(KEY + "/data/000000001-000000001/b"));
        assertThatThrownBy(() -> fetched(2))
                .hasMessageContaining("1-1")
                .hasMessageContaining("2 files");
    }

    @Test
    void theLastFewCopiesAreKept() throws IOException {
        Archive first = archive(1);
        for (int step = 1; step <= 6; step++) {
            writes("step", "x".repeat(step));
            save(first);
            first.prune(pace());
        }
        assertThat(stored("data"))
                .containsExactly(
                        "000000001-000000004", "000000001-000000005", "000000001-000000006");
        assertThat(stored("marks")).hasSize(3);
        assertThat(fetched(2).resolve("step")).hasContent("xxxxxx");
        Archive third = archive(3);
        third.restore(Files.createDirectories(place.resolve("three")), pace());
        third.prune(pace());
        assertThat(fetched(4).resolve("step")).hasContent("xxxxxx");
    }

    @Test
    void whatTakesAnothersPlaceIsWholeAndWhatIsWrittenToIsNot() throws IOException {
        writes("renamed", "1");
        writes("appended", "1");
        var before = Trees.look(live);
        writes("renamed.new", "2");
        Files.move(
                live.resolve("renamed.new"),
                live.resolve("renamed"),
                StandardCopyOption.REPLACE_EXISTING);
        var after = Trees.look(live);
        assertThat(after).isNotEqualTo(before);
        assertThat(Trees.torn(before, after)).isFalse();
        Files.writeString(live.resolve("appended"), "2", StandardOpenOption.APPEND);
        assertThat(Trees.torn(before, Trees.look(live))).isTrue();
    }

    @Test
    void linksAreNoState() throws IOException {
        Path secret = Files.writeString(place.resolve("secret"), "secret");
        Files.createDirectories(place.resolve("others"));
        Files.writeString(place.resolve("others/file"), "secret");
        writes("step", "1");
        Files.createSymbolicLink(live.resolve("link"), secret);
        Files.createSymbolicLink(live.resolve("folder"), place.resolve("others"));
        assertThat(save(archive(1)).orElseThrow().files()).isEqualTo(1);
        Path second = fetched(2);
        assertThat(second.resolve("link")).doesNotExist();
        assertThat(second.resolve("folder")).doesNotExist();
    }

    @Test
    void copiesOfRunningTasksKeepTheirPace() throws IOException {
        writes("large", "x".repeat(60_000));
        long began = System.nanoTime();
        archive(1)
                .save(
                        live,
                        place.resolve("staged"),
                        new Pace(200_000, System::nanoTime, () -> true));
        // never faster, however idle the host
        assertThat(System.nanoTime() - began).isGreaterThan(250_000_000L);
    }

    @Test
    void aStoreThatIsNotThereIsASentence() {
        CheckpointStore gone = CheckpointStore.newBuilder().setUri("/no/such/place").build();
        assertThatThrownBy(() ->
                        Archive.open(gone, KEY, 1, Map.of(), Clock.systemUTC())
                                .restore(live, pace()))
                .hasMessageContaining("/no/such/place")
                .hasMessageContaining("mount");
        CheckpointStore bucket = CheckpointStore.newBuilder().setUri("s3:bucket").build();
        assertThatThrownBy(() ->
                        Archive.open(
                                bucket,
                                KEY,
                                1,
                                Map.of("MERIDIAN_RCLONE", "/no/rclone"),
                                Clock.systemUTC()))
                .hasMessageContaining("apt-get install rclone");
    }

    @Test
    void noKeyLeadsOutOfTheStore() {
        CheckpointStore wish =
                CheckpointStore.newBuilder().setUri("file:" + place.resolve("store")).build();
        for (String key : new String[] {"", "..", "../x", "/etc", "a/../../x", ".", "a/.b"}) {
            assertThatThrownBy(() -> Archive.open(wish, key, 1, Map.of(), Clock.systemUTC()))
                    .hasMessageContaining("names no folder");
        }
    }

    @Test
    void whatWasFetchedAheadIsTakenWhereItCountsAndClaimsNothing() throws IOException {
        Ahead ahead = new Ahead(place.resolve("ahead"));
        Archive first = archive(1);
        assertThat(archive(2).fetchAhead(ahead, pace())).isEmpty();
        first.restore(live, pace());
        writes("deep/weights", "old");
        save(first);
        assertThat(archive(2).fetchAhead(ahead, pace()).orElseThrow().generation())
                .hasToString("1-1");
        writes("deep/weights", "newer");
        assertThat(save(first)).as("whoever runs goes on").isPresent();
        archive(2).fetchAhead(ahead, pace());
        try (Stream<Path> all = Files.list(ahead.root())) {
            assertThat(all).as("the newest alone").hasSize(1);
        }
        Path fetched = place.resolve("store").resolve(KEY).resolve("data");
        Files.move(fetched, fetched.resolveSibling("hidden"));

        Path into = Files.createDirectories(place.resolve("epoch2"));
        assertThat(archive(2).restore(into, Optional.of(ahead), pace())).isPresent();

        assertThat(into.resolve("deep/weights")).hasContent("newer");
        assertThatThrownBy(
                        () -> {
                            writes("deep/weights", "late");
                            save(first);
                        })
                .isInstanceOf(Superseded.class);
    }

    @Test
    void whatWasFetchedAheadAndIsOldIsPassedOver() throws IOException {
        Ahead ahead = new Ahead(place.resolve("ahead"));
        Archive first = archive(1);
        first.restore(live, pace());
        writes("step", "1");
        save(first);
        archive(2).fetchAhead(ahead, pace());
        writes("step", "2");
        save(first);

        Path into = Files.createDirectories(place.resolve("epoch2"));
        archive(2).restore(into, Optional.of(ahead), pace());

        assertThat(into.resolve("step")).hasContent("2");
    }
}
