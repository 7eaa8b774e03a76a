package org.seatrial.suite;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.seatrial.input.Fields;
import org.seatrial.input.FileProblems;
import org.seatrial.recording.WriteStamp;
import org.seatrial.traffic.ServiceWorkload;
import org.seatrial.traffic.StorageWorkload;
import org.seatrial.traffic.Workload;

/** Reads {@code record-of}: which writer's record the virtual machine at an address has to show. */
final class RecordOf {

    private static final String KEY = "record-of";

    private final FileProblems problems;
    private final List<StorageWorkload> storage = new ArrayList<>();
    private final List<String> written;

    /**
     * @param written names of storage workloads as written, so that one with a problem of its own is not called unknown
     * @param read those that could be read
     */
    RecordOf(FileProblems problems, List<String> written, List<Workload> read) {
        this.problems = problems;
        this.written = written;
        for (Workload one : read) {
            if (one instanceof StorageWorkload volume) {
                storage.add(volume);
            }
        }
    }

    Optional<String> read(Fields service, Optional<ServiceWorkload.Protocol> protocol, int addresses) {
        Optional<String> named = service.text(KEY);
        if (named.isEmpty()) {
            return named;
        }
        String name = named.get();
        if (!written.contains(name)) {
            problems.unknown(service.place(KEY), "storage workload", name, written);
        }
        if (protocol.isPresent() && protocol.get() != ServiceWorkload.Protocol.HTTP) {
            problem(service, name, "only answers of http have a record in them", "protocol: http");
        }
        if (name.length() > WriteStamp.LONGEST_NAME) {
            problem(
                    service,
                    name,
                    "this name has no room in a record",
                    "a name of at most " + WriteStamp.LONGEST_NAME + " characters");
        }
        storage.stream()
                .filter(one -> one.name().equals(name))
                .findFirst()
                .ifPresent(one -> fits(service, one, addresses));
        return named;
    }

    private void fits(Fields service, StorageWorkload volume, int addresses) {
        if (volume.streams() != addresses) {
            problem(
                    service,
                    volume.name(),
                    volume.streams() + " writers do not write to the disks of " + addresses + " virtual machines",
                    "a workload with writers: " + addresses);
        }
        if (volume.blocksPerStream() != 1) {
            problem(
                    service,
                    volume.name(),
                    "its writers write " + volume.blocksPerStream()
                            + " blocks in turn, and a virtual machine shows the first of its disk",
                    "a span of " + (long) volume.streams() * volume.blockBytes() + " B: a block for each writer");
        }
    }

    private void problem(Fields service, String value, String reason, String valid) {
        problems.add(service.place(KEY), value, reason, valid);
    }
}
