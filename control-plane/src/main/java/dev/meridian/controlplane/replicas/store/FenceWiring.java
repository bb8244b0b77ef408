package dev.meridian.controlplane.replicas.store;

import dev.meridian.controlplane.kernel.DatabasePulse;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.jdbc.autoconfigure.JdbcConnectionDetails;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.transaction.PlatformTransactionManager;

/// Puts the fence where every transaction and every statement comes by, and those who lead on
/// connections of their own.
@Configuration(proxyBeanMethods = false)
class FenceWiring {

    @Bean
    LeadPool leadPool(JdbcConnectionDetails database, DatabasePulse pulse) {
        var pool = new LeadPool(database);
        pulse.onLeft(pool::cut);
        return pool;
    }

    @Bean
    LeadStore leadStore(LeadPool pool) {
        return new LeadStore(pool.jdbc(), pool.patient());
    }

    @Bean
    ReplicaStore replicaStore(LeadPool pool) {
        return new ReplicaStore(pool.jdbc());
    }

    @Bean
    Notices notices(LeadPool pool) {
        return new Notices(pool);
    }

    @Bean
    PlatformTransactionManager transactionManager() {
        return new FencedTransactions();
    }

    @Bean
    static FencedStatements fencedStatements(
            ObjectProvider<PlatformTransactionManager> transactions) {
        return new FencedStatements(transactions);
    }
}
