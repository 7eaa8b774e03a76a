package org.seatrial.generators.storage;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.seatrial.engine.sys.HarnessMark;
import org.seatrial.lab.Lacking;
import org.seatrial.traffic.StorageWorkload;

/**
 * How fio is asked to do what a workload says: as many jobs as there are writers, each in a region of its own, at a rate of its
 * own. It notes every write; four times a second it says how much it has written.
 */
final class FioProgram {

    static final String PROGRAM = "fio";

    /** The beginning of the names of its lists of writes. */
    static final String LOG = "writes";

    private static final int DEPTH = 64;

    private FioProgram() {}

    /** What this machine lacks to run it. */
    static List<Lacking> lacking() {
        return IscsiInitiator.onPath(PROGRAM)
                ? List.of()
                : List.of(new Lacking("the program " + PROGRAM, "fio", "apt-get install fio"));
    }

    static Process start(StorageWorkload workload, NbdTarget target, Duration longest, Path folder) throws IOException {
        ProcessBuilder builder = new ProcessBuilder(command(workload, target, longest))
                .directory(folder.toFile())
                .redirectError(folder.resolve("said").toFile());
        HarnessMark.ofThisProcess().on(builder.environment());
        return builder.start();
    }

    static List<String> command(StorageWorkload workload, NbdTarget target, Duration longest) {
        long region = workload.blocksPerStream() * workload.blockBytes();
        return List.of(
                "nsenter",
                "--net=" + target.namespace(),
                PROGRAM,
                "--name=" + workload.name(),
                "--ioengine=nbd",
                "--uri=nbd://" + target.address() + ":" + target.port() + "/" + target.volume(),
                "--rw=write",
                "--bs=" + workload.blockBytes(),
                "--size=" + region,
                "--offset_increment=" + region,
                "--numjobs=" + workload.streams(),
                "--thread",
                "--group_reporting",
                "--iodepth=" + DEPTH,
                "--rate_iops=" + Math.round(workload.perSecond()),
                "--time_based",
                "--runtime=" + (longest.plus(workload.patience()).toSeconds() + 1),
                "--write_lat_log=" + LOG,
                "--log_unix_epoch=1",
                "--eta=never",
                "--output-format=terse",
                "--status-interval=250ms");
    }
}
