package org.seatrial.report.html;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.seatrial.recording.RunFolder;
import org.seatrial.report.AcceptanceReport;
import org.seatrial.report.RunFixture;
import org.seatrial.report.RunFixture.Story;
import org.seatrial.report.brand.Brand;
import org.seatrial.report.brand.Colour;
import tools.jackson.databind.JsonNode;

/** Chromium opens the page: nothing to complain about, nothing fetched, nothing that keeps anybody from reading it. */
class ReportInBrowserIT {

    private static final int PHONE = 390;

    /** Kept with what the build leaves, to be looked at. */
    private static final Path PICTURES = Path.of("target", "screenshots").toAbsolutePath();

    @TempDir
    private static Path profile = Path.of("unset");

    /** One for all tests: it takes longer to start than a page to open. */
    private static Optional<Browser> started = Optional.empty();

    @TempDir
    private Path temp = Path.of("unset");

    @BeforeAll
    static void start() throws IOException, InterruptedException {
        started = Optional.of(Browser.start(profile.resolve("own")));
    }

    @AfterAll
    static void close() throws IOException {
        if (started.isPresent()) {
            started.get().close();
        }
    }

    @BeforeEach
    void clear() throws IOException, InterruptedException {
        browser().clear();
    }

    private static Browser browser() {
        return started.orElseThrow();
    }

    private Path page(Story story) throws IOException {
        Path run = temp.resolve("run-" + story);
        RunFixture.of(story, 12).throughput().write(run);
        return run.resolve("report.html");
    }

    private static String picture(Story story, String kind) {
        return story.name().toLowerCase(Locale.ROOT) + "-" + kind;
    }

    /** What axe finds, minor things too, a line each. */
    private static List<String> barriers() throws IOException, InterruptedException {
        try (InputStream axe = Objects.requireNonNull(ReportInBrowserIT.class.getResourceAsStream("/axe.min.js"))) {
            browser().evaluate(new String(axe.readAllBytes(), StandardCharsets.UTF_8) + "; 1");
        }
        JsonNode violations = browser()
                .evaluate("axe.run(document, {resultTypes: ['violations']}).then(function (r) { return"
                        + " r.violations.filter(function (v) { return v.impact === 'serious' || v.impact ==="
                        + " 'critical'; }).map(function (v) { return v.id + ' (' + v.impact + '): ' +"
                        + " v.nodes.length + ' x ' + v.nodes.slice(0, 3).map(function (n) { return"
                        + " n.html.slice(0, 160) + ' ' + n.failureSummary; }).join(' | '); }); })");
        List<String> found = new ArrayList<>();
        violations.forEach(violation -> found.add(violation.asString()));
        return found;
    }

    @ParameterizedTest
    @EnumSource(Story.class)
    void thePageOfEveryKindOfRunOpensWithoutAComplaintAndFetchesNothing(Story story)
            throws IOException, InterruptedException {
        Path page = page(story);
        browser().size(1280, 900, false);
        browser().open(page);
        assertThat(browser().complaints()).isEmpty();
        assertThat(browser().requests()).containsExactly(page.toUri().toString());
        assertThat(browser().evaluate("document.querySelectorAll('h1').length").asInt())
                .isEqualTo(1);
        assertThat(browser()
                        .evaluate("document.querySelectorAll('table caption').length")
                        .asInt())
                .isGreaterThan(5);
        assertThat(browser().evaluate("document.querySelectorAll('svg').length").asInt())
                .isGreaterThan(8);
        browser().screenshot(PICTURES.resolve(picture(story, "first.png")), 1280, 900);
        browser().screenshot(PICTURES.resolve(picture(story, "desktop.png")), 1280, 0);
        browser().print(PICTURES.resolve(picture(story, "print.pdf")));
        assertThat(Files.size(PICTURES.resolve(picture(story, "print.pdf")))).isGreaterThan(20_000);
    }

    @ParameterizedTest
    @EnumSource(Story.class)
    void axeFindsNoBarrierWhetherDetailsAreOpenOrClosed(Story story) throws IOException, InterruptedException {
        browser().size(1280, 900, false);
        browser().open(page(story));
        assertThat(barriers()).isEmpty();
        browser().evaluate("document.getElementById('open-all').click()");
        assertThat(browser()
                        .evaluate("document.querySelectorAll('details:not([open])').length")
                        .asInt())
                .isZero();
        assertThat(barriers()).isEmpty();
    }

    @ParameterizedTest
    @EnumSource(Story.class)
    void onAPhoneNothingButBoxesOfTheirOwnScrollSideways(Story story) throws IOException, InterruptedException {
        browser().size(PHONE, 844, true);
        browser().open(page(story));
        browser().evaluate("document.getElementById('open-all').click()");
        assertThat(browser().evaluate("document.documentElement.scrollWidth").asInt())
                .isLessThanOrEqualTo(PHONE);
        assertThat(browser().evaluate("window.innerWidth").asInt()).isEqualTo(PHONE);
        browser().screenshot(PICTURES.resolve(picture(story, "phone.png")), PHONE, 0);
        assertThat(barriers()).isEmpty();
    }

    @Test
    void withoutScriptsEverythingIsThere() throws IOException, InterruptedException {
        browser().scripts(false);
        browser().open(page(Story.FAILED));
        assertThat(browser().complaints()).isEmpty();
        assertThat(browser()
                        .evaluate("getComputedStyle(document.getElementById('tools')).display")
                        .asString())
                .as("buttons that would do nothing")
                .isEqualTo("none");
        assertThat(browser().evaluate("document.body.textContent").asString())
                .contains("REJECTED", "Instrument self-test", "Known differences", "Digests");
    }

    @Test
    void aBrandedPageIsAsReadableAndFetchesNothing() throws IOException, InterruptedException {
        Path page = page(Story.PASSED);
        RunFolder folder = new RunFolder(Objects.requireNonNull(page.getParent()));
        String logo =
                "data:image/svg+xml;base64,PHN2ZyB4bWxucz0iaHR0cDovL3d3dy53My5vcmcvMjAwMC9zdmciIHZpZXdCb3g9IjAgMCA5"
                        + "IDkiPjxjaXJjbGUgY3g9IjQiIGN5PSI0IiByPSI0IiBmaWxsPSIjZmZmIi8+PC9zdmc+";
        new HtmlReport(
                        temp.resolve("none.pem"),
                        new Brand(
                                "Harbour Networks",
                                Optional.of(logo),
                                new Colour(0x0b, 0x4f, 0x6c),
                                new Colour(0x0b, 0x2f, 0x4c),
                                Colour.WHITE,
                                List.of("Harbour Networks Ltd, 1 Quay Street")))
                .render(folder.readJson(folder.report(), AcceptanceReport.class), folder.root());
        browser().size(1280, 900, false);
        browser().open(page);
        assertThat(browser().complaints()).isEmpty();
        assertThat(browser().requests()).hasSize(1);
        assertThat(browser()
                        .evaluate("document.querySelector('.band img').naturalWidth")
                        .asInt())
                .as("the logo is shown")
                .isPositive();
        assertThat(barriers()).isEmpty();
        browser().screenshot(PICTURES.resolve("branded-first.png"), 1280, 900);
    }

    @Test
    void aPageThatFetchesComplainsAndCannotBeReadIsSeenToDoSo() throws IOException, InterruptedException {
        Path page = Files.writeString(
                temp.resolve("page.html"),
                "<html><body style='background:#fff'><p style='color:#ccc'>pale</p>"
                        + "<img src='http://198.18.0.99:9/x.png'><script>console.error('complaint')</script>");
        browser().size(PHONE, 844, true);
        browser().open(page);
        assertThat(browser().requests()).contains("http://198.18.0.99:9/x.png");
        assertThat(browser().complaints()).anyMatch(line -> line.contains("complaint"));
        assertThat(barriers())
                .anyMatch(barrier -> barrier.startsWith("color-contrast"))
                .anyMatch(barrier -> barrier.startsWith("image-alt"))
                .anyMatch(barrier -> barrier.startsWith("html-has-lang"));
    }
}
