package org.seatrial.report.attestation;

import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * What somebody decided about a signed report.
 *
 * @param role in whose place the signer speaks, {@code customer} for example
 * @param decidedOn wall clock of the signer
 * @param acceptedDeviations ids of requirements that were not shown and are accepted all the same
 * @param comment for people; may be empty
 */
public record Decision(
        Kind kind,
        String role,
        String organisation,
        String person,
        Instant decidedOn,
        List<String> acceptedDeviations,
        String comment) {

    static final String PREDICATE = "https://seatrial.invalid/attestation/acceptance-decision/v1";

    /** What was decided. */
    public enum Kind {
        ACCEPTED,
        ACCEPTED_WITH_DEVIATIONS,
        REJECTED
    }

    public Decision {
        acceptedDeviations = List.copyOf(acceptedDeviations);
        if (role.isBlank() || organisation.isBlank() || person.isBlank()) {
            throw new IllegalArgumentException("a decision is somebody's: role, organisation and person are needed");
        }
        if ((kind == Kind.ACCEPTED_WITH_DEVIATIONS) == acceptedDeviations.isEmpty()) {
            throw new IllegalArgumentException(
                    "deviations are named where a run is accepted with deviations, and only there");
        }
    }

    /** {@code ACCEPTED by A. Fischer, Acme, as customer, on 2026-11-21T10:15:03Z}. */
    String sentence() {
        return kind.name().toLowerCase(Locale.ROOT).replace('_', ' ')
                + (acceptedDeviations.isEmpty() ? "" : " " + String.join(", ", acceptedDeviations))
                + " by " + person + ", " + organisation + ", as " + role + ", on " + decidedOn
                + (comment.isEmpty() ? "" : ": " + comment);
    }

    /**
     * The statement that is signed.
     *
     * @param reportDigest SHA-256 of the signed bytes of line 1
     * @param lineDigests SHA-256 of every line above, as they stand in the file
     */
    ObjectNode statement(String reportDigest, List<String> lineDigests) {
        ObjectNode statement = StrictJson.object();
        statement.put("_type", Statements.STATEMENT);
        statement
                .putArray("subject")
                .addObject()
                .put("name", "acceptance-report")
                .putObject("digest")
                .put("sha256", reportDigest);
        statement.put("predicateType", PREDICATE);
        ObjectNode predicate = statement.putObject("predicate");
        predicate.put("decision", kind.name());
        predicate.put("role", role);
        predicate.put("organisation", organisation);
        predicate.put("person", person);
        predicate.put("decidedOn", decidedOn.toString());
        ArrayNode deviations = predicate.putArray("acceptedDeviations");
        acceptedDeviations.forEach(deviations::add);
        predicate.put("comment", comment);
        ArrayNode inputs = predicate.putArray("inputAttestations");
        for (int i = 0; i < lineDigests.size(); i++) {
            inputs.addObject()
                    .put("name", Manifest.ATTESTATIONS + " line " + (i + 1))
                    .putObject("digest")
                    .put("sha256", lineDigests.get(i));
        }
        return statement;
    }

    /** Reads a statement that must be about exactly these lines. */
    static Decision of(JsonNode statement, String reportDigest, List<String> lineDigests) throws UnverifiableException {
        JsonNode predicate = statement.path("predicate");
        List<String> deviations = new ArrayList<>();
        for (JsonNode id : predicate.path("acceptedDeviations")) {
            deviations.add(id.asString(""));
        }
        String kind = text(predicate, "decision");
        Optional<Kind> known = Arrays.stream(Kind.values())
                .filter(one -> one.name().equals(kind))
                .findFirst();
        Decision decision;
        try {
            decision = new Decision(
                    known.orElseThrow(() -> new UnverifiableException("'" + kind + "' is no decision")),
                    text(predicate, "role"),
                    text(predicate, "organisation"),
                    text(predicate, "person"),
                    Instant.parse(text(predicate, "decidedOn")),
                    deviations,
                    text(predicate, "comment"));
        } catch (IllegalArgumentException | DateTimeParseException e) {
            throw new UnverifiableException("not a decision: " + e.getMessage(), e);
        }
        Optional<String> difference =
                StrictJson.difference("countersignature", statement, decision.statement(reportDigest, lineDigests));
        if (difference.isPresent()) {
            throw new UnverifiableException("it was not made for the lines above it: " + difference.get());
        }
        return decision;
    }

    private static String text(JsonNode node, String name) throws UnverifiableException {
        JsonNode value = node.path(name);
        if (!value.isString()) {
            throw new UnverifiableException("'" + name + "' is missing or not text");
        }
        return value.stringValue();
    }
}
