package org.seatrial.cli;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.seatrial.input.InputException;
import org.seatrial.report.brand.Brand;
import org.seatrial.report.brand.BrandReader;
import picocli.CommandLine.Option;

/** The option that names the integrator's brand, shared by the verbs that write the report. */
final class BrandArguments {

    @Option(
            names = "--brand",
            paramLabel = "DIR",
            description =
                    "A folder with brand.yaml: name, logo, colours and footer of report.html; see docs/report.md.")
    private @Nullable Path folder;

    /** @throws InputException with every problem of the folder */
    Brand read() {
        return folder == null ? Brand.NONE : BrandReader.read(folder);
    }
}
