package org.seatrial.report.junit;

import java.io.IOException;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;
import org.seatrial.recording.DurableFile;
import org.seatrial.report.AcceptanceReport;
import org.seatrial.report.ReportRenderer;
import org.seatrial.report.attestation.Outcome;
import org.seatrial.units.Quantities;
import org.seatrial.verdict.Finding;
import org.seatrial.verdict.Measured;
import org.seatrial.verdict.Verdict;

/** Renders {@code junit.xml}. */
public final class JUnitXml implements ReportRenderer {

    @Override
    public String output() {
        return "junit.xml";
    }

    @Override
    public void render(AcceptanceReport report, Path runFolder) throws IOException {
        StringWriter text = new StringWriter();
        try {
            XMLStreamWriter xml = XMLOutputFactory.newFactory().createXMLStreamWriter(text);
            xml.writeStartDocument("UTF-8", "1.0");
            suite(xml, report);
            xml.writeEndDocument();
            xml.close();
        } catch (XMLStreamException e) {
            throw new IOException("junit.xml cannot be written: " + e.getMessage(), e);
        }
        DurableFile.write(runFolder.resolve(output()), text.toString().getBytes(StandardCharsets.UTF_8));
    }

    private static void suite(XMLStreamWriter xml, AcceptanceReport report) throws XMLStreamException {
        boolean runFailed = runFailed(report);
        long tests = (long) report.findings().size() + (runFailed ? 1 : 0);
        long failures = count(report, Verdict.FAIL) + count(report, Verdict.INCONCLUSIVE);
        long errors = count(report, Verdict.ERROR) + (runFailed ? 1 : 0);
        xml.writeStartElement("testsuites");
        xml.writeStartElement("testsuite");
        attribute(xml, "name", report.plan().suite() + "@" + report.plan().version());
        attribute(xml, "tests", Long.toString(tests));
        attribute(xml, "failures", Long.toString(failures));
        attribute(xml, "errors", Long.toString(errors));
        attribute(xml, "skipped", Long.toString(count(report, Verdict.NOT_APPLICABLE)));
        attribute(xml, "timestamp", report.startedAt());
        attribute(xml, "time", seconds(report));
        Map<String, String> properties = new TreeMap<>();
        properties.put("outcome", Outcome.of(report).name());
        properties.put("exitCode", Integer.toString(report.exitCode()));
        properties.put("certifies", Boolean.toString(report.certifies()));
        properties.put("certifiesNothingBecause", report.certifiesNothingBecause());
        properties.put(
                "certificateClass",
                Outcome.certificateClass(report).map(Enum::name).orElse("none"));
        properties.put("design.sha256", report.design().digest());
        properties.put("suite.sha256", report.plan().suiteDigest());
        properties.put("plan", report.plan().kind().text());
        properties.put("seed", Long.toString(report.plan().seed()));
        properties(xml, properties);
        for (Finding finding : report.findings()) {
            testCase(xml, report, finding);
        }
        if (runFailed) {
            runCase(xml, report);
        }
        xml.writeEndElement();
        xml.writeEndElement();
    }

    /** Whether the run itself went wrong in a way that no finding tells. */
    private static boolean runFailed(AcceptanceReport report) {
        return !report.restore().allRestored()
                || report.findings().isEmpty()
                || (Outcome.of(report) == Outcome.ERROR && count(report, Verdict.ERROR) == 0);
    }

    private static long count(AcceptanceReport report, Verdict verdict) {
        return report.findings().stream()
                .filter(finding -> finding.verdict() == verdict)
                .count();
    }

    private static void testCase(XMLStreamWriter xml, AcceptanceReport report, Finding finding)
            throws XMLStreamException {
        xml.writeStartElement("testcase");
        attribute(xml, "name", finding.requirement() + ": " + finding.text());
        attribute(xml, "classname", report.plan().suite());
        properties(xml, values(report, finding));
        String details = finding.expect() + "\n" + finding.because();
        switch (finding.verdict()) {
            case PASS -> {}
            case NOT_APPLICABLE -> empty(xml, "skipped", finding.because());
            case FAIL -> bad(xml, finding, "failure", "violated-or-not-demonstrated", details);
            case INCONCLUSIVE -> bad(xml, finding, "failure", "inconclusive", details);
            case ERROR -> bad(xml, finding, "error", "error", details);
        }
        xml.writeEndElement();
    }

    private static void bad(XMLStreamWriter xml, Finding finding, String element, String type, String details)
            throws XMLStreamException {
        xml.writeStartElement(element);
        attribute(xml, "type", finding.blocker() ? type : "advisory " + type);
        attribute(xml, "message", finding.because());
        xml.writeCharacters(clean(details));
        xml.writeEndElement();
    }

    private static void runCase(XMLStreamWriter xml, AcceptanceReport report) throws XMLStreamException {
        xml.writeStartElement("testcase");
        attribute(xml, "name", "the run itself");
        attribute(xml, "classname", report.plan().suite());
        xml.writeStartElement("error");
        attribute(xml, "type", report.restore().allRestored() ? "run" : "restore");
        attribute(
                xml,
                "message",
                report.restore().allRestored()
                        ? "the run did not come to its end, or judged nothing"
                        : "not restored: " + String.join("; ", report.restore().failures()));
        xml.writeEndElement();
        xml.writeEndElement();
    }

    private static Map<String, String> values(AcceptanceReport report, Finding finding) {
        Measured measured = finding.measured();
        Map<String, String> values = new TreeMap<>();
        values.put("verdict", finding.verdict().name());
        values.put("blocker", Boolean.toString(finding.blocker()));
        values.put("expect", finding.expect());
        values.put("because", finding.because());
        values.put("trials", Integer.toString(finding.trials().size()));
        values.put("excluded", Integer.toString(finding.excluded().size()));
        if (measured.known()) {
            values.put("measured", Quantities.format(measured.dimension(), measured.value()));
            values.put("measured.value", Double.toString(measured.value()));
            values.put("measured.lower", Double.toString(measured.lower()));
            values.put("measured.upper", Double.toString(measured.upper()));
            values.put("measured.unit", measured.dimension().baseUnit());
            values.put("samples", Long.toString(measured.samples()));
        }
        report.dossier().waivers().stream()
                .filter(waiver -> waiver.requirement().equals(finding.requirement()))
                .forEach(waiver -> values.merge("waiver", waiver.sentence(), (one, other) -> one + "; " + other));
        if (!measured.doubt().isEmpty()) {
            values.put("doubt", measured.doubt());
        }
        return values;
    }

    private static void properties(XMLStreamWriter xml, Map<String, String> properties) throws XMLStreamException {
        xml.writeStartElement("properties");
        for (Map.Entry<String, String> property : properties.entrySet()) {
            xml.writeEmptyElement("property");
            attribute(xml, "name", property.getKey());
            attribute(xml, "value", property.getValue());
        }
        xml.writeEndElement();
    }

    private static void empty(XMLStreamWriter xml, String element, String message) throws XMLStreamException {
        xml.writeEmptyElement(element);
        attribute(xml, "message", message);
    }

    private static void attribute(XMLStreamWriter xml, String name, String value) throws XMLStreamException {
        xml.writeAttribute(name, clean(value));
    }

    private static String seconds(AcceptanceReport report) {
        try {
            Duration duration = Duration.between(Instant.parse(report.startedAt()), Instant.parse(report.finishedAt()));
            return String.format(Locale.ROOT, "%.3f", duration.toMillis() / 1000.0);
        } catch (DateTimeParseException e) {
            // The attribute is for display only; a report without instants still has its verdicts.
            return "0";
        }
    }

    /** XML 1.0 has no way to write most control characters, not even escaped. */
    private static String clean(String text) {
        StringBuilder clean = new StringBuilder(text.length());
        text.codePoints().forEach(c -> clean.appendCodePoint(admitted(c) ? c : 0xfffd));
        return clean.toString();
    }

    private static boolean admitted(int c) {
        return c == '\t'
                || c == '\n'
                || c == '\r'
                || (c >= 0x20 && c <= 0xd7ff)
                || (c >= 0xe000 && c <= 0xfffd)
                || c > 0xffff;
    }
}
