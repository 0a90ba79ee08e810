package io.armstrong.api;

import java.time.Instant;

/**
 * Something a person has to look at, as long as it lasts (features H4, O9). One child has one alarm of a name: what happens again
 * is counted.
 *
 * @param child the child, supervisor or part of the runtime it is about
 * @param alarm its name: {@code isolated}, {@code open}, {@code hung}, {@code flapping}, {@code gave-up}, {@code policy-failed},
 *     {@code blast-radius}, {@code root-escalation} ...
 * @param text what was found the last time, one sentence
 * @param tryNext the next command to type
 * @param count how often it was set since it was last cleared
 * @param first when it was set, wall clock
 * @param last when it was last set again
 * @param acknowledged whether somebody has said that he knows
 */
public record Alarm(
        String child,
        String alarm,
        String text,
        String tryNext,
        long count,
        Instant first,
        Instant last,
        boolean acknowledged) {}
