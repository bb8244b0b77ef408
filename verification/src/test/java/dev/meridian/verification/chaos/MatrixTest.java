package dev.meridian.verification.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import dev.meridian.verification.chaos.history.Harm;
import dev.meridian.verification.chaos.rows.Row;
import dev.meridian.verification.chaos.rows.Rows;
import dev.meridian.verification.chaos.rows.Tally;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class MatrixTest {

    @Test
    void everyRowOfTheMatrixIsThere() {
        assertThat(Rows.ALL.stream().map(Row::number).distinct())
                .containsExactlyElementsOf(IntStream.rangeClosed(1, 17).boxed().toList());
        assertThat(Rows.ALL)
                .extracting(Row::fault)
                .doesNotHaveDuplicates()
                .noneMatch(fault -> fault.contains(","));
    }

    @Test
    void aFigureIsALineAndASkippedRowIsOneWithNone() {
        var tally = new Tally(_ -> {});
        tally.attempt(() -> tally.recovered(0, 2_500_000_000L));
        tally.attempt(() -> tally.harm(Harm.OVERLAP, "two lived"));
        var matrix = new Matrix(List.of(result(tally), Result.skipped(row(9), 5, "why")));

        assertThat(matrix.csv().lines())
                .startsWith(
                        "row,fault,tried,violations,skipped,figure,unit",
                        "4,agent partitioned; fence job,2,1,0,1,copies overlapping",
                        "4,agent partitioned; fence job,2,1,0,0,lost")
                .contains("4,agent partitioned; fence job,2,1,0,2.50,s recovery p99")
                .endsWith("9," + row(9).fault() + ",0,0,5,,");
        var text = new StringWriter();
        matrix.print(new PrintWriter(text));
        assertThat(text.toString())
                .contains("| 4 ", "skipped: why", "copies overlapping: two lived");
    }

    @Test
    void aTryThatFailsIsAViolation() {
        var tally = new Tally(_ -> {});
        tally.attempt(() -> {
            throw new IllegalStateException("nobody answers");
        });
        assertThat(tally.tries()).isEqualTo(1);
        assertThat(tally.of(Harm.WRONG)).isEqualTo(1);
        assertThat(tally.sentences().getFirst()).contains("nobody answers");
    }

    private static Row row(int number) {
        return Rows.ALL.stream().filter(row -> row.number() == number).findFirst().orElseThrow();
    }

    private static Result result(Tally tally) {
        return new Result(
                row(4),
                tally.tries(),
                tally.violations(),
                0,
                "",
                tally.figures(),
                tally.sentences());
    }
}
