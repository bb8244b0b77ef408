package dev.meridian.controlplane.forecast.learn;

import dev.meridian.controlplane.forecast.model.Provenance;
import dev.meridian.controlplane.forecast.model.Training;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.tribuo.Model;
import org.tribuo.regression.Regressor;

/// A model with its provenance as bytes: magic and version, kind, provenance, then what its kind
/// writes (for Tribuo's own models their protobuf).
final class ModelBytes {
    private static final int MAGIC = 0x4d525441;
    private static final int VERSION = 1;

    record Read(String kind, Provenance provenance, byte[] body) {}

    private ModelBytes() {}

    static byte[] write(String kind, Provenance provenance, byte[] body) {
        try {
            var bytes = new ByteArrayOutputStream();
            var out = new DataOutputStream(bytes);
            out.writeInt(MAGIC);
            out.writeInt(VERSION);
            out.writeUTF(kind);
            write(out, provenance);
            out.writeInt(body.length);
            out.write(body);
            return bytes.toByteArray();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static Read read(byte[] bytes) {
        try {
            var in = new DataInputStream(new ByteArrayInputStream(bytes));
            if (in.readInt() != MAGIC || in.readInt() != VERSION) {
                throw new IllegalArgumentException("These bytes are no model of this version.");
            }
            String kind = in.readUTF();
            Provenance provenance = provenance(in);
            return new Read(kind, provenance, in.readNBytes(in.readInt()));
        } catch (IOException e) {
            throw new IllegalArgumentException("The bytes of a model are cut off.", e);
        }
    }

    static byte[] ofTribuo(Model<Regressor> model) {
        try {
            var bytes = new ByteArrayOutputStream();
            model.serializeToStream(bytes);
            return bytes.toByteArray();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static Model<Regressor> toTribuo(byte[] bytes) {
        try {
            return Model.deserializeFromStream(new ByteArrayInputStream(bytes))
                    .castModel(Regressor.class);
        } catch (IOException | IllegalStateException e) {
            throw new IllegalArgumentException("The bytes of a model are torn.", e);
        }
    }

    private static void write(DataOutputStream out, Provenance provenance) throws IOException {
        Training training = provenance.training();
        out.writeUTF(provenance.learner());
        out.writeUTF(training.of());
        out.writeLong(training.at().toEpochMilli());
        out.writeLong(training.from().toEpochMilli());
        out.writeLong(training.until().toEpochMilli());
        out.writeInt(provenance.rows());
        out.writeInt(provenance.features().size());
        for (String feature : provenance.features()) {
            out.writeUTF(feature);
        }
        out.writeInt(provenance.settings().size());
        for (Map.Entry<String, String> setting : provenance.settings().entrySet()) {
            out.writeUTF(setting.getKey());
            out.writeUTF(setting.getValue());
        }
    }

    private static Provenance provenance(DataInputStream in) throws IOException {
        String learner = in.readUTF();
        Training training =
                new Training(
                        in.readUTF(),
                        Instant.ofEpochMilli(in.readLong()),
                        Instant.ofEpochMilli(in.readLong()),
                        Instant.ofEpochMilli(in.readLong()));
        int rows = in.readInt();
        List<String> features = new ArrayList<>();
        for (int left = in.readInt(); left > 0; left--) {
            features.add(in.readUTF());
        }
        Map<String, String> settings = new HashMap<>();
        for (int left = in.readInt(); left > 0; left--) {
            settings.put(in.readUTF(), in.readUTF());
        }
        return new Provenance(learner, training, rows, features, settings);
    }
}
