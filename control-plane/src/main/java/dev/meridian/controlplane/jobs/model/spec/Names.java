package dev.meridian.controlplane.jobs.model.spec;

import java.util.regex.Pattern;

/// The shapes of names.
final class Names {

    static final Pattern JOB = Pattern.compile("[A-Za-z0-9]([A-Za-z0-9._-]{0,126}[A-Za-z0-9])?");
    static final String JOB_HINT =
            "use 1 to 128 letters, digits, '.', '_' and '-', beginning and ending with a letter or digit";

    static final Pattern GROUP = Pattern.compile("[A-Za-z0-9]([A-Za-z0-9._-]{0,61}[A-Za-z0-9])?");
    static final String GROUP_HINT =
            "use 1 to 63 letters, digits, '.', '_' and '-', beginning and ending with a letter or digit";

    /// Projects, queues, regions and clusters: also a label of the DNS.
    static final Pattern DNS = Pattern.compile("[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?");

    static final String DNS_HINT =
            "use 1 to 63 small letters, digits and '-', beginning and ending with a letter or digit";

    static final Pattern LABEL = Pattern.compile("[A-Za-z0-9]([A-Za-z0-9._/-]{0,251}[A-Za-z0-9])?");
    static final String LABEL_HINT =
            "use 1 to 253 letters, digits, '.', '_', '-' and '/', as in gpu.memory";

    static final Pattern ENVIRONMENT = Pattern.compile("[A-Za-z_][A-Za-z0-9_]{0,254}");
    static final String ENVIRONMENT_HINT =
            "use letters, digits and '_', not beginning with a digit";

    private Names() {}
}
