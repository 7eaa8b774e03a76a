package org.seatrial.cli;

import java.io.PrintWriter;
import java.io.UncheckedIOException;
import org.seatrial.input.InputException;
import org.seatrial.input.Problem;
import org.seatrial.lab.LabException;
import org.seatrial.recording.EvidenceException;
import org.seatrial.report.ExitCode;
import picocli.CommandLine;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;

/** Turns what went wrong into one message and an exit code; a stack trace only for what nobody foresaw. */
final class Failures {

    private Failures() {}

    static int badArguments(ParameterException failed, String[] arguments) {
        CommandLine commandLine = failed.getCommandLine();
        PrintWriter err = commandLine.getErr();
        err.println("seatrial: " + failed.getMessage());
        CommandLine.UnmatchedArgumentException.printSuggestions(failed, err);
        err.println("next: " + commandLine.getCommandSpec().qualifiedName() + " --help");
        return ExitCode.USAGE.code();
    }

    static int failed(Exception failed, CommandLine commandLine, ParseResult parsed) {
        PrintWriter err = commandLine.getErr();
        return switch (failed) {
            case InputException input -> {
                for (Problem problem : input.problems()) {
                    err.println("seatrial: " + problem.message());
                }
                yield ExitCode.USAGE.code();
            }
            case LabException lab -> {
                err.println("seatrial: " + lab.getMessage());
                yield ExitCode.LAB_ERROR.code();
            }
            case EvidenceException evidence -> {
                err.println("seatrial: " + evidence.getMessage());
                yield ExitCode.LAB_ERROR.code();
            }
            case UncheckedIOException io -> {
                err.println("seatrial: " + io.getMessage());
                yield ExitCode.LAB_ERROR.code();
            }
            default -> {
                err.println(
                        "seatrial: internal error; what was measured is kept in the run folder. Please report this:");
                failed.printStackTrace(err);
                yield ExitCode.INTERNAL.code();
            }
        };
    }
}
