package dev.meridian.controlplane.kernel.store;

import com.zaxxer.hikari.HikariDataSource;
import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.stereotype.Component;

/// Puts the guard before the pool that Spring has made.
@Component
class PoolGuard implements BeanPostProcessor {

    @Override
    public Object postProcessAfterInitialization(Object bean, String name) {
        return bean instanceof HikariDataSource pool ? new GuardedPool(pool) : bean;
    }
}
