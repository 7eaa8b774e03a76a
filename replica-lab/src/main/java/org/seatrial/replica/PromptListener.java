package org.seatrial.replica;

import java.util.ArrayList;
import java.util.List;

/**
 * A TCP port whose connections send each answer at once (TCP_NODELAY, which they inherit from the socket that listens).
 * qemu-storage-daemon 7.2 does not ask for that itself: with two requests under way it keeps the second answer until the
 * first is acknowledged, which a client does with its next request or after 40 ms. A mirror over it would stand still for
 * so long, and it would look like the design's doing.
 */
final class PromptListener {

    /** The argument that names the socket, as a number among the program's open files. */
    static final String SOCKET = "%LISTENER%";

    static final String PROGRAM = "perl";

    private static final int BACKLOG = 4096;

    /** What the command reads: it opens the port and becomes the program. */
    static final String SCRIPT = """
        my ($port, $backlog, @command) = @ARGV;
        $^F = 255;
        my $socket;
        socket($socket, PF_INET, SOCK_STREAM, IPPROTO_TCP)
            && setsockopt($socket, SOL_SOCKET, SO_REUSEADDR, 1)
            && setsockopt($socket, IPPROTO_TCP, TCP_NODELAY, 1)
            && bind($socket, sockaddr_in($port, INADDR_ANY))
            && listen($socket, $backlog)
            or die "port $port: $!\\n";
        my $number = fileno($socket);
        s/%LISTENER%/$number/ for @command;
        exec(@command) or die "$command[0]: $!\\n";
        """;

    private PromptListener() {}

    /** The program behind an open port, {@link #SOCKET} in its arguments replaced; {@link #SCRIPT} is its input. */
    static List<String> before(int port, List<String> program) {
        List<String> command = new ArrayList<>(
                List.of(PROGRAM, "-Mstrict", "-MSocket=:all", "-", Integer.toString(port), Integer.toString(BACKLOG)));
        command.addAll(program);
        return command;
    }
}
