package io.armstrong.face;

import io.armstrong.api.spi.Faces.Split;
import io.armstrong.api.upgrade.Sample;
import io.armstrong.api.upgrade.Sticky;
import io.armstrong.core.rollout.Share;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicLongArray;
import java.util.function.LongFunction;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.osgi.framework.Bundle;
import org.osgi.framework.FrameworkUtil;

/**
 * Chooses the side of each call while a child is split. Evenly spread, every thread's calls are numbered in its stripe, and of each
 * first n exactly the share goes over: no luck is needed and nothing is shared by all. With a key its hash decides.
 */
final class Fork {
    /** Keys fall into so many slots: the share of keys is exact to a hundredth of a percent. */
    private static final int SLOTS = 10_000;

    private static final int SLOTS_PER_PERCENT = SLOTS / 100;
    /** Longs of one cache line. */
    private static final int APART = 8;

    private static final StackWalker STACK = StackWalker.getInstance(StackWalker.Option.RETAIN_CLASS_REFERENCE);

    private final Split split;
    private final Side fresh;
    private final @Nullable Side beside;
    private final Side own;
    private final AtomicLongArray numbers = new AtomicLongArray(Counts.stripes() * APART);

    private Fork(Split split, Side fresh, @Nullable Side beside, Side own) {
        this.split = split;
        this.fresh = fresh;
        this.beside = beside;
        this.own = own;
    }

    /** @param side makes the side of a bundle that has none yet; those of the fork before stay */
    static Fork of(Split split, long ownId, @Nullable Fork before, LongFunction<Side> side) {
        LongFunction<Side> kept = bundleId -> {
            for (Side each : before == null ? List.<Side>of() : before.sides())
                if (each.bundleId() == bundleId) return each;
            return side.apply(bundleId);
        };
        Side besides = split.besideId() < 0 ? null : kept.apply(split.besideId());
        return new Fork(split, kept.apply(split.freshId()), besides, kept.apply(ownId));
    }

    /** The side that a call goes to; null: the child's own. */
    @Nullable
    Side choose(Object @Nullable [] arguments) {
        if (split.percent() == 0) return null;
        if (split.sticky().kind() == Sticky.Kind.NONE) return spread();
        Object key = split.sticky().kind() == Sticky.Kind.BUNDLE ? caller() : argument(arguments);
        if (key == null) return split.percent() == 100 ? fresh : null;
        int slot = slot(key);
        if (slot < split.percent() * SLOTS_PER_PERCENT) return fresh;
        return slot >= SLOTS - split.besidePercent() * SLOTS_PER_PERCENT ? beside : null;
    }

    /** The two sides beside the own one take turns, so that both have the same share; the new one is never ahead. */
    private @Nullable Side spread() {
        long number = numbers.getAndIncrement(Counts.stripe() * APART);
        int percent = split.percent();
        if (beside == null) return Share.takesCall(percent, number) ? fresh : null;
        if (percent >= 50) return Share.takesCall(percent, number) ? fresh : beside;
        if (!Share.takesCall(2 * percent, number)) return null;
        boolean odd = (number * 2 * percent / 100) % 2 == 1;
        return odd ? fresh : beside;
    }

    private @Nullable Object argument(Object @Nullable [] arguments) {
        int place = split.sticky().argument();
        return arguments == null || place >= arguments.length ? null : arguments[place];
    }

    /** Its bits are mixed, so that keys in a row fall everywhere. */
    private static int slot(Object key) {
        int hash = key instanceof Enum<?> word ? word.name().hashCode() : Objects.hashCode(key);
        hash = (hash ^ (hash >>> 16)) * 0x85ebca6b;
        hash = (hash ^ (hash >>> 13)) * 0xc2b2ae35;
        return Integer.remainderUnsigned(hash ^ (hash >>> 16), SLOTS);
    }

    /** The bundle whose code called the proxy; null when none did. */
    private static @Nullable String caller() {
        return STACK.walk(frames -> frames.map(StackWalker.StackFrame::getDeclaringClass)
                .flatMap(Fork::bundleOf)
                .findFirst()
                .orElse(null));
    }

    private static Stream<String> bundleOf(Class<?> type) {
        if (Proxy.isProxyClass(type) || type.getClassLoader() == Fork.class.getClassLoader()) return Stream.empty();
        Bundle bundle = FrameworkUtil.getBundle(type);
        return bundle == null || bundle.getBundleId() == 0
                ? Stream.empty()
                : Stream.of(bundle.getSymbolicName() + '#' + bundle.getBundleId());
    }

    /** Of the child's own bundle: calls of it are counted, not sent. */
    Side own() {
        return own;
    }

    List<Side> sides() {
        List<Side> sides = new ArrayList<>(List.of(fresh));
        if (beside != null) sides.add(beside);
        sides.add(own);
        return sides;
    }

    List<Sample> samples() {
        return sides().stream().map(Side::sample).toList();
    }
}
