package dev.meridian.controlplane.jobs;

import com.fasterxml.uuid.Generators;
import dev.meridian.controlplane.kernel.DiskGuard;
import dev.meridian.controlplane.kernel.Ids;
import dev.meridian.controlplane.support.TestDatabase;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import jakarta.persistence.EntityManager;
import jakarta.persistence.EntityManagerFactory;
import java.time.Clock;
import java.util.Map;
import org.hibernate.jpa.HibernatePersistenceProvider;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;
import org.springframework.context.annotation.ClassPathBeanDefinitionScanner;
import org.springframework.core.type.filter.AssignableTypeFilter;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.orm.jpa.JpaTransactionManager;
import org.springframework.orm.jpa.LocalContainerEntityManagerFactoryBean;
import org.springframework.orm.jpa.SharedEntityManagerCreator;
import org.springframework.orm.jpa.vendor.HibernateJpaDialect;
import org.springframework.transaction.PlatformTransactionManager;

/// Wires the beans of jobs and nothing else, so that their tests start in a second.
public final class JobsContext {

    private JobsContext() {}

    public static AnnotationConfigApplicationContext start(TestDatabase database, Clock clock) {
        var factory = new LocalContainerEntityManagerFactoryBean();
        factory.setDataSource(database.dataSource());
        factory.setPackagesToScan("dev.meridian.controlplane.jobs.store");
        factory.setPersistenceProviderClass(HibernatePersistenceProvider.class);
        factory.setJpaDialect(new HibernateJpaDialect());
        factory.setJpaPropertyMap(
                Map.of(
                        "hibernate.jdbc.batch_size",
                        "500",
                        "hibernate.jdbc.time_zone",
                        "UTC",
                        "hibernate.order_inserts",
                        "true"));
        factory.afterPropertiesSet();
        EntityManagerFactory entities = java.util.Objects.requireNonNull(factory.getObject());
        var transactions = new JpaTransactionManager(entities);
        transactions.setDataSource(database.dataSource());
        transactions.setJpaDialect(new HibernateJpaDialect());
        transactions.afterPropertiesSet();
        var context = new AnnotationConfigApplicationContext();
        context.registerBean(Clock.class, () -> clock);
        context.registerBean(MeterRegistry.class, () -> new SimpleMeterRegistry());
        context.registerBean(DiskGuard.class, () -> DiskGuard.UNWATCHED);
        context.registerBean(Ids.class, () -> Generators.timeBasedEpochGenerator()::generate);
        context.registerBean(JdbcClient.class, () -> JdbcClient.create(database.dataSource()));
        context.registerBean(PlatformTransactionManager.class, () -> transactions);
        context.registerBean(
                EntityManager.class,
                () -> SharedEntityManagerCreator.createSharedEntityManager(entities));
        var beans = new ClassPathBeanDefinitionScanner(context);
        beans.addExcludeFilter(new AssignableTypeFilter(Admitting.class)); // it asks other rooms
        beans.scan("dev.meridian.controlplane.jobs");
        context.refresh();
        return context;
    }
}
