package io.armstrong.store;

import io.armstrong.api.spi.Store.OpenUpgrade;
import io.armstrong.api.spi.Store.RevisionRecord;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Collectors;

/** The rules of the upgrade log: numbers, one open upgrade at a time, and what may end how. What breaks them is a bug of the caller. */
final class UpgradeBook {
    private static final String COMMITTED = "committed";

    private final Records records;
    private final AtomicLong numbers;
    private final Set<Long> openAtStart;

    UpgradeBook(Records records) {
        this.records = records;
        this.numbers = new AtomicLong(records.lastUpgrade());
        this.openAtStart = records.upgrades().stream().map(OpenUpgrade::upgrade).collect(Collectors.toSet());
    }

    /** The upgrade to begin, with its number. A committed one may still be open: then this is its undo. */
    OpenUpgrade begin(String symbolicName, RevisionRecord from, RevisionRecord to, String set, String rollout) {
        for (OpenUpgrade open : records.upgrades()) {
            if (open.symbolicName().equals(symbolicName) && !open.committed()) {
                throw new IllegalStateException("cannot begin an upgrade of " + symbolicName + ": upgrade "
                        + open.upgrade() + " is open; end it with done first");
            }
        }
        return new OpenUpgrade(numbers.incrementAndGet(), symbolicName, from, to, false, set, rollout);
    }

    void requireUncommitted(long upgrade) {
        if (open(upgrade).committed()) {
            throw new IllegalStateException("upgrade " + upgrade + " is committed already");
        }
    }

    /** None of them committed, and no bundle twice. */
    void requireTogether(List<Long> upgrades) {
        upgrades.forEach(this::requireUncommitted);
        if (upgrades.stream()
                        .map(upgrade -> open(upgrade).symbolicName())
                        .distinct()
                        .count()
                < upgrades.size()) {
            throw new IllegalArgumentException("upgrades " + upgrades + " are not all of different bundles");
        }
    }

    void requireEnd(long upgrade, String outcome) {
        OpenUpgrade open = open(upgrade);
        boolean stands = records.bundle(open.symbolicName())
                .filter(bundle -> bundle.current().sha256().equals(open.to().sha256()))
                .isPresent();
        if (open.committed() && stands && !outcome.equals(COMMITTED)) {
            throw new IllegalStateException("upgrade " + upgrade + " of " + open.symbolicName() + " is committed, so it"
                    + " cannot end as " + outcome + ": undo it by a begin and commit towards "
                    + open.from().version() + " first");
        }
    }

    private OpenUpgrade open(long upgrade) {
        return records.upgrades().stream()
                .filter(open -> open.upgrade() == upgrade)
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("there is no open upgrade " + upgrade));
    }

    /** Those that were open when the store was opened and still are. */
    List<OpenUpgrade> unfinished() {
        return records.upgrades().stream()
                .filter(open -> openAtStart.contains(open.upgrade()))
                .toList();
    }
}
