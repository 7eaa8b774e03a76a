package org.seatrial.report.attestation;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.seatrial.lab.CertificateClass;
import org.seatrial.recording.RunFolder;
import org.seatrial.report.AcceptanceReport;
import org.seatrial.report.Dossier;

/** Holds a verified run against a customer's policy. */
final class PolicyCheck {

    /** Clocks of two organisations differ; a run that ends later than that after now was not dated by a clock. */
    static final Duration CLOCKS_DIFFER = Duration.ofMinutes(10);

    private final TrustPolicy policy;
    private final AcceptanceReport report;
    private final Bundle bundle;
    private final Instant now;

    PolicyCheck(TrustPolicy policy, AcceptanceReport report, Bundle bundle, Instant now) {
        this.policy = policy;
        this.report = report;
        this.bundle = bundle;
        this.now = now;
    }

    void check(Path runFolder, Checklist checks) {
        checks.check("policy: report signed by", this::signer);
        for (TrustPolicy.Signers signers : policy.signers()) {
            if (signers.atLeast() > 0) {
                checks.check("policy: accepted by " + signers.role(), () -> accepted(signers));
            }
        }
        checks.check("policy: nobody rejected it", this::notRejected);
        if (!policy.timestampAuthorities().isEmpty()) {
            checks.check(
                    "policy: time stamp", () -> TimestampCheck.demanded(bundle, report, policy.timestampAuthorities()));
        }
        checks.check("policy: it certifies", this::certifies);
        checks.check("policy: class", this::certificateClass);
        checks.check("policy: age", this::age);
        checks.check("policy: outcome", () -> outcome(runFolder));
    }

    private String signer() throws UnverifiableException {
        if (!policy.reportKeys().contains(bundle.fingerprint())) {
            throw new UnverifiableException(bundle.fingerprint() + " is not a key of report-signed-by");
        }
        return bundle.fingerprint();
    }

    /** The last decision of each key of the policy, made in the role that the policy gives the key. */
    private Map<String, Decision> lastDecisions() {
        Map<String, Decision> last = new LinkedHashMap<>();
        for (Bundle.Countersigned one : bundle.decisions()) {
            boolean known = policy.signers().stream()
                    .anyMatch(signers -> signers.role().equals(one.decision().role())
                            && signers.keys().contains(one.signer()));
            if (known) {
                last.put(one.signer(), one.decision());
            }
        }
        return last;
    }

    private String accepted(TrustPolicy.Signers signers) throws UnverifiableException {
        List<String> by = new ArrayList<>();
        lastDecisions().forEach((key, decision) -> {
            if (signers.keys().contains(key) && decision.kind() != Decision.Kind.REJECTED) {
                by.add(decision.person() + ", " + decision.organisation());
            }
        });
        if (by.size() < signers.atLeast()) {
            throw new UnverifiableException(
                    "%d of %d signatures by keys of this role".formatted(by.size(), signers.atLeast()));
        }
        return String.join("; ", by);
    }

    private String notRejected() throws UnverifiableException {
        for (Decision decision : lastDecisions().values()) {
            if (decision.kind() == Decision.Kind.REJECTED) {
                throw new UnverifiableException(decision.sentence());
            }
        }
        return "by a key of the policy";
    }

    private String certifies() throws UnverifiableException {
        if (!report.certifies()) {
            throw new UnverifiableException("it certifies nothing: " + report.certifiesNothingBecause());
        }
        return report.plan().suite() + "@" + report.plan().version();
    }

    private String certificateClass() throws UnverifiableException {
        String found =
                Outcome.certificateClass(report).map(CertificateClass::text).orElse("none");
        Optional<CertificateClass> wanted = policy.minimumClass();
        if (wanted.isEmpty()) {
            return found + ", none is demanded";
        }
        boolean enough = Outcome.certificateClass(report)
                .filter(one -> one.compareTo(wanted.get()) >= 0)
                .isPresent();
        if (!enough) {
            throw new UnverifiableException(
                    found + ", demanded is " + wanted.get().text() + " or stronger");
        }
        return found;
    }

    private String age() throws UnverifiableException {
        Optional<Instant> finished = Waivers.instant(report.finishedAt());
        if (finished.isEmpty()) {
            throw new UnverifiableException("the run does not say when it ended");
        }
        Duration age = Duration.between(finished.get(), now);
        if (age.compareTo(CLOCKS_DIFFER.negated()) < 0) {
            throw new UnverifiableException("the run ends in the future: " + report.finishedAt());
        }
        if (policy.maximumAge().filter(most -> age.compareTo(most) > 0).isPresent()) {
            throw new UnverifiableException("the run ended " + age.toDays() + " days ago, allowed are "
                    + policy.maximumAge().get().toDays());
        }
        return Math.max(0, age.toDays()) + " days";
    }

    /** A blocker that did not pass is borne with only by who may: by a waiver in force now, or as a named deviation. */
    private String outcome(Path runFolder) throws UnverifiableException, IOException {
        Outcome outcome = Outcome.of(report);
        if (outcome == Outcome.ACCEPTED) {
            return outcome.name();
        }
        if (outcome == Outcome.ERROR) {
            throw new UnverifiableException("ERROR: no waiver covers a run that did not judge or left the lab unsafe");
        }
        Set<String> borne = new HashSet<>();
        for (Dossier.Waiver waiver : Waivers.weighed(new RunFolder(runFolder).root(), report, Optional.of(now))) {
            if (waiver.counts() && policy.waiverKeys().contains(waiver.signer())) {
                borne.add(waiver.requirement());
            }
        }
        lastDecisions().forEach((key, decision) -> {
            if (policy.waiverKeys().contains(key)) {
                borne.addAll(decision.acceptedDeviations());
            }
        });
        List<String> open = new ArrayList<>(Countersignature.openBlockers(report));
        boolean none = open.isEmpty();
        open.removeAll(borne);
        if (none || !open.isEmpty()) {
            throw new UnverifiableException(outcome + (none ? "" : ", not waived: " + String.join(", ", open)));
        }
        return outcome + ", and every blocker that did not pass is waived by who may: "
                + String.join(", ", Countersignature.openBlockers(report));
    }
}
