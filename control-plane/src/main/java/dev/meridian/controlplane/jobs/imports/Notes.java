package dev.meridian.controlplane.jobs.imports;

import dev.meridian.controlplane.jobs.model.imports.ImportRemark;
import dev.meridian.controlplane.jobs.model.imports.ImportRemark.Kind;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/// Gathers the remarks on one document.
public final class Notes {

    /// A file of a megabyte could earn as many remarks as it has fields.
    private static final int MOST = 500;

    private final int document;
    private final List<ImportRemark> remarks = new ArrayList<>();
    private int untold;

    public Notes(int document) {
        this.document = document;
    }

    public void add(Kind kind, int line, String pointer, String detail, String hint) {
        add(new ImportRemark(kind, document, line, pointer, detail, hint));
    }

    public void add(ImportRemark remark) {
        if (remarks.size() == MOST) {
            untold++;
        } else if (!remarks.contains(remark)) {
            remarks.add(remark);
        }
    }

    /// In the order of the file.
    public List<ImportRemark> inOrder() {
        List<ImportRemark> all = new ArrayList<>(remarks);
        all.sort(Comparator.comparingInt(ImportRemark::line));
        if (untold > 0) {
            all.add(
                    new ImportRemark(
                            Kind.LEFT_OUT,
                            document,
                            all.getLast().line(),
                            "",
                            untold + " more remarks are not listed",
                            "import it in parts"));
        }
        return all;
    }
}
