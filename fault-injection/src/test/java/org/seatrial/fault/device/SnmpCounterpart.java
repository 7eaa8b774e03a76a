package org.seatrial.fault.device;

import java.nio.file.Path;
import java.util.Map;

/** Net-SNMP's snmpd, which asks a program of ours for a part of its tree, so that it looks like a power unit. */
class SnmpCounterpart implements Counterpart {

    /** What every outlet is set to wait before it gives power again by itself. */
    static final int OWN_SECONDS = 3;

    /** The protocol of snmpd's pass_persist; switches outlet INDEX, and knows one more outlet that is always on. */
    private static final String AGENT = """
        import subprocess, sys, json, os
        table = json.load(open('table.json'))
        def oid(text): return tuple(int(part) for part in text.strip('.').split('.'))
        def state(): return subprocess.run(['./device.sh', 'read'], capture_output=True, text=True).stdout.strip()
        def value(name):
            key = '.'.join(map(str, name))
            if key in table['times']: return table['times'][key]['seconds']
            if key not in table['reads']: return None
            row = table['reads'][key]
            return row['on'] if row['index'] != table['index'] or state() == 'on' else row['off']
        names = sorted(oid(key) for key in [*table['reads'], *table['times']])
        def switch(action, written):
            if action in ('on', 'off'): return subprocess.run(['./device.sh', action, written]).returncode
            times = [row['seconds'] for row in table['times'].values() if row['action'] == action]
            if action == 'reboot': subprocess.run(['./device.sh', 'off', written])
            subprocess.Popen(['sh', '-c', 'sleep %d; ./device.sh on' % times[0]], start_new_session=True)
        def answer(name):
            if name is None: print('NONE')
            else: print('.' + '.'.join(map(str, name))); print('integer'); print(value(name))
        for line in sys.stdin:
            command = line.strip()
            if command == 'PING': print('PONG')
            elif command == 'get':
                name = oid(sys.stdin.readline()); answer(name if name in names else None)
            elif command == 'getnext':
                name = oid(sys.stdin.readline()); answer(next((n for n in names if n > name), None))
            elif command == 'set':
                name = '.'.join(map(str, oid(sys.stdin.readline()))); written = sys.stdin.readline().split()[-1]
                action = table['writes'].get(name, {}).get(written)
                if action is None: print('wrong-value')
                elif switch(action, written): print('not-writable')
                else: print('DONE')
            sys.stdout.flush()
        """;

    private final StandIn thing;
    private final Daemon snmpd;
    private final String device;
    private final String outlet;

    /**
     * @param device what the inventory says of it, with ADDRESS and PORT where they belong
     * @param community with the right to write
     */
    SnmpCounterpart(
            Path folder,
            OutletTable table,
            String outlet,
            String other,
            String device,
            String community,
            String configuration) {
        this.thing = new StandIn(folder);
        this.outlet = outlet;
        String address = Loopback.own();
        int port = Daemon.freeUdpPort(address);
        this.device = device.replace("ADDRESS", address).replace("PORT", String.valueOf(port));
        thing.write("agent.py", AGENT);
        String reads = "";
        for (String index : new String[] {outlet, other}) {
            for (String object : new java.util.TreeSet<>(
                    java.util.List.of(table.stateObject(), table.onObject(), table.offObject()))) {
                boolean state = object.equals(table.stateObject());
                reads += (reads.isEmpty() ? "" : ",") + "\"" + object + "." + index + "\": {\"index\": \"" + index
                        + "\", \"on\": " + (state ? table.stateOn() : table.onValue()) + ", \"off\": "
                        + (state ? table.stateOff() : table.offValue()) + "}";
            }
        }
        String times = "";
        String later = "";
        for (Map.Entry<OutletTable.DeadMan, OutletTable.OwnTime> way :
                table.deadMen().entrySet()) {
            times += (times.isEmpty() ? "" : ",") + "\"" + way.getValue().secondsObject() + "." + outlet
                    + "\": {\"seconds\": " + OWN_SECONDS + ", \"action\": \""
                    + way.getKey().text() + "\"}";
            later += ", \"" + way.getValue().value() + "\": \"" + way.getKey().text() + "\"";
        }
        String on = "\"" + table.onValue() + "\": \"on\"";
        String off = "\"" + table.offValue() + "\": \"off\"";
        String writes = table.onObject().equals(table.offObject())
                ? "\"" + table.onObject() + "." + outlet + "\": {" + on + ", " + off + later + "}"
                : "\"" + table.onObject() + "." + outlet + "\": {" + on + "}, \"" + table.offObject() + "." + outlet
                        + "\": {" + off + "}";
        thing.write(
                "table.json",
                "{\"index\": \"" + outlet + "\", \"times\": {" + times + "}, \"reads\": {" + reads + "}, \"writes\": {"
                        + writes + "}}");
        String root = table.stateObject().substring(0, table.stateObject().indexOf('.', "1.3.6.1.4.1.".length()));
        thing.write(
                "snmpd.conf",
                "agentaddress udp:" + address + ":" + port + "\nrwcommunity " + community
                        + " 127.0.0.1\nrocommunity ready 127.0.0.1\npass_persist ." + root
                        + " /usr/bin/python3 -u agent.py\n" + configuration);
        snmpd = Daemon.start(
                folder,
                Map.of("SNMP_PERSISTENT_DIR", folder.toString(), "MIBS", ""),
                () -> Daemon.succeeds(
                        "snmpget",
                        "-v2c",
                        "-c",
                        "ready",
                        "-t",
                        "0.2",
                        "-r",
                        "0",
                        address + ":" + port,
                        "." + table.stateObject() + "." + outlet),
                "/usr/sbin/snmpd",
                "-f",
                "-C",
                "-c",
                "snmpd.conf",
                "-Lo");
    }

    @Override
    public String device() {
        return device;
    }

    @Override
    public String target() {
        return "outlet: '" + outlet + "'";
    }

    @Override
    public boolean on() {
        return thing.on();
    }

    @Override
    public void set(boolean on) {
        thing.set(on);
    }

    @Override
    public void behave(Manner manner) {
        thing.behave(manner);
    }

    @Override
    public void vanish() {
        snmpd.close();
    }

    @Override
    public void close() {
        thing.behave(Manner.HONEST);
        snmpd.close();
    }
}
