package org.seatrial.report.html;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.seatrial.report.RunFixture;
import org.seatrial.report.RunFixture.Story;

/** Chromium opens the page: nothing to complain about, nothing fetched from anywhere. */
class ReportInBrowserIT {

    /** What the browser asks for on its own account. */
    private static final Pattern BROWSERS_OWN =
            Pattern.compile("https?://([a-z0-9.-]+\\.)?(google|googleapis|gvt1|gstatic|chromium)\\.(com|org)/.*");

    @TempDir
    private Path temp = Path.of("unset");

    /** @param dom the page as the browser understood it */
    private record Opened(String dom, List<String> console, Set<String> fetched) {}

    private Opened open(Path page) throws IOException, InterruptedException {
        Path netLog = temp.resolve("net.json");
        Path dom = temp.resolve("dom.html");
        Path said = temp.resolve("said.txt");
        Process chromium = new ProcessBuilder(
                        "chromium",
                        "--headless",
                        "--no-sandbox",
                        "--disable-gpu",
                        "--no-first-run",
                        "--disable-background-networking",
                        "--disable-component-update",
                        "--disable-dev-shm-usage",
                        "--host-resolver-rules=MAP * ~NOTFOUND",
                        "--user-data-dir=" + temp.resolve("profile"),
                        "--log-net-log=" + netLog,
                        "--enable-logging=stderr",
                        "--screenshot=" + screenshot(page),
                        "--window-size=1200,2400",
                        "--dump-dom",
                        page.toUri().toString())
                .redirectOutput(dom.toFile())
                .redirectError(said.toFile())
                .start();
        try {
            assertThat(chromium.waitFor(2, TimeUnit.MINUTES)).isTrue();
        } finally {
            chromium.destroyForcibly();
        }
        List<String> console = Files.readAllLines(said, StandardCharsets.ISO_8859_1).stream()
                .filter(line -> line.contains("CONSOLE"))
                .toList();
        Set<String> fetched = new TreeSet<>();
        Matcher url = Pattern.compile("\"url\":\"(https?://[^\"]+)\"").matcher(Files.readString(netLog));
        while (url.find()) {
            if (!BROWSERS_OWN.matcher(url.group(1)).matches()) {
                fetched.add(url.group(1));
            }
        }
        return new Opened(Files.readString(dom), console, fetched);
    }

    /** Kept with what the build leaves, to be looked at. */
    private static Path screenshot(Path page) throws IOException {
        Path folder = Files.createDirectories(Path.of("target", "screenshots"));
        return folder.resolve(page.getName(page.getNameCount() - 2) + ".png").toAbsolutePath();
    }

    @ParameterizedTest
    @EnumSource(Story.class)
    void thePageOfEveryKindOfRunOpensWithoutAComplaintAndFetchesNothing(Story story)
            throws IOException, InterruptedException {
        Path run = temp.resolve("run-" + story);
        RunFixture.of(story, 3).write(run);
        Opened opened = open(run.resolve("report.html"));
        assertThat(opened.console()).isEmpty();
        assertThat(opened.fetched()).isEmpty();
        assertThat(opened.dom())
                .contains("<h1>", "id=\"requirements\"", "<svg")
                .contains("Each element of the design against each kind of fault");
    }

    @Test
    void aPageThatFetchesAndComplainsIsSeenToDoSo() throws IOException, InterruptedException {
        Path folder = Files.createDirectories(temp.resolve("control"));
        Path page = Files.writeString(
                folder.resolve("page.html"),
                "<img src='http://198.18.0.99:9/x.png'><script>console.error('complaint')</script>");
        Opened opened = open(page);
        assertThat(opened.fetched()).containsExactly("http://198.18.0.99:9/x.png");
        assertThat(opened.console()).anyMatch(line -> line.contains("complaint"));
    }
}
