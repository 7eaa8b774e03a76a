package org.seatrial.report;

import java.util.List;

/**
 * What stands beside the measurements of a run: what was agreed before it, what was tried before it, and what somebody
 * is ready to live with. Nothing of it changes a verdict.
 *
 * @param registrations who signed the plan before the run
 * @param earlierRuns runs of the same design that the folder of runs held, good or bad, oldest first
 * @param waivers in the order they were signed
 */
public record Dossier(List<Registration> registrations, List<EarlierRun> earlierRuns, List<Waiver> waivers) {

    /** Of a run beside which nothing lies. */
    public static final Dossier EMPTY = new Dossier(List.of(), List.of(), List.of());

    public Dossier {
        registrations = List.copyOf(registrations);
        earlierRuns = List.copyOf(earlierRuns);
        waivers = List.copyOf(waivers);
    }

    /**
     * A plan that was signed before the run.
     *
     * @param signedOn wall clock of the signer, ISO 8601 UTC
     * @param signer fingerprint of the key
     * @param differences what was run otherwise than signed, one sentence each; empty if nothing
     */
    public record Registration(
            String role, String organisation, String person, String signedOn, String signer, List<String> differences) {

        public Registration {
            differences = List.copyOf(differences);
        }
    }

    /**
     * An earlier run of the same design.
     *
     * @param folder its name in the folder of runs
     * @param startedAt wall clock, ISO 8601 UTC; empty if it died before it could say
     * @param result what its report said; empty if it has none
     * @param suiteDigest of the suite it ran, which may have had other limits
     */
    public record EarlierRun(
            String folder,
            String suite,
            String version,
            String suiteDigest,
            String plan,
            String startedAt,
            String result) {}

    /**
     * A signed word that a requirement which was not shown is borne with for a time.
     *
     * @param expect the expectation it was given for; another limit is another requirement
     * @param designDigest the design it was given for
     * @param owner who answers for it
     * @param issuedOn wall clock of the signer, ISO 8601 UTC
     * @param expiresOn the last day on which it counts, ISO 8601, UTC
     * @param signer fingerprint of the key
     * @param counts whether it was in force for this requirement of this design when the run ended
     * @param because why it does not count; empty if it does
     */
    public record Waiver(
            String requirement,
            String expect,
            String designDigest,
            String owner,
            String organisation,
            String reason,
            String issuedOn,
            String expiresOn,
            String signer,
            boolean counts,
            String because) {

        /** What a reader of the verdict has to know of it. */
        public String sentence() {
            return (counts ? "waived until " + expiresOn : "a waiver that does not count, for " + because) + ": "
                    + reason + " (" + owner + ", " + organisation + ", key " + signer + ")";
        }
    }
}
