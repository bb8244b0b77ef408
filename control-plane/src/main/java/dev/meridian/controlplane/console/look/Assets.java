package dev.meridian.controlplane.console.look;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.Objects;
import org.springframework.core.io.Resource;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;
import org.springframework.http.CacheControl;
import org.springframework.stereotype.Component;
import org.springframework.web.servlet.config.annotation.ResourceHandlerRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;
import org.springframework.web.servlet.resource.VersionResourceResolver;
import org.webjars.WebJarVersionLocator;

/// For templates, as `assets`: where the browser finds what pages load, under addresses that change
/// with the content, so that it keeps each for a year.
///
/// Our own files share one version: modules import each other by relative paths, which then carry
/// it too.
@Component
public class Assets implements WebMvcConfigurer {
    private static final String OWN = "/console/";
    private static final String OWN_FILES = "classpath:/static/console/";
    private static final int DIGITS = 12;
    private static final CacheControl LONG =
            CacheControl.maxAge(Duration.ofDays(365)).cachePublic().immutable();

    private final WebJarVersionLocator jars = new WebJarVersionLocator();
    private final String version = version();

    /// @param file under static/console, `app.css`
    public String own(String file) {
        return OWN + version + "/" + file;
    }

    /// @param jar name of a WebJar, `htmx.org`
    /// @param file in it, `dist/htmx.min.js`
    public String jar(String jar, String file) {
        return "/webjars/"
                + jar
                + "/"
                + Objects.requireNonNull(jars.version(jar), jar)
                + "/"
                + file;
    }

    /// A sign of icons.svg.
    public String icon(String name) {
        return own("icons.svg") + "#" + name;
    }

    @Override
    public void addResourceHandlers(ResourceHandlerRegistry registry) {
        registry.addResourceHandler(OWN + "**")
                .addResourceLocations(OWN_FILES)
                .setCacheControl(LONG)
                .resourceChain(true)
                .addResolver(new VersionResourceResolver().addFixedVersionStrategy(version, "/**"));
        registry.addResourceHandler("/webjars/**")
                .addResourceLocations("classpath:/META-INF/resources/webjars/")
                .setCacheControl(LONG);
    }

    private static String version() {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            Resource[] files =
                    new PathMatchingResourcePatternResolver().getResources(OWN_FILES + "**/*.*");
            Arrays.sort(files, Comparator.comparing(file -> String.valueOf(file.getFilename())));
            for (Resource file : files) {
                try (InputStream bytes = file.getInputStream()) {
                    digest.update(bytes.readAllBytes());
                }
            }
            return HexFormat.of().formatHex(digest.digest()).substring(0, DIGITS);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
