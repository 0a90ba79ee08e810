package io.armstrong.store;

import io.armstrong.store.Fault.Kind;
import java.io.ByteArrayInputStream;
import java.io.Closeable;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;

/**
 * A disk in memory that tells what is forced from what is not. At {@link #reboot} everything that was not forced may be
 * there, be lost, or be torn, each write and each name by its own throw of the dice.
 *
 * <p>Operations are counted from 0; a {@link Fault} strikes one of them.
 */
final class SimDisk implements Disk {
    private enum Op {
        FOLDER,
        CREATE,
        WRITE,
        CUT,
        FORCE,
        RENAME,
        DELETE,
        FORCE_FOLDER,
        READ
    }

    private final Random random;
    private final Fault fault;
    private final Set<Path> locks = new HashSet<>();
    private final Map<Path, SimFile> names = new TreeMap<>();
    private final Map<Path, SimFile> forcedNames = new TreeMap<>();
    private final List<NameChange> unforcedNames = new ArrayList<>();
    private int operations;
    private int forces;
    private int struck;
    private int powerGoesAt = Integer.MAX_VALUE;
    private boolean off;
    private boolean killed;

    SimDisk(Random random, Fault fault) {
        this.random = random;
        this.fault = fault;
    }

    /** Names given to files, or taken away where the file is null, at once. */
    private record NameChange(Path folder, List<Path> names, List<SimFile> files) {}

    int operations() {
        return operations;
    }

    /** How often the fault struck. */
    int struck() {
        return struck;
    }

    int forces() {
        return forces;
    }

    /** Whether the process is dead: every operation fails until {@link #restart}. */
    boolean isKilled() {
        return killed;
    }

    /** A new process on the same disk. */
    void restart() {
        killed = false;
        locks.clear();
    }

    /** Whether power is gone: every operation fails until {@link #reboot}. */
    boolean isOff() {
        return off;
    }

    /** The disk as it is found when power comes back. */
    SimDisk reboot(Fault next) {
        SimDisk disk = new SimDisk(random, next);
        for (NameChange change : unforcedNames) {
            if (fault.kind() != Kind.LOST && random.nextBoolean()) {
                apply(change, forcedNames);
            }
        }
        forcedNames.forEach((name, content) -> {
            SimFile settled = new SimFile(content.survived(random, fault.kind() == Kind.LOST));
            disk.names.put(name, settled);
            disk.forcedNames.put(name, settled);
        });
        return disk;
    }

    private static void apply(NameChange change, Map<Path, SimFile> to) {
        for (int i = 0; i < change.names().size(); i++) {
            if (change.files().get(i) == null) {
                to.remove(change.names().get(i));
            } else {
                to.put(change.names().get(i), change.files().get(i));
            }
        }
    }

    private void change(Path folder, List<Path> changed, List<SimFile> files) {
        NameChange change = new NameChange(folder, changed, files);
        apply(change, names);
        unforcedNames.add(change);
    }

    /** Counts the operation. True: it is struck now, and the caller fails it half done. */
    private boolean strikes(Op op) throws IOException {
        off |= operations >= powerGoesAt;
        if (off || killed) {
            throw new IOException("power is off");
        }
        if (operations++ < fault.at() || struck >= fault.times() || !applies(op)) {
            return false;
        }
        if (struck++ == 0 && fault.powerGoes() >= 0) {
            powerGoesAt = operations + fault.powerGoes();
        }
        off = fault.kind() == Kind.CRASH || fault.kind() == Kind.LOST;
        killed = fault.kind() == Kind.KILL;
        return true;
    }

    private boolean applies(Op op) {
        return switch (fault.kind()) {
            case ENOSPC -> op == Op.FOLDER || op == Op.CREATE || op == Op.WRITE || op == Op.RENAME;
            case SHORT -> op == Op.WRITE;
            default -> true;
        };
    }

    private IOException failure(Op op) {
        return fault.kind() == Kind.ENOSPC
                ? new DiskFull("No space left on device")
                : new IOException("simulated " + fault.kind() + " in " + op);
    }

    @Override
    public void makeFolder(Path folder) throws IOException {
        if (strikes(Op.FOLDER)) {
            throw failure(Op.FOLDER);
        }
    }

    @Override
    public List<String> list(Path folder) throws IOException {
        if (strikes(Op.READ)) {
            throw failure(Op.READ);
        }
        return names.keySet().stream()
                .filter(name -> folder.equals(name.getParent()))
                .map(name -> name.getFileName().toString())
                .sorted()
                .toList();
    }

    @Override
    public InputStream read(Path file, long offset) throws IOException {
        if (strikes(Op.READ)) {
            throw failure(Op.READ);
        }
        byte[] bytes = content(file).bytes();
        return new ByteArrayInputStream(bytes, (int) offset, bytes.length - (int) offset);
    }

    @Override
    public long size(Path file) throws IOException {
        if (strikes(Op.READ)) {
            throw failure(Op.READ);
        }
        return names.containsKey(file) ? names.get(file).bytes().length : -1;
    }

    private SimFile content(Path file) throws IOException {
        if (!names.containsKey(file)) {
            throw new FileNotFoundException(file.toString());
        }
        return names.get(file);
    }

    @Override
    public Output create(Path file) throws IOException {
        boolean struckNow = strikes(Op.CREATE);
        if (!struckNow || (fault.kind() != Kind.ENOSPC && random.nextBoolean())) {
            change(file.getParent(), List.of(file), List.of(new SimFile(new byte[0])));
        }
        if (struckNow) {
            throw failure(Op.CREATE);
        }
        return new SimOutput(content(file));
    }

    @Override
    public Output append(Path file) throws IOException {
        if (strikes(Op.READ)) {
            throw failure(Op.READ);
        }
        return new SimOutput(content(file));
    }

    @Override
    public void rename(Path from, Path to) throws IOException {
        boolean struckNow = strikes(Op.RENAME);
        if (!struckNow || (fault.kind() != Kind.ENOSPC && random.nextBoolean())) {
            List<SimFile> files = new ArrayList<>();
            files.add(null);
            files.add(content(from));
            change(from.getParent(), List.of(from, to), files);
        }
        if (struckNow) {
            throw failure(Op.RENAME);
        }
    }

    @Override
    public void delete(Path file) throws IOException {
        boolean struckNow = strikes(Op.DELETE);
        if (names.containsKey(file) && (!struckNow || random.nextBoolean())) {
            change(file.getParent(), List.of(file), Arrays.asList((SimFile) null));
        }
        if (struckNow) {
            throw failure(Op.DELETE);
        }
    }

    @Override
    public void forceFolder(Path folder) throws IOException {
        if (strikes(Op.FORCE_FOLDER)) {
            throw failure(Op.FORCE_FOLDER);
        }
        List<NameChange> forced = unforcedNames.stream()
                .filter(change -> change.folder().equals(folder))
                .toList();
        forced.forEach(change -> apply(change, forcedNames));
        unforcedNames.removeAll(forced);
    }

    @Override
    public Closeable lock(Path folder, String name) throws IOException {
        Path file = folder.resolve(name);
        if (!locks.add(file)) {
            throw new Locked("locked");
        }
        return () -> locks.remove(file);
    }

    /** Puts a file there as if it had always been. */
    void put(Path file, byte[] bytes) {
        SimFile content = new SimFile(bytes);
        names.put(file, content);
        forcedNames.put(file, content);
    }

    /** What a reader finds now. */
    byte[] get(Path file) {
        return names.get(file).bytes();
    }

    private final class SimOutput implements Output {
        private final SimFile content;

        SimOutput(SimFile content) {
            this.content = content;
        }

        @Override
        public void write(ByteBuffer buffer) throws IOException {
            boolean struckNow = strikes(Op.WRITE);
            byte[] bytes = new byte[buffer.remaining()];
            buffer.get(bytes);
            if (struckNow) {
                int written = fault.kind() == Kind.SHORT ? bytes.length / 2 : random.nextInt(bytes.length + 1);
                content.append(Arrays.copyOf(bytes, written));
                throw failure(Op.WRITE);
            }
            content.append(bytes);
        }

        @Override
        public void cut(long length) throws IOException {
            boolean struckNow = strikes(Op.CUT);
            if (!struckNow || random.nextBoolean()) {
                content.cut(length);
            }
            if (struckNow) {
                throw failure(Op.CUT);
            }
        }

        @Override
        public void force() throws IOException {
            forces++;
            boolean struckNow = strikes(Op.FORCE);
            if (struckNow && fault.kind() == Kind.EIO) {
                content.forceFailed(random);
            }
            if (struckNow) {
                throw failure(Op.FORCE);
            }
            content.force();
        }

        @Override
        public void close() {}
    }
}
