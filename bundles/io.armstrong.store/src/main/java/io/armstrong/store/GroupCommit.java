package io.armstrong.store;

import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Many wait, one force serves them all: what comes in while the disk is busy goes out together as the next frame.
 *
 * <p>Order is kept, but for a checkpoint that is not written when a newer one of the same child comes: the older is
 * dropped and its waiters wait for the newer. So what waits is bounded by children and callers, not by calls.
 */
final class GroupCommit {
    /** A frame is closed when its entries reach this many bytes. */
    static final int FRAME = 64 << 20;
    /** A single entry beyond this many bytes is refused. */
    static final int MAX_ENTRY = 256 << 20;

    private final StoreLog log;
    private final Records records;
    private final Executor writer;
    private final Consumer<Exception> housekeepingFailed;
    private final Housekeeping housekeeping;
    /** What is not written yet, by its key. Guarded by this. */
    private Map<Object, Waiting> waiting = new LinkedHashMap<>();
    /** Whether a run of the writer is due or under way. Guarded by this. */
    private boolean writing;
    /** Guarded by this. */
    private boolean closed;

    GroupCommit(
            StoreLog log,
            Records records,
            Executor writer,
            Housekeeping housekeeping,
            Consumer<Exception> housekeepingFailed) {
        this.log = log;
        this.records = records;
        this.writer = writer;
        this.housekeeping = housekeeping;
        this.housekeepingFailed = housekeepingFailed;
    }

    /** Makes the entry when it is about to be written; runs on the writer. */
    interface Source {
        Change change() throws IOException;
    }

    /** What is done after a write, when nobody waits for it. */
    interface Housekeeping {
        void after(List<Change> written) throws IOException;
    }

    private volatile String trouble = "";

    private record Waiting(Source source, List<CompletableFuture<Void>> futures) {}

    private record Encoded(Change change, byte[] entry, List<CompletableFuture<Void>> futures) {}

    /** Completes when the entry is forced and in the records. */
    CompletableFuture<Void> write(Source source) {
        return write(new Object(), source);
    }

    /** The same, in place of one with an equal key that is not written yet. */
    CompletableFuture<Void> write(Object key, Source source) {
        CompletableFuture<Void> future = new CompletableFuture<>();
        synchronized (this) {
            if (closed) {
                future.completeExceptionally(new IOException("ARM-STORE-CLOSED: the store is closed"));
                return future;
            }
            List<CompletableFuture<Void>> futures = new ArrayList<>(1);
            Waiting older = waiting.remove(key);
            if (older != null) {
                futures = older.futures();
            }
            futures.add(future);
            waiting.put(key, new Waiting(source, futures));
            if (!writing) {
                writing = true;
                writer.execute(this::run);
            }
        }
        return future;
    }

    /** Completes when whatever came in before is forced or has failed: the writer does one thing after the other. */
    CompletableFuture<Void> settled() {
        return CompletableFuture.runAsync(() -> {}, writer);
    }

    /** Why the last write failed; empty when it did not. */
    String trouble() {
        return trouble;
    }

    /** Refuses what comes from now on. */
    synchronized void close() {
        closed = true;
    }

    private void run() {
        for (var batch = take(); !batch.isEmpty(); batch = take()) {
            // An interrupt meant for somebody else would close the file under us.
            Thread.interrupted();
            List<Encoded> frame = new ArrayList<>();
            long bytes = 0;
            for (Waiting next : batch) {
                Encoded encoded = encode(next);
                if (encoded != null && bytes + encoded.entry().length > FRAME) {
                    write(frame);
                    frame = new ArrayList<>();
                    bytes = 0;
                }
                if (encoded != null) {
                    frame.add(encoded);
                    bytes += encoded.entry().length;
                }
            }
            write(frame);
        }
    }

    private synchronized List<Waiting> take() {
        List<Waiting> batch = List.copyOf(waiting.values());
        waiting = new LinkedHashMap<>();
        writing = !batch.isEmpty();
        return batch;
    }

    private @Nullable Encoded encode(Waiting next) {
        try {
            Change change = next.source().change();
            byte[] entry = Entries.encode(change);
            if (entry.length > MAX_ENTRY) {
                throw new IOException(
                        "ARM-STORE-DATA: cannot write an entry of " + entry.length + " bytes; at most " + MAX_ENTRY);
            }
            return new Encoded(change, entry, next.futures());
        } catch (IOException e) {
            fail(next.futures(), e);
        } catch (RuntimeException | LinkageError | StackOverflowError | OutOfMemoryError e) {
            // The source runs code of the child: whatever it throws must not end the writer.
            fail(next.futures(), new IOException("ARM-STORE-DATA: making the entry threw " + e, e));
        }
        return null;
    }

    private void write(List<Encoded> frame) {
        if (frame.isEmpty()) {
            return;
        }
        List<CompletableFuture<Void>> futures =
                frame.stream().flatMap(encoded -> encoded.futures().stream()).toList();
        List<Change> changes = frame.stream().map(Encoded::change).toList();
        try {
            log.append(frame.stream().map(Encoded::entry).toList());
            for (Change change : changes) {
                records.apply(change);
            }
            trouble = "";
            futures.forEach(future -> future.complete(null));
        } catch (IOException e) {
            trouble = String.valueOf(e.getMessage());
            fail(futures, e);
            return;
        } catch (RuntimeException | OutOfMemoryError e) {
            fail(futures, new IOException("ARM-STORE-IO: writing threw " + e, e));
            return;
        }
        try {
            housekeeping.after(changes);
        } catch (IOException | RuntimeException e) {
            housekeepingFailed.accept(e);
        }
    }

    private static void fail(List<CompletableFuture<Void>> futures, IOException cause) {
        futures.forEach(future -> future.completeExceptionally(cause));
    }
}
