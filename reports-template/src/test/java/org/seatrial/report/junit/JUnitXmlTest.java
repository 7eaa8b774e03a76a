package org.seatrial.report.junit;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.seatrial.recording.RunFolder;
import org.seatrial.report.AcceptanceReport;
import org.seatrial.report.RunFixture;
import org.seatrial.report.RunFixture.Story;
import org.seatrial.verdict.Finding;
import org.seatrial.verdict.Verdict;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.xml.sax.SAXException;

class JUnitXmlTest {

    @TempDir
    Path temp = Path.of("");

    private Document render(AcceptanceReport report) throws IOException, SAXException, ParserConfigurationException {
        new JUnitXml().render(report, temp);
        return DocumentBuilderFactory.newDefaultInstance()
                .newDocumentBuilder()
                .parse(temp.resolve("junit.xml").toFile());
    }

    private AcceptanceReport report(Story story) throws IOException {
        RunFolder folder = RunFixture.of(story, 2).write(temp.resolve("run"));
        return folder.readJson(folder.report(), AcceptanceReport.class);
    }

    private static AcceptanceReport with(AcceptanceReport report, Verdict verdict, String because) {
        List<Finding> findings = new ArrayList<>(report.findings());
        Finding first = findings.getFirst();
        findings.set(
                0,
                new Finding(
                        first.requirement(),
                        first.text(),
                        first.expect(),
                        first.blocker(),
                        verdict,
                        because,
                        first.measured(),
                        first.trials(),
                        first.excluded(),
                        first.values()));
        return new AcceptanceReport(
                report.schema(),
                report.title(),
                report.plan(),
                report.design(),
                report.result(),
                report.exitCode(),
                report.certifies(),
                report.certifiesNothingBecause(),
                report.startedAt(),
                report.finishedAt(),
                report.labs(),
                report.environment(),
                report.selfTest(),
                report.trials(),
                findings,
                report.coverage(),
                report.restore(),
                report.evidence(),
                report.dossier(),
                report.headroom());
    }

    @ParameterizedTest
    @EnumSource(Story.class)
    void everyRequirementIsATestCase(Story story) throws IOException, SAXException, ParserConfigurationException {
        AcceptanceReport report = report(story);
        assertThat(render(report).getElementsByTagName("testcase").getLength())
                .isGreaterThanOrEqualTo(report.findings().size());
    }

    @ParameterizedTest
    @EnumSource(Verdict.class)
    void eachVerdictHasItsElement(Verdict verdict) throws IOException, SAXException, ParserConfigurationException {
        Document xml = render(with(report(Story.PASSED), verdict, "because"));
        Element first = (Element) xml.getElementsByTagName("testcase").item(0);
        String expected = switch (verdict) {
            case PASS -> "";
            case NOT_APPLICABLE -> "skipped";
            case FAIL, INCONCLUSIVE -> "failure";
            case ERROR -> "error";
        };
        for (String element : List.of("skipped", "failure", "error")) {
            assertThat(first.getElementsByTagName(element).getLength())
                    .as(element)
                    .isEqualTo(element.equals(expected) ? 1 : 0);
        }
        if (verdict == Verdict.INCONCLUSIVE) {
            Element failure = (Element) first.getElementsByTagName("failure").item(0);
            assertThat(failure.getAttribute("type")).isEqualTo("inconclusive");
        }
    }

    @Test
    void controlCharactersAndMarkupLeaveItWellFormed() throws IOException, SAXException, ParserConfigurationException {
        Document xml = render(with(report(Story.PASSED), Verdict.FAIL, "\u0000\u0008]]>\uffff\ud800<script>&\"'"));
        Element failure = (Element) xml.getElementsByTagName("failure").item(0);
        assertThat(failure.getAttribute("message")).contains("<script>&\"'").doesNotContain("\u0000");
    }

    @Test
    void aRunThatWasInterruptedIsNotGreen() throws IOException, SAXException, ParserConfigurationException {
        assertThat(render(report(Story.ABORTED)).getElementsByTagName("error").getLength())
                .isPositive();
    }
}
