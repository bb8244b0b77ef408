package dev.meridian.controlplane.jobs.model.spec;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Which of a job's data each instance reads.
///
/// Everybody reads all of it, but for an array whose data lie in several regions: each of its
/// members reads what lies in one of them, as many members as that is of all gigabytes, so that
/// each can run beside its data. The members of a region are spread evenly over the array, so that
/// all regions have work whatever part of it runs.
public final class DataShares {
    private static final double TWO_TO_32 = 0x1p32;

    private final List<List<DataSpec>> parts;

    /// where the share of each part ends, of 1
    private final double[] ends;

    private DataShares(List<List<DataSpec>> parts, double[] ends) {
        this.parts = parts;
        this.ends = ends;
    }

    public static DataShares of(JobSpec spec, TaskGroupSpec group) {
        List<DataSpec> all = spec.placement().data();
        Map<String, List<DataSpec>> byRegion = new LinkedHashMap<>();
        all.forEach(one -> byRegion.computeIfAbsent(one.region(), _ -> new ArrayList<>()).add(one));
        if (group.array() == null || byRegion.size() < 2) {
            return new DataShares(List.of(all), new double[] {1});
        }
        return split(byRegion.values().stream().map(List::copyOf).toList());
    }

    /// Equal parts where the size of one is not given: nobody would read it.
    private static DataShares split(List<List<DataSpec>> parts) {
        double[] sizes = parts.stream().mapToDouble(DataShares::size).toArray();
        boolean known = true;
        double sum = 0;
        for (double size : sizes) {
            known &= size > 0;
            sum += size;
        }
        double[] ends = new double[sizes.length];
        double end = 0;
        for (int i = 0; i < sizes.length; i++) {
            end += known ? sizes[i] / sum : 1.0 / sizes.length;
            ends[i] = end;
        }
        return new DataShares(parts, ends);
    }

    private static double size(List<DataSpec> part) {
        return part.stream().mapToDouble(DataSpec::sizeGb).sum();
    }

    /// @param index of the instance, from 0; of a run of them each part has its share to within a
    ///   few (the sequence of van der Corput in base 2)
    public List<DataSpec> of(int index) {
        double place = Integer.toUnsignedLong(Integer.reverse(index)) / TWO_TO_32;
        int part = 0;
        while (part < ends.length - 1 && place >= ends[part]) {
            part++;
        }
        return parts.get(part);
    }
}
