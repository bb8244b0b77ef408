package dev.meridian.controlplane.replicas.store;

import dev.meridian.controlplane.replicas.Leading;
import java.util.Locale;
import org.aopalliance.intercept.MethodInterceptor;
import org.aopalliance.intercept.MethodInvocation;
import org.jspecify.annotations.Nullable;
import org.springframework.aop.framework.ProxyFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.SqlProvider;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionSynchronizationManager;
import org.springframework.transaction.support.TransactionTemplate;

/// Gives a statement that a leader runs by itself, outside of any transaction, one of its own, so
/// that it too begins with the question for the term. Plain queries are let through.
final class FencedStatements implements BeanPostProcessor {
    private final ObjectProvider<PlatformTransactionManager> transactions;

    FencedStatements(ObjectProvider<PlatformTransactionManager> transactions) {
        this.transactions = transactions;
    }

    @Override
    public Object postProcessAfterInitialization(Object bean, String name) {
        if (!(bean instanceof JdbcTemplate)) {
            return bean;
        }
        var fenced = new ProxyFactory(bean);
        fenced.setProxyTargetClass(true);
        fenced.addAdvice((MethodInterceptor) this::run);
        return fenced.getProxy(bean.getClass().getClassLoader());
    }

    private @Nullable Object run(MethodInvocation call) throws Throwable {
        if (Leading.now().isEmpty()
                || TransactionSynchronizationManager.isActualTransactionActive()
                || !mayWrite(call)) {
            return call.proceed();
        }
        return new TransactionTemplate(transactions.getObject())
                .execute(_ -> {
                    try {
                        return call.proceed();
                    } catch (RuntimeException | Error e) {
                        throw e;
                    } catch (Throwable e) {
                        throw new IllegalStateException("a statement throws no such thing", e);
                    }
                });
    }

    private static boolean mayWrite(MethodInvocation call) {
        return call.getArguments().length > 0 && !isQuery(call.getArguments()[0]);
    }

    private static boolean isQuery(@Nullable Object first) {
        String sql =
                switch (first) {
                    case String text -> text;
                    case SqlProvider creator -> String.valueOf(creator.getSql());
                    case null, default -> "";
                };
        return sql.stripLeading().toLowerCase(Locale.ROOT).startsWith("select");
    }
}
