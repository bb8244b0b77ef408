package dev.meridian.controlplane.forecast.model.expert;

import java.util.Arrays;
import java.util.Comparator;
import java.util.function.ToDoubleFunction;

/// Looks for the smallest value of a function that has no derivative.
///
/// Nelder and Mead (1965), "A simplex method for function minimization": reflect, expand, contract,
/// shrink, with their coefficients 1, 2, ½ and ½.
final class NelderMead {
    private record Point(double[] at, double value) {}

    private NelderMead() {}

    /// @param reach how far from the start the other corners lie
    /// @param rounds how often it moves
    static double[] minimum(
            ToDoubleFunction<double[]> function, double[] start, double reach, int rounds) {
        Point[] corners = new Point[start.length + 1];
        for (int i = 0; i <= start.length; i++) {
            double[] at = start.clone();
            if (i > 0) {
                at[i - 1] += reach;
            }
            corners[i] = new Point(at, function.applyAsDouble(at));
        }
        for (int round = 0; round < rounds; round++) {
            Arrays.sort(corners, Comparator.comparingDouble(Point::value));
            move(corners, function);
        }
        return Arrays.stream(corners).min(Comparator.comparingDouble(Point::value)).get().at();
    }

    private static void move(Point[] corners, ToDoubleFunction<double[]> function) {
        int last = corners.length - 1;
        double[] centre = centreOfAllButLast(corners);
        Point reflected = beyond(centre, corners[last], 1, function);
        if (reflected.value < corners[0].value) {
            Point expanded = beyond(centre, corners[last], 2, function);
            corners[last] = expanded.value < reflected.value ? expanded : reflected;
        } else if (reflected.value < corners[last - 1].value) {
            corners[last] = reflected;
        } else {
            Point contracted = beyond(centre, corners[last], -0.5, function);
            if (contracted.value < corners[last].value) {
                corners[last] = contracted;
            } else {
                for (int i = 1; i <= last; i++) {
                    corners[i] = beyond(corners[0].at, corners[i], -0.5, function);
                }
            }
        }
    }

    private static double[] centreOfAllButLast(Point[] corners) {
        double[] centre = new double[corners.length - 1];
        for (int i = 0; i < corners.length - 1; i++) {
            for (int j = 0; j < centre.length; j++) {
                centre[j] += corners[i].at[j] / centre.length;
            }
        }
        return centre;
    }

    /// The point on the line from `corner` through `centre`, so many times their distance after it.
    private static Point beyond(
            double[] centre, Point corner, double times, ToDoubleFunction<double[]> function) {
        double[] at = new double[centre.length];
        for (int j = 0; j < at.length; j++) {
            at[j] = centre[j] + times * (centre[j] - corner.at[j]);
        }
        return new Point(at, function.applyAsDouble(at));
    }
}
