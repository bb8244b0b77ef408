package dev.meridian.verification.local;

/// A PostgreSQL that several control planes share and none of them owns.
public interface Database extends AutoCloseable {

    /// For JDBC, as it is reached without any detour.
    String url();

    String user();

    String password();

    @Override
    void close();
}
