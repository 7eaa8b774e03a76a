package org.seatrial.report;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.seatrial.recording.EvidenceFile;
import org.seatrial.recording.RunFolder;

/** Lists every file of a run folder that findings rest on, with its digest, in the order of their paths. */
final class EvidenceListing {

    private EvidenceListing() {}

    static List<EvidenceFile> of(RunFolder folder) throws IOException {
        List<Path> files = new ArrayList<>();
        for (Path tree : List.of(folder.suite(), folder.selfTestEvidence(), folder.trials())) {
            if (Files.isDirectory(tree)) {
                try (Stream<Path> walk = Files.walk(tree)) {
                    walk.filter(file -> Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)
                                    && !file.toString().endsWith(".part"))
                            .forEach(files::add);
                }
            }
        }
        Stream.of(
                        folder.plan(),
                        folder.environment(),
                        folder.labs(),
                        folder.selfTest(),
                        folder.ledger(),
                        folder.events(),
                        folder.restore(),
                        folder.run())
                .filter(Files::isRegularFile)
                .forEach(files::add);
        files.sort(null);
        List<EvidenceFile> evidence = new ArrayList<>();
        for (Path file : files) {
            evidence.add(folder.evidence(file));
        }
        return evidence;
    }
}
