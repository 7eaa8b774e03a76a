package org.seatrial.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.seatrial.fault.FaultKind;

class DocumentationTest {

    /** A class name in backticks: a capital, then at least one small letter, nothing else but letters and digits. */
    private static final Pattern CLASS_NAME = Pattern.compile("`([A-Z][A-Za-z0-9]*[a-z][A-Za-z0-9]*)`");

    @Test
    void everyClassThatTheArchitecturePageNamesExists() {
        Set<String> classes = ProjectFiles.sources().stream()
                .map(source -> String.valueOf(source.getFileName()).replace(".java", ""))
                .collect(Collectors.toSet());
        Set<String> named = new TreeSet<>();
        Matcher matcher =
                CLASS_NAME.matcher(ProjectFiles.read(ProjectFiles.root().resolve("ARCHITECTURE.md")));
        while (matcher.find()) {
            named.add(matcher.group(1));
        }
        assertThat(named).hasSizeGreaterThan(20);
        assertThat(classes).containsAll(named);
    }

    @Test
    void everyModuleIsInTheArchitecturePage() {
        String page = ProjectFiles.read(ProjectFiles.root().resolve("ARCHITECTURE.md"));
        Matcher module = Pattern.compile("<module>([^<]+)</module>")
                .matcher(ProjectFiles.read(ProjectFiles.root().resolve("pom.xml")));
        int modules = 0;
        while (module.find()) {
            assertThat(page).contains("`" + module.group(1) + "`");
            modules++;
        }
        assertThat(modules).isGreaterThan(5);
    }

    @Test
    void everyMeasurementTrapHasTheTestsThatItsPageNames() {
        String traps = ProjectFiles.read(ProjectFiles.root().resolve("docs/measuring.md"))
                .split("## Traps", -1)[1];
        assertThat(traps.lines().filter(line -> line.startsWith("| "))).hasSize(20);
        Matcher test = Pattern.compile("`([a-z][A-Za-z0-9]+)`").matcher(traps);
        Set<String> named = new TreeSet<>();
        while (test.find()) {
            named.add(test.group(1));
        }
        String tests = ProjectFiles.sources().stream()
                .filter(source -> source.toString().contains("/src/test/"))
                .map(ProjectFiles::read)
                .collect(Collectors.joining());
        assertThat(named)
                .hasSizeGreaterThanOrEqualTo(18)
                .allSatisfy(name -> assertThat(tests).contains("    void " + name + "("));
    }

    @Test
    void everyKindOfFaultHasItsPage() {
        String page = ProjectFiles.read(ProjectFiles.root().resolve("docs/faults.md"));
        assertThat(FaultKind.values())
                .isNotEmpty()
                .allSatisfy(kind -> assertThat(page).contains("\n## " + kind.text() + "\n"));
    }

    @Test
    void theReadmeNamesTheTwoCommandsThatMustWork() {
        Path readme = ProjectFiles.root().resolve("README.md");
        assertThat(ProjectFiles.read(readme))
                .contains("./seatrial certify --install leonix-dual-site@1.0.0")
                .contains("./mvnw verify");
    }
}
