package org.seatrial.report.html;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.ServiceLoader;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.seatrial.recording.RunFolder;
import org.seatrial.report.AcceptanceReport;
import org.seatrial.report.ReportRenderer;
import org.seatrial.report.RunFixture;
import org.seatrial.report.RunFixture.Story;
import org.seatrial.report.brand.Brand;
import org.seatrial.report.brand.Colour;
import org.w3c.dom.Document;
import org.xml.sax.InputSource;
import org.xml.sax.SAXException;

class HtmlReportTest {

    @TempDir
    Path temp = Path.of("");

    private String html(RunFixture fixture) throws IOException {
        RunFolder folder = fixture.write(temp.resolve("run"));
        String keep = System.getenv("KEEP_REPORTS");
        String html = Files.readString(folder.root().resolve("report.html"));
        if (keep != null) {
            String name =
                    Objects.requireNonNull(Thread.currentThread().getName()).replaceAll("\\W", "");
            Files.writeString(Path.of(keep, name + System.nanoTime() + ".html"), html);
        }
        return html;
    }

    @ParameterizedTest
    @EnumSource(Story.class)
    void everyOutcomeStandsInWordsOnTheFirstScreen(Story story) throws IOException {
        String word = switch (story) {
            case PASSED -> "ACCEPTED";
            case FAILED -> "REJECTED";
            case INCONCLUSIVE -> "INCONCLUSIVE";
            case ABORTED -> "ERROR";
        };
        assertThat(html(RunFixture.of(story, 4))).contains("<p class=\"word\">" + word + "</p>");
    }

    @Test
    void packetsAndApplicationsStandOnOneAxisOfTime() throws IOException {
        String html = html(RunFixture.of(Story.PASSED, 4));

        assertThat(html)
                .containsPattern("Timeline of trial [0-9]+ of proposed/leaf-power")
                .containsPattern("web at phones: 1 span, together [67][0-9]{2}(\\.[0-9]+)? ms")
                .contains("packets of probe: ")
                .doesNotContain("Timeline of trial 1 of proposed/fibre-pull");
    }

    @Test
    void whatApplicationsSawIsTold() throws IOException {
        assertThat(html(RunFixture.of(Story.PASSED, 4)))
                .contains("web in proposed/leaf-power")
                .containsPattern("<td[^>]*>3 ms, n\\u00a0=\\u00a0[0-9]+</td>");
    }

    @Test
    void theLongestOutageIsToldByBothMethodsWithTheirIntervals() throws IOException {
        String html = html(RunFixture.of(Story.FAILED, 4));

        assertThat(html)
                .contains("Longest outage by either method")
                .contains("Timestamp-based (RFC 6414)")
                .contains("Loss-derived (RFC 6413)");
        assertThat(Pattern.compile("<td[^>]*>3[0-9]{2}(\\.[0-9]+)? ms to [34][0-9]{2}(\\.[0-9]+)? ms</td>")
                        .matcher(html)
                        .results()
                        .count())
                .isGreaterThanOrEqualTo(2);
    }

    @Test
    void aHostileTitleAndLinkNameStayText() throws IOException {
        String hostile = "<script>alert('x')</script>\"><img src=x>";
        String html = html(RunFixture.of(Story.PASSED, 2).title(hostile).firstFibre("<script>fibre</script>"));
        assertThat(html.split("<script", -1)).as("the page's own and no other").hasSize(2);
        assertThat(html).doesNotContain("<img").contains("&lt;script&gt;");
    }

    @Test
    void nothingIsLoadedFromAnywhere() throws IOException {
        String html = html(RunFixture.of(Story.PASSED, 2))
                .replace("http://www.w3.org/2000/svg", "")
                .replace("http://www.w3.org/1999/xhtml", "");
        assertThat(html)
                .doesNotContain("http://")
                .doesNotContain("https://")
                .doesNotContain(" src=")
                .doesNotContain("@import")
                .doesNotContain("url(");
    }

    @Test
    void aRunThatCertifiesNothingSaysSoFirstAndIsNotGreen() throws IOException {
        String html = html(RunFixture.of(Story.PASSED, 2).smoke());
        String body = html.substring(html.indexOf("<body>"));
        assertThat(body).contains("shown, in a run that certifies nothing").doesNotContain("single failures proven");
        assertThat(body.indexOf("This run certifies nothing"))
                .isLessThan(body.indexOf("<h1>"))
                .isPositive();
        assertThat(body).contains("<div class=\"verdict none\">").contains("smoke plan");
    }

    @Test
    void headingsAreInOrderUnderOneH1() throws IOException {
        Matcher headings = Pattern.compile("<h([1-6])[ >]").matcher(html(RunFixture.of(Story.PASSED, 2)));
        int before = 0;
        int ones = 0;
        while (headings.find()) {
            int level = Integer.parseInt(headings.group(1));
            assertThat(level).isLessThanOrEqualTo(before + 1);
            ones += level == 1 ? 1 : 0;
            before = level;
        }
        assertThat(ones).isEqualTo(1);
    }

    @Test
    void everyTableHeadingHasAScopeAndEveryDrawingATitle() throws IOException {
        String html = html(RunFixture.of(Story.PASSED, 2));
        assertThat(html).doesNotContain("<th>").containsPattern("<html [^>]*lang=\"en\">");
        int drawings = html.split("<svg ", -1).length - 1;
        assertThat(drawings).isGreaterThan(5);
        assertThat(html.split("<svg [^>]*role=\"img\"[^>]*><title id=", -1)).hasSize(drawings + 1);
    }

    @Test
    void everyIdIsUniqueAndEveryInnerLinkHasItsTarget() throws IOException {
        String html = html(RunFixture.of(Story.FAILED, 2));
        List<String> ids = Pattern.compile(" id=\"([^\"]+)\"")
                .matcher(html)
                .results()
                .map(found -> found.group(1))
                .toList();
        assertThat(ids).doesNotHaveDuplicates();
        Pattern.compile("href=\"#([^\"]+)\"")
                .matcher(html)
                .results()
                .forEach(found -> assertThat(ids).contains(found.group(1)));
    }

    @Test
    void everyLinkToARawFileHasItsFile() throws IOException {
        String html = html(RunFixture.of(Story.PASSED, 2));
        List<String> files = Pattern.compile("href=\"(trials/[^\"]+)\"")
                .matcher(html)
                .results()
                .map(found -> found.group(1))
                .toList();
        assertThat(files)
                .isNotEmpty()
                .allSatisfy(
                        file -> assertThat(temp.resolve("run").resolve(file)).exists());
    }

    @Test
    void aWholeCampaignStaysSmall() throws IOException {
        String html = html(RunFixture.of(Story.PASSED, 59));
        assertThat(html.getBytes(StandardCharsets.UTF_8).length).isLessThan(3_000_000);
    }

    @Test
    void aRecordingThatCannotBeReadIsToldAndNotDrawnAsNoOutage() throws IOException {
        RunFolder folder = RunFixture.of(Story.PASSED, 2).write(temp.resolve("run"));
        Files.writeString(folder.root().resolve("trials/proposed/fibre-silent/001/probe.outages.csv"), "damaged");
        AcceptanceReport report = folder.readJson(folder.report(), AcceptanceReport.class);
        new HtmlReport(temp.resolve("none.pem")).render(report, folder.root());
        assertThat(Files.readString(folder.root().resolve("report.html")))
                .contains("could not be read")
                .contains("trials/proposed/fibre-silent/001/probe.outages.csv")
                .contains("Trial 1 is not drawn for probe");
    }

    @Test
    void theRenderersAreFoundByServiceLoader() {
        assertThat(ServiceLoader.load(ReportRenderer.class).stream()
                        .map(found -> found.get().output()))
                .containsExactlyInAnyOrder("report.html", "junit.xml", "allure-results");
    }

    @Test
    void figuresOfAFailoverTellDetectionFromSwitching() throws IOException {
        assertThat(html(RunFixture.of(Story.PASSED, 4)))
                .contains("Detection")
                .contains("Switching")
                .contains("Time without redundancy");
    }

    @Test
    void aTrialWithoutAnOutageIsNotSaidToBeBetterThanThePacketIntervalCanShow() throws IOException {
        // calls send every 20 ms and lose nothing when a fibre is pulled
        String html = html(RunFixture.of(Story.PASSED, 4)).replace("\u00a0", " ");
        assertThat(html).contains("20 ms, n = 4; none seen in 4");
    }

    @Test
    void thePageIsWellFormedXml() throws IOException, SAXException, ParserConfigurationException {
        String html = html(RunFixture.of(Story.FAILED, 3).throughput().title("A & B <C> \"D\""));
        Document document = DocumentBuilderFactory.newInstance()
                .newDocumentBuilder()
                .parse(new InputSource(new StringReader(html)));
        assertThat(document.getElementsByTagName("h1").item(0).getTextContent()).isEqualTo("A & B <C> \"D\"");
        assertThat(document.getElementsByTagName("svg").getLength()).isGreaterThan(5);
    }

    @Test
    void theFirstScreenTellsWhatWasNotTestedBeforeAnyRequirement() throws IOException {
        String html = html(RunFixture.of(Story.PASSED, 4));
        String first = html.substring(html.indexOf("<header"), html.indexOf("</header>"));
        assertThat(first)
                .contains("single failures proven")
                .contains("Kinds of fault that nothing was struck with: feed-loss, site-loss.")
                .contains("feeds a, b; sites dc1, dc2")
                .contains("Two failures at once: 0 of 1 declared pair shown as required")
                .contains("Class of certificate", "Uncertainty", "Signatures");
    }

    @Test
    void everyRequirementTellsLimitIntervalMarginAndTrials() throws IOException {
        String html = html(RunFixture.of(Story.PASSED, 4));
        int requirements = html.split("<article class=\"requirement", -1).length - 1;
        assertThat(requirements).isEqualTo(5);
        for (String fact : List.of("Limit", "Measured", "Margin", "Trials")) {
            assertThat(html.split("<dt>" + fact + "</dt>", -1)).as(fact).hasSize(requirements + 1);
        }
        assertThat(html).contains("to spare at the far end of the interval").contains("below 50 ms, in every planned");
    }

    @Test
    void theCoverageHasATableForEachKindOfElementAndOneOfPairs() throws IOException {
        String html = html(RunFixture.of(Story.PASSED, 4));
        for (String element : List.of("link", "node", "feed", "site")) {
            assertThat(html).contains("<caption>Each " + element + " of the design against each kind of fault");
        }
        assertThat(html)
                .contains("<caption>Each declared pair of failures", ">fibre-a + dc1-leaf2<")
                .contains("test equipment, not part of the design");
    }

    @Test
    void aSearchForThroughputIsDrawnWithItsLimit() throws IOException {
        assertThat(html(RunFixture.of(Story.PASSED, 2).throughput()))
                .contains("Throughput of probe in proposed/load")
                .contains("Loss by load of probe in proposed/load")
                .contains("limit 400 Mbit/s");
    }

    @Test
    void standstillsStandInATableAndInTheDrawing() throws IOException {
        assertThat(html(RunFixture.of(Story.PASSED, 2)))
                .contains("Standstills of the whole machine")
                .contains("<path class=\"standstill\"");
    }

    @Test
    void theBrandStandsAboveAndBelowAndChangesNoVerdict() throws IOException {
        RunFolder folder = RunFixture.of(Story.FAILED, 2).write(temp.resolve("run"));
        AcceptanceReport report = folder.readJson(folder.report(), AcceptanceReport.class);
        new HtmlReport(temp.resolve("none.pem")).render(report, folder.root());
        String plain = Files.readString(folder.root().resolve("report.html"));
        new HtmlReport(
                        temp.resolve("none.pem"),
                        new Brand(
                                "Harbour & Sons",
                                Optional.of("data:image/png;base64,AAAA"),
                                new Colour(0x70, 0, 0x30),
                                new Colour(0x20, 0x20, 0x40),
                                Colour.WHITE,
                                List.of("1 Quay <Street>")))
                .render(report, folder.root());
        String branded = Files.readString(folder.root().resolve("report.html"));
        assertThat(branded)
                .contains(
                        "Harbour &amp; Sons",
                        "1 Quay &lt;Street&gt;",
                        "--accent: #700030;",
                        "data:image/png;base64,AAAA");
        assertThat(branded.substring(branded.indexOf("<main"), branded.indexOf("</main>")))
                .isEqualTo(plain.substring(plain.indexOf("<main"), plain.indexOf("</main>")));
        assertThat(branded).contains("<p class=\"word\">REJECTED</p>");
    }

    @Test
    void onlyThePagesOwnScriptMayRun() throws IOException, NoSuchAlgorithmException {
        String html = html(RunFixture.of(Story.PASSED, 2));
        String script = html.substring(html.indexOf("<script>") + 8, html.indexOf("</script>"));
        byte[] digest = MessageDigest.getInstance("SHA-256").digest(script.getBytes(StandardCharsets.UTF_8));
        assertThat(html).contains("script-src 'sha256-" + Base64.getEncoder().encodeToString(digest) + "'");
    }
}
