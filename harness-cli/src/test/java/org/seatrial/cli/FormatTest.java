package org.seatrial.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.palantir.javaformat.java.Formatter;
import com.palantir.javaformat.java.JavaFormatterOptions;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * Every source is formatted. The formatter runs here and not as a Maven plugin because it needs a Java 25 parser, and
 * Maven may run on an older Java than the build.
 */
class FormatTest {

    private static final boolean APPLY = "apply".equals(System.getProperty("format"));

    @Test
    void everySourceIsFormatted() throws Exception {
        Formatter formatter = Formatter.createFormatter(JavaFormatterOptions.builder()
                .style(JavaFormatterOptions.Style.PALANTIR)
                .build());
        List<Path> sources = ProjectFiles.sources();
        assertThat(sources).hasSizeGreaterThan(100);
        List<Path> unformatted = new ArrayList<>();
        for (Path source : sources) {
            String text = Files.readString(source);
            String formatted = formatter.formatSourceAndFixImports(text);
            if (!formatted.equals(text)) {
                unformatted.add(ProjectFiles.root().relativize(source));
                if (APPLY) {
                    Files.writeString(source, formatted);
                }
            }
        }
        if (!APPLY) {
            assertThat(unformatted)
                    .as("sources to format; next: ./mvnw -q -pl harness-cli -am test -Dtest=FormatTest -Dformat=apply"
                            + " -Dsurefire.failIfNoSpecifiedTests=false")
                    .isEmpty();
        }
    }
}
