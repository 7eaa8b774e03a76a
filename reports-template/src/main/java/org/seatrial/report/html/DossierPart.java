package org.seatrial.report.html;

import java.util.ArrayList;
import java.util.List;
import org.seatrial.report.AcceptanceReport;
import org.seatrial.report.Dossier;

/** What stands beside the measurements: the plan as it was signed, earlier runs, waivers. */
final class DossierPart {

    private DossierPart() {}

    static Page.Section of(AcceptanceReport report) {
        Dossier dossier = report.dossier();
        List<String> paragraphs = new ArrayList<>();
        paragraphs.add(
                dossier.registrations().isEmpty()
                        ? "Nobody signed the plan before the run."
                        : "The plan was signed before the run; what was run otherwise stands in the last column.");
        paragraphs.add(
                dossier.earlierRuns().isEmpty()
                        ? "No earlier run of this design lay in the folder of runs."
                        : Words.count(dossier.earlierRuns().size(), "earlier run")
                                + " of this design lay in the folder of runs.");
        paragraphs.add(
                dossier.waivers().isEmpty()
                        ? "No requirement is waived."
                        : "A waiver stands beside the measured verdict and does not change it.");
        return new Page.Section(
                "Agreed, tried and waived",
                Words.anchor("about", "agreed"),
                paragraphs,
                List.of(),
                List.of(registrations(dossier), earlier(report), waivers(dossier)),
                List.of());
    }

    private static Page.Facts registrations(Dossier dossier) {
        return new Page.Facts(
                "The plan as it was signed before the run",
                List.of("Role", "By", "Signed", "Key", "Run otherwise"),
                dossier.registrations().stream()
                        .map(one -> List.of(
                                one.role(),
                                one.person() + ", " + one.organisation(),
                                Words.instant(one.signedOn()),
                                one.signer(),
                                one.differences().isEmpty() ? "nothing" : String.join("; ", one.differences())))
                        .toList());
    }

    private static Page.Facts earlier(AcceptanceReport report) {
        return new Page.Facts(
                "Earlier runs of this design",
                List.of("Run", "Suite", "Plan", "Started", "Result"),
                report.dossier().earlierRuns().stream()
                        .map(one -> List.of(
                                one.folder(),
                                one.suite() + " " + one.version()
                                        + (one.suiteDigest()
                                                        .equals(report.plan().suiteDigest())
                                                ? ""
                                                : ", other files"),
                                one.plan(),
                                one.startedAt().isEmpty() ? "it died" : Words.instant(one.startedAt()),
                                one.result().isEmpty() ? "no report" : one.result()))
                        .toList());
    }

    private static Page.Facts waivers(Dossier dossier) {
        return new Page.Facts(
                "Waivers",
                List.of("Requirement", "Until", "Owner", "Reason", "Key", "Counts"),
                dossier.waivers().stream()
                        .map(one -> List.of(
                                one.requirement(),
                                one.expiresOn(),
                                one.owner() + ", " + one.organisation(),
                                one.reason(),
                                one.signer(),
                                one.counts() ? "in force when the run ended" : "no: " + one.because()))
                        .toList());
    }
}
