package io.armstrong.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.function.UnaryOperator;
import java.util.zip.CRC32C;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class StoreLogTest {
    private static final Path FOLDER = Path.of("/store/log");
    private static final Path FILE = FOLDER.resolve(Segment.name(1));
    private static final String[] ENTRIES = {"{\"n\":1}", "{\"n\":2}", "{\"n\":3}", "{\"n\":4}"};

    private final SimDisk disk = new SimDisk(new Random(1), Fault.NONE);
    private final List<Integer> ends = new ArrayList<>();

    @BeforeEach
    void write() throws IOException {
        try (StoreLog log = open(new ArrayList<>())) {
            for (String entry : ENTRIES) {
                ends.add(disk.get(FILE).length);
                log.append(List.of(bytes(entry)));
            }
        }
    }

    private StoreLog open(List<String> replayed) throws IOException {
        return StoreLog.open(
                disk,
                FOLDER,
                entry -> replayed.add(new String(entry, StandardCharsets.US_ASCII)),
                () -> List.of(bytes("{\"head\":0}")),
                StoreLog.SIZE);
    }

    private List<String> replay() throws IOException {
        List<String> replayed = new ArrayList<>();
        open(replayed).close();
        return replayed.subList(1, replayed.size());
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }

    private void edit(UnaryOperator<byte[]> change) {
        disk.put(FILE, change.apply(disk.get(FILE).clone()));
    }

    @Test
    void givesBackWhatWasAppendedInOrder() throws IOException {
        assertThat(replay()).containsExactly(ENTRIES);
    }

    /** Magic, length, CRC32C of length, sequence and payload, sequence, payload. */
    @Test
    void aFrameIsWhatTheReadmeSays() throws IOException {
        ByteBuffer log = ByteBuffer.wrap(disk.get(FILE));
        for (int i = 0; i < ENTRIES.length; i++) {
            int at = ends.get(i);
            int length = log.getInt(at + 4);
            byte[] payload = Arrays.copyOfRange(log.array(), at + 20, at + 20 + length);
            CRC32C crc = new CRC32C();
            crc.update(ByteBuffer.allocate(12)
                    .putInt(length)
                    .putLong(log.getLong(at + 12))
                    .flip());
            crc.update(payload);
            assertThat(log.getInt(at)).isEqualTo(0xFF41524D);
            assertThat(log.getInt(at + 8)).isEqualTo((int) crc.getValue());
            assertThat(log.getLong(at + 12)).as("sequence").isEqualTo(2 + i);
            assertThat(new String(payload, StandardCharsets.US_ASCII)).isEqualTo(ENTRIES[i] + "\n");
        }
    }

    @Test
    void cutsATornTailOffWhereverItWasTorn() throws IOException {
        byte[] whole = disk.get(FILE).clone();
        for (int length = ends.get(3); length < whole.length; length++) {
            int kept = length;
            edit(bytes -> Arrays.copyOf(whole, kept));
            assertThat(replay()).containsExactly(Arrays.copyOf(ENTRIES, 3));
            assertThat(disk.get(FILE)).hasSize(ends.get(3));
        }
    }

    @Test
    void cutsATailOfNoughtsOrGarbageOff() throws IOException {
        byte[] whole = disk.get(FILE).clone();
        Random random = new Random(7);
        for (int i = 0; i < 200; i++) {
            byte[] tail = new byte[random.nextInt(300)];
            if (i % 2 == 0) {
                random.nextBytes(tail);
            }
            edit(bytes -> {
                byte[] longer = Arrays.copyOf(whole, whole.length + tail.length);
                System.arraycopy(tail, 0, longer, whole.length, tail.length);
                return longer;
            });
            assertThat(replay()).containsExactly(ENTRIES);
            assertThat(disk.get(FILE)).isEqualTo(whole);
        }
    }

    @Test
    void appendsBehindACutTail() throws IOException {
        edit(bytes -> Arrays.copyOf(bytes, bytes.length - 3));
        try (StoreLog log = open(new ArrayList<>())) {
            assertThat(log.torn()).isPositive();
            log.append(List.of(bytes("{\"n\":5}"), bytes("{\"n\":6}")));
        }
        assertThat(replay()).containsExactly("{\"n\":1}", "{\"n\":2}", "{\"n\":3}", "{\"n\":5}", "{\"n\":6}");
    }

    @Test
    void refusesABadRecordInTheMiddleWhicheverByteIsBad() {
        byte[] whole = disk.get(FILE).clone();
        for (int at = ends.get(1); at < ends.get(2); at++) {
            int bad = at;
            edit(bytes -> {
                byte[] damaged = whole.clone();
                damaged[bad] ^= 0x55;
                return damaged;
            });
            assertThatThrownBy(this::replay)
                    .isInstanceOf(IOException.class)
                    .hasMessageContaining("ARM-STORE-DAMAGED")
                    .hasMessageContaining("bad record in " + FILE + " at offset " + ends.get(1))
                    .hasMessageContaining("truncate -s " + ends.get(1) + " " + FILE);
        }
    }

    @Test
    void refusesAMissingRecord() {
        edit(bytes -> {
            byte[] shorter = Arrays.copyOf(bytes, bytes.length - (ends.get(2) - ends.get(1)));
            System.arraycopy(bytes, ends.get(2), shorter, ends.get(1), bytes.length - ends.get(2));
            return shorter;
        });
        assertThatThrownBy(this::replay).hasMessageContaining("ARM-STORE-DAMAGED");
    }

    @Test
    void opensAgainAfterTheRepairThatTheMessageNames() throws IOException {
        edit(bytes -> {
            bytes[ends.get(1) + 5] ^= 1;
            return bytes;
        });
        assertThatThrownBy(this::replay).hasMessageContaining("truncate -s " + ends.get(1));
        edit(bytes -> Arrays.copyOf(bytes, ends.get(1)));
        assertThat(replay()).containsExactly("{\"n\":1}");
    }

    @Test
    void refusesEntriesOfANewerFormat() {
        assertThatThrownBy(() -> new Records().apply(new Change.Head(Change.Head.FORMAT + 1, 0, 0)))
                .hasMessageContaining("ARM-STORE-FORMAT");
    }
}
