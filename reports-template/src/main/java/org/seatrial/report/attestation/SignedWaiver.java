package org.seatrial.report.attestation;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Optional;
import org.seatrial.report.AcceptanceReport;
import org.seatrial.report.Dossier;
import org.seatrial.verdict.Finding;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * A waiver as it is signed: for one requirement as it was worded, of one design, until a day.
 *
 * @param requirement id
 * @param expect the expectation it is given for
 * @param owner who answers for it
 * @param expiresOn the last day on which it counts, UTC
 */
public record SignedWaiver(
        String requirement,
        String expect,
        String designDigest,
        String owner,
        String organisation,
        String reason,
        Instant issuedOn,
        LocalDate expiresOn) {

    static final String PREDICATE = "https://seatrial.invalid/attestation/requirement-waiver/v1";

    public SignedWaiver {
        if (owner.isBlank() || organisation.isBlank() || reason.isBlank()) {
            throw new IllegalArgumentException("a waiver needs an owner, an organisation and a reason");
        }
    }

    ObjectNode statement() {
        ObjectNode statement = StrictJson.object();
        statement.put("_type", Statements.STATEMENT);
        statement
                .putArray("subject")
                .addObject()
                .put("name", "design")
                .putObject("digest")
                .put("sha256", designDigest);
        statement.put("predicateType", PREDICATE);
        statement
                .putObject("predicate")
                .put("requirement", requirement)
                .put("expect", expect)
                .put("owner", owner)
                .put("organisation", organisation)
                .put("reason", reason)
                .put("issuedOn", issuedOn.toString())
                .put("expiresOn", expiresOn.toString());
        return statement;
    }

    static SignedWaiver of(JsonNode statement) throws UnverifiableException {
        JsonNode predicate = statement.path("predicate");
        SignedWaiver waiver;
        try {
            waiver = new SignedWaiver(
                    predicate.path("requirement").asString(""),
                    predicate.path("expect").asString(""),
                    statement
                            .path("subject")
                            .path(0)
                            .path("digest")
                            .path("sha256")
                            .asString(""),
                    predicate.path("owner").asString(""),
                    predicate.path("organisation").asString(""),
                    predicate.path("reason").asString(""),
                    Instant.parse(predicate.path("issuedOn").asString("")),
                    LocalDate.parse(predicate.path("expiresOn").asString("")));
        } catch (IllegalArgumentException | DateTimeException e) {
            throw new UnverifiableException("not a waiver: " + e.getMessage(), e);
        }
        Optional<String> difference = StrictJson.difference("waiver", statement, waiver.statement());
        if (difference.isPresent()) {
            throw new UnverifiableException("not a waiver: " + difference.get());
        }
        return waiver;
    }

    /**
     * What it is worth for a report.
     *
     * @param at the instant it is asked for; empty if that is not known, and then it is worth nothing
     */
    Dossier.Waiver weighed(AcceptanceReport report, Optional<Instant> at, String signer) {
        String because = worthless(report, at);
        return new Dossier.Waiver(
                requirement,
                expect,
                designDigest,
                owner,
                organisation,
                reason,
                issuedOn.toString(),
                expiresOn.toString(),
                signer,
                because.isEmpty(),
                because);
    }

    private String worthless(AcceptanceReport report, Optional<Instant> at) {
        Optional<Finding> finding = report.findings().stream()
                .filter(one -> one.requirement().equals(requirement))
                .findFirst();
        if (!designDigest.equals(report.design().digest())) {
            return "it was given for another design";
        }
        if (finding.isEmpty()) {
            return "the suite has no requirement " + requirement;
        }
        if (!finding.get().expect().equals(expect)) {
            return "it was given for another limit: " + expect;
        }
        if (at.isEmpty()) {
            return "the run does not say when it ended";
        }
        Instant end = expiresOn.plusDays(1).atStartOfDay(ZoneOffset.UTC).toInstant();
        return at.get().isBefore(end) ? "" : "it expired on " + expiresOn;
    }
}
