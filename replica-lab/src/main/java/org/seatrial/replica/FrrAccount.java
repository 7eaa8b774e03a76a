package org.seatrial.replica;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.UserPrincipalLookupService;
import org.seatrial.lab.LabException;

/**
 * Whom the FRR daemons run as: their own account, or root where a user namespace maps nobody else.
 *
 * @param mapped whether this process sees all users of the machine
 */
record FrrAccount(String user, String group, boolean mapped) {

    private static final String ALL_USERS = "4294967295";
    private static final Path GROUPS = Path.of("/etc/group");

    static FrrAccount ofThisProcess() {
        try {
            String[] map = Files.readString(Path.of("/proc/self/uid_map")).strip().split("\\s+", -1);
            boolean all = map.length == 3 && map[2].equals(ALL_USERS);
            return all ? new FrrAccount("frr", "frr", true) : new FrrAccount("root", "root", false);
        } catch (IOException failed) {
            throw new LabException("/proc/self/uid_map cannot be read: " + failed.getMessage(), failed);
        }
    }

    /** Gives a folder or file to the account. */
    void own(Path path) throws IOException {
        UserPrincipalLookupService accounts = path.getFileSystem().getUserPrincipalLookupService();
        PosixFileAttributeView view = Files.getFileAttributeView(path, PosixFileAttributeView.class);
        view.setOwner(accounts.lookupPrincipalByName(user));
        view.setGroup(accounts.lookupPrincipalByGroupName(group));
    }

    /**
     * FRR insists that its account belongs to group frrvty. Where that account is root in a user namespace, a copy of
     * the group file that says so is mounted over it, seen by this mount namespace only.
     */
    void joinTerminalGroup(Path folder) {
        if (mapped) {
            return;
        }
        try {
            StringBuilder groups = new StringBuilder();
            boolean member = false;
            for (String line : Files.readAllLines(GROUPS)) {
                if (line.startsWith("frrvty:")) {
                    member = line.matches(".*[:,]root(,.*)?");
                    groups.append(line).append(member ? "" : line.endsWith(":") ? "root" : ",root");
                } else {
                    groups.append(line);
                }
                groups.append('\n');
            }
            if (!member) {
                Path copy = Files.writeString(folder.resolve("group"), groups);
                Program.run("mount", "--bind", copy.toString(), GROUPS.toString());
            }
        } catch (IOException failed) {
            throw new LabException("root could not be made a member of group frrvty: " + failed.getMessage(), failed);
        }
    }
}
