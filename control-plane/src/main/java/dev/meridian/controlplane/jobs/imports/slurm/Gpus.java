package dev.meridian.controlplane.jobs.imports.slurm;

import dev.meridian.controlplane.jobs.imports.GpuModels;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// A number of devices: `2`, `a100:2`, and as a generic resource `gpu:a100:2`.
///
/// @param model null: any
/// @param slice a part of a device, as `1g.5gb`; null: whole ones
record Gpus(@Nullable String model, int count, @Nullable String slice) {

    private static final Pattern SLICE = Pattern.compile("(?:(.+)[_.])?(\\d+g\\.\\d+gb)");

    static Gpus of(Option option, String text) {
        String[] words = text.split(":", -1);
        String last = words[words.length - 1].replaceFirst("\\(.*\\)$", "");
        boolean counted = last.matches("\\d{1,6}");
        String type = counted ? (words.length > 1 ? words[0] : null) : words[0];
        if (words.length > 2 || (words.length == 2 && !counted) || text.isBlank()) {
            throw option.wrong("a number of devices such as 2 or a100:2");
        }
        int count = counted ? Integer.parseInt(last) : 1;
        Matcher slice = SLICE.matcher(type == null ? "" : type);
        if (slice.matches()) {
            String model = slice.group(1);
            return new Gpus(
                    model == null ? null : GpuModels.shortName(model), count, slice.group(2));
        }
        return new Gpus(type == null ? null : GpuModels.shortName(type), count, null);
    }

    /// The devices among generic resources; empty where there are none.
    ///
    /// @param text one of them, as `gpu:a100:2`
    static Optional<Gpus> ofGeneric(Option option, String text) {
        String plain = text.replaceFirst("^gres[:/]", "").replace("gpu=", "gpu:");
        if (plain.equals("gpu")) {
            return Optional.of(new Gpus(null, 1, null));
        }
        return plain.startsWith("gpu:")
                ? Optional.of(of(option, plain.substring("gpu:".length())))
                : Optional.empty();
    }
}
