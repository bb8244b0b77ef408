package dev.meridian.controlplane.support;

import dev.meridian.controlplane.kernel.Home;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.test.util.TestPropertyValues;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.support.GenericApplicationContext;
import org.springframework.core.annotation.AnnotatedElementUtils;
import org.springframework.test.context.ContextConfigurationAttributes;
import org.springframework.test.context.ContextCustomizer;
import org.springframework.test.context.ContextCustomizerFactory;
import org.springframework.test.context.MergedContextConfiguration;

/// Gives a plane under test its home, database and clock; registered in META-INF/spring.factories.
///
/// @param owner the class whose plane it is; null for the shared one
record OwnPlane(@Nullable Class<?> owner, boolean settableClock) implements ContextCustomizer {

    static final class Factory implements ContextCustomizerFactory {
        @Override
        public @Nullable ContextCustomizer createContextCustomizer(
                Class<?> test, List<ContextConfigurationAttributes> attributes) {
            var wish = AnnotatedElementUtils.findMergedAnnotation(test, MeridianTest.class);
            return wish == null
                    ? null
                    : new OwnPlane(wish.shared() ? null : test, wish.settableClock());
        }
    }

    @Override
    public void customizeContext(
            ConfigurableApplicationContext context, MergedContextConfiguration configuration) {
        TestPropertyValues.of(
                        "meridian.home=" + newHome(),
                        "meridian.agents.port=0",
                        "spring.datasource.url=" + TestDatabase.freshUrl(),
                        "spring.datasource.hikari.minimum-idle=0",
                        "spring.jpa.hibernate.ddl-auto=validate")
                .applyTo(context);
        var beans = (GenericApplicationContext) context;
        beans.registerBean(
                Api.class,
                () -> new Api(beans.getEnvironment(), beans.getBean(Home.class)),
                definition -> definition.setLazyInit(true));
        if (settableClock) {
            beans.registerBean(
                    "settableClock",
                    SettableClock.class,
                    () -> new SettableClock(Instant.parse("2026-01-01T00:00:00Z")),
                    definition -> definition.setPrimary(true));
        }
    }

    private static Path newHome() {
        try {
            return Files.createTempDirectory(
                    Files.createDirectories(Path.of("target", "homes")), "home");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
