package org.seatrial.report.html;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;
import org.seatrial.lab.CertificateClass;
import org.seatrial.recording.TrialStatus;
import org.seatrial.report.attestation.Outcome;
import org.seatrial.units.Quantities;
import org.seatrial.verdict.Measured;
import org.seatrial.verdict.Verdict;

/** How the page says things. */
final class Words {

    private static final DateTimeFormatter MINUTE =
            DateTimeFormatter.ofPattern("d MMMM yyyy, HH:mm 'UTC'", Locale.ENGLISH);

    private Words() {}

    static Page.Badge badge(Outcome outcome) {
        return switch (outcome) {
            case ACCEPTED -> new Page.Badge("ACCEPTED", "pass");
            case REJECTED -> new Page.Badge("REJECTED", "fail");
            case INCONCLUSIVE -> new Page.Badge("INCONCLUSIVE", "inconclusive");
            case ERROR -> new Page.Badge("ERROR", "error");
        };
    }

    static Page.Badge badge(Verdict verdict) {
        return switch (verdict) {
            case PASS -> new Page.Badge("passed", "pass");
            case FAIL -> new Page.Badge("failed", "fail");
            case INCONCLUSIVE -> new Page.Badge("inconclusive", "inconclusive");
            case ERROR -> new Page.Badge("error", "error");
            case NOT_APPLICABLE -> new Page.Badge("not applicable", "none");
        };
    }

    static Page.Badge badge(TrialStatus status) {
        return switch (status) {
            case VALID -> new Page.Badge("valid", "pass");
            case INVALID -> new Page.Badge("invalid", "inconclusive");
            case ABORTED -> new Page.Badge("aborted", "error");
        };
    }

    static String certificateClass(CertificateClass value) {
        return switch (value) {
            case FAKE -> "simulated: arithmetic only, no packet was sent";
            case REPLICA -> "replica: a software copy of the design, never a statement about hardware";
            case PHYSICAL_LAB -> "physical lab: real devices, not the production site";
            case PRODUCTION_CABLING -> "production cabling: the installation itself";
        };
    }

    static String measured(Measured measured) {
        if (!measured.known()) {
            return "not measured" + (measured.doubt().isEmpty() ? "" : ": " + measured.doubt());
        }
        String value = Quantities.format(measured.dimension(), measured.value());
        if (measured.lower() == measured.upper()) {
            return value;
        }
        return value + ", between " + Quantities.format(measured.dimension(), measured.lower()) + " and "
                + Quantities.format(measured.dimension(), measured.upper());
    }

    /** An ISO 8601 instant for people; as it stands if it is none. */
    static String instant(String iso) {
        try {
            return MINUTE.format(Instant.parse(iso).atZone(ZoneOffset.UTC));
        } catch (DateTimeParseException e) {
            return iso;
        }
    }

    static String count(long number, String one) {
        return number + " " + (number == 1 ? one : one + "s");
    }

    /** A relative link; encoded whole, so that no name can become a scheme or leave its attribute. */
    static String href(String path) {
        return Arrays.stream(path.split("/", -1))
                .map(part -> URLEncoder.encode(part, StandardCharsets.UTF_8).replace("+", "%20"))
                .collect(Collectors.joining("/"));
    }

    /** An id for use in the page, of letters, digits and hyphens. */
    static String anchor(String prefix, String text) {
        return prefix + "-" + text.replaceAll("[^A-Za-z0-9]+", "-") + "-" + Integer.toHexString(text.hashCode());
    }
}
