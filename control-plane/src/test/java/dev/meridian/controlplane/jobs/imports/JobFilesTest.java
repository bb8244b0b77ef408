package dev.meridian.controlplane.jobs.imports;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.meridian.controlplane.jobs.ImportReading;
import dev.meridian.controlplane.jobs.model.imports.ImportedJob;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Real job files of Kubernetes, SkyPilot and Slurm: each is converted, with the instances, gangs
/// and devices that the table tells, or refused for the reason that it tells.
class JobFilesTest {

    private static final Path TABLE = Path.of("src/test/resources/imports/job-files.txt");

    record Row(String file, List<String> columns) {
        @Override
        public String toString() {
            return file;
        }
    }

    static List<Row> rows() throws IOException {
        return Files.readAllLines(TABLE).stream()
                .filter(line -> !line.startsWith("#") && !line.isBlank())
                .map(line -> List.of(line.split(" \\| ")))
                .map(columns -> new Row(columns.getFirst(), columns.subList(1, columns.size())))
                .toList();
    }

    @ParameterizedTest
    @MethodSource("rows")
    void becomesWhatTheTableSays(Row row) throws IOException {
        ImportReading reading = read(folder().resolve(row.file()));
        if (row.columns().getFirst().equals("refused")) {
            assertThat(Converted.refusal(reading)).contains(row.columns().get(1));
            return;
        }
        assertThat(reading).isInstanceOf(ImportReading.Converted.class);
        ImportedJob job = Converted.checked((ImportReading.Converted) reading).getFirst();
        assertThat(job.kind()).isEqualTo(row.columns().get(0));
        assertThat(job.spec().name()).isEqualTo(row.columns().get(1));
        assertThat(Converted.groups(job.spec())).isEqualTo(row.columns().get(2));
        assertThat(job.remarks())
                .allSatisfy(remark -> {
                    assertThat(remark.line()).isPositive();
                    assertThat(remark.detail()).isNotBlank();
                });
    }

    @Test
    void theTableNamesEveryFile() throws IOException {
        Path folder = folder();
        Set<String> files = new TreeSet<>();
        try (Stream<Path> all = Files.walk(folder)) {
            all.filter(Files::isRegularFile)
                    .map(file -> folder.relativize(file).toString())
                    .filter(file -> !file.equals("INDEX.csv"))
                    .forEach(files::add);
        }
        assertThat(rows().stream().map(Row::file).collect(Collectors.toSet())).isEqualTo(files);
    }

    private static ImportReading read(Path file) throws IOException {
        return Converted.read(Files.readAllBytes(file), file.getFileName().toString());
    }

    private static Path folder() {
        String given = System.getenv("MERIDIAN_DATA");
        Path data = given == null ? Path.of("../../shared/data") : Path.of(given);
        Path folder = data.resolve("jobfiles");
        assumeTrue(
                Files.isDirectory(folder),
                "the job files are not here: set MERIDIAN_DATA to the folder that holds jobfiles/");
        return folder;
    }
}
