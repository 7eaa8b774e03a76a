package org.seatrial.replica;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.seatrial.engine.sys.Netem;
import org.seatrial.engine.wire.StrandCharacter;

/** One part of a lab that is set right again, from this data alone. The order of these is the order of repair. */
sealed interface Repair {

    /** Names the part; two repairs of one part have the same. */
    String part();

    /** An interface is set up. */
    record Raise(String namespace, String interfaceName) implements Repair {
        @Override
        public String part() {
            return "interface " + namespace + " " + interfaceName;
        }
    }

    /** An address is given to an interface that has lost it. */
    record Address(String namespace, String interfaceName, String address) implements Repair {
        @Override
        public String part() {
            return "address " + namespace + " " + interfaceName;
        }
    }

    /** An interface gets its MTU. */
    record Mtu(String namespace, String interfaceName, int mtu) implements Repair {
        @Override
        public String part() {
            return "mtu " + namespace + " " + interfaceName;
        }
    }

    /** A node forwards packets. */
    record Forward(String namespace) implements Repair {
        @Override
        public String part() {
            return "forwarding " + namespace;
        }
    }

    /** A direction of the wire does to frames what the design says. */
    record AsDesigned(Path control, int wire, int direction, StrandCharacter character) implements Repair {
        @Override
        public String part() {
            return "character " + wire + " " + direction;
        }
    }

    /** A direction of the wire lets frames pass. */
    record PassWire(Path control, int wire, int direction) implements Repair {
        @Override
        public String part() {
            return "wire " + wire + " " + direction;
        }
    }

    /** A netem does to frames what the design says. */
    record PassNetem(String namespace, String interfaceName, Netem netem) implements Repair {
        @Override
        public String part() {
            return "netem " + namespace + " " + interfaceName;
        }
    }

    /** A daemon that was stopped goes on. */
    record GoOn(String namespace, Path folder, String daemon) implements Repair {
        @Override
        public String part() {
            return "stopped " + namespace + " " + daemon;
        }
    }

    /** A daemon runs. */
    record Start(String node, String namespace, Path folder, String daemon) implements Repair {
        @Override
        public String part() {
            return "daemon " + namespace + " " + daemon;
        }
    }

    /** A program offers its service. */
    record Serve(String namespace, Path folder, LabProgram program) implements Repair {
        @Override
        public String part() {
            return "program " + namespace + " " + program.name();
        }
    }

    /** A volume is offered. */
    record Offer(
            String node,
            String namespace,
            Path folder,
            String volume,
            int port,
            VolumeSettings.Cache cache,
            Optional<VolumeFront> front)
            implements Repair {
        @Override
        public String part() {
            return "volume " + namespace + " " + volume;
        }
    }

    /** The disk behind a volume is as fast as it can. */
    record LetGo(Offer volume) implements Repair {
        @Override
        public String part() {
            return "speed of " + volume.part();
        }
    }

    /** No process sends an anomaly at an interface any more. */
    record EndSender(String namespace, Path mark) implements Repair {
        @Override
        public String part() {
            return "sender " + namespace + " " + mark;
        }
    }

    /** A node asks again which station has an address, and forgets what an impostor announced. */
    record AskAgain(String namespace, String interfaceName, String address) implements Repair {
        @Override
        public String part() {
            return "neighbour " + namespace + " " + interfaceName + " " + address;
        }
    }

    /** A host reaches what is not on its segment through a router. */
    record Gateway(String namespace, String router) implements Repair {
        @Override
        public String part() {
            return "gateway " + namespace;
        }
    }

    /** A node starts the guests that it starts whenever it gets power. */
    record StartGuests(String node, String namespace, Path command) implements Repair {
        @Override
        public String part() {
            return "guests " + namespace;
        }
    }

    /** A timetable is not followed any more. */
    record Forget(String timetable) implements Repair {
        @Override
        public String part() {
            return "timetable " + timetable;
        }
    }

    /** One line. */
    default String text() {
        return switch (this) {
            case Raise it -> line("raise", it.namespace(), it.interfaceName());
            case Address it -> line("address", it.namespace(), it.interfaceName(), it.address());
            case Mtu it -> line("mtu", it.namespace(), it.interfaceName(), it.mtu());
            case Forward it -> line("forward", it.namespace());
            case AsDesigned it -> line("character", it.control(), it.wire(), it.direction(), numbers(it.character()));
            case PassWire it -> line("pass-wire", it.control(), it.wire(), it.direction());
            case PassNetem it -> line("pass-netem", it.namespace(), it.interfaceName(), UndoKeys.text(it.netem()));
            case GoOn it -> line("go-on", it.namespace(), it.folder(), it.daemon());
            case Start it -> line("start", it.node(), it.namespace(), it.folder(), it.daemon());
            case Serve it ->
                line("serve", it.namespace(), it.folder(), it.program().text());
            case Offer it ->
                line(
                        "offer",
                        it.node(),
                        it.namespace(),
                        it.folder(),
                        it.volume(),
                        it.port(),
                        it.cache(),
                        VolumeFront.text(it.front()));
            case LetGo it -> "let-go\t" + it.volume().text();
            case Forget it -> line("forget", it.timetable());
            case EndSender it -> line("end-sender", it.namespace(), it.mark());
            case AskAgain it -> line("ask-again", it.namespace(), it.interfaceName(), it.address());
            case Gateway it -> line("gateway", it.namespace(), it.router());
            case StartGuests it -> line("start-guests", it.node(), it.namespace(), it.command());
        };
    }

    /** @throws IllegalArgumentException if this is no repair: nothing of an undo may be skipped */
    static Repair of(String line) {
        String[] words = line.split("\t", -1);
        try {
            return switch (words[0]) {
                case "raise" -> new Raise(words[1], words[2]);
                case "address" -> new Address(words[1], words[2], words[3]);
                case "mtu" -> new Mtu(words[1], words[2], Integer.parseInt(words[3]));
                case "forward" -> new Forward(words[1]);
                case "character" ->
                    new AsDesigned(
                            Path.of(words[1]),
                            Integer.parseInt(words[2]),
                            Integer.parseInt(words[3]),
                            character(words[4].split(",", -1)));
                case "pass-wire" ->
                    new PassWire(Path.of(words[1]), Integer.parseInt(words[2]), Integer.parseInt(words[3]));
                case "pass-netem" -> new PassNetem(words[1], words[2], UndoKeys.netem(words[3]));
                case "go-on" -> new GoOn(words[1], Path.of(words[2]), words[3]);
                case "start" -> new Start(words[1], words[2], Path.of(words[3]), words[4]);
                case "serve" -> new Serve(words[1], Path.of(words[2]), LabProgram.of(words[3]));
                case "let-go" -> new LetGo((Offer) of(line.substring(words[0].length() + 1)));
                case "offer" ->
                    new Offer(
                            words[1],
                            words[2],
                            Path.of(words[3]),
                            words[4],
                            Integer.parseInt(words[5]),
                            VolumeSettings.Cache.valueOf(words[6]),
                            VolumeFront.of(words[7]));
                case "forget" -> new Forget(words[1]);
                case "end-sender" -> new EndSender(words[1], Path.of(words[2]));
                case "ask-again" -> new AskAgain(words[1], words[2], words[3]);
                case "gateway" -> new Gateway(words[1], words[2]);
                case "start-guests" -> new StartGuests(words[1], words[2], Path.of(words[3]));
                default ->
                    throw new IllegalArgumentException("the undo asks for '" + line + "', which is unknown here");
            };
        } catch (ArrayIndexOutOfBoundsException cut) {
            throw new IllegalArgumentException("the undo's line is cut short: '" + line + "'", cut);
        }
    }

    private static String line(Object... words) {
        return Stream.of(words).map(String::valueOf).collect(Collectors.joining("\t"));
    }

    private static String numbers(StrandCharacter of) {
        return List.<Object>of(
                        of.delayNs(),
                        of.jitterNs(),
                        of.lossRatio(),
                        of.corruptRatio(),
                        of.duplicateRatio(),
                        of.reorderRatio(),
                        of.reorderNs(),
                        of.rateBitsPerSecond(),
                        of.queueBytes())
                .stream()
                .map(String::valueOf)
                .collect(Collectors.joining(","));
    }

    private static StrandCharacter character(String[] numbers) {
        return new StrandCharacter(
                Long.parseLong(numbers[0]),
                Long.parseLong(numbers[1]),
                Double.parseDouble(numbers[2]),
                Double.parseDouble(numbers[3]),
                Double.parseDouble(numbers[4]),
                Double.parseDouble(numbers[5]),
                Long.parseLong(numbers[6]),
                Double.parseDouble(numbers[7]),
                Long.parseLong(numbers[8]));
    }
}
