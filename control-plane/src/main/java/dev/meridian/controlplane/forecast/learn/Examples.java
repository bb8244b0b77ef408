package dev.meridian.controlplane.forecast.learn;

import dev.meridian.controlplane.forecast.model.Training;
import dev.meridian.controlplane.forecast.model.feature.Rows;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import org.tribuo.MutableDataset;
import org.tribuo.impl.ArrayExample;
import org.tribuo.provenance.SimpleDataSourceProvenance;
import org.tribuo.regression.RegressionFactory;
import org.tribuo.regression.Regressor;

/// Rows as Tribuo wants them.
///
/// A missing number is left out: Tribuo's boosted trees take that for missing. Its linear models
/// take it for zero, which is why differences and not levels are the features.
final class Examples {
    static final String TARGET = "y";
    static final RegressionFactory OUTPUTS = new RegressionFactory();

    private Examples() {}

    static MutableDataset<Regressor> of(Rows rows, Training training) {
        MutableDataset<Regressor> examples =
                new MutableDataset<>(
                        new SimpleDataSourceProvenance(
                                training.of(), training.at().atOffset(ZoneOffset.UTC), OUTPUTS),
                        OUTPUTS);
        int[] columns = byName(rows.names());
        for (int row = 0; row < rows.size(); row++) {
            examples.add(example(rows, row, columns));
        }
        return examples;
    }

    /// The columns in the order of their names, in which Tribuo keeps an example: it need not sort
    /// each.
    static int[] byName(List<String> names) {
        return IntStream.range(0, names.size())
                .boxed()
                .sorted(Comparator.comparing(names::get))
                .mapToInt(Integer::intValue)
                .toArray();
    }

    /// @param columns of [#byName]
    static ArrayExample<Regressor> example(Rows rows, int row, int[] columns) {
        List<String> names = rows.names();
        String[] known = new String[columns.length];
        double[] numbers = new double[columns.length];
        int count = 0;
        for (int column : columns) {
            float number = rows.at(row, column);
            if (!Float.isNaN(number)) {
                known[count] = names.get(column);
                numbers[count++] = number;
            }
        }
        return new ArrayExample<>(
                new Regressor(TARGET, rows.target(row)),
                Arrays.copyOf(known, count),
                Arrays.copyOf(numbers, count));
    }
}
