package io.armstrong.gogo.view;

import io.armstrong.api.ChildReport;
import io.armstrong.api.ChildStatus;
import io.armstrong.api.MemberReport;
import io.armstrong.api.SupervisorReport;
import java.util.Locale;
import java.util.Set;

/** Status words as people read them. The word says it all; a colour only helps. */
final class Status {
    /** What keeps a supervisor that is up from being called so. A child that was stopped or has finished is no trouble. */
    private static final Set<ChildStatus> TROUBLE = Set.of(
            ChildStatus.RESTARTING,
            ChildStatus.ISOLATED,
            ChildStatus.OPEN,
            ChildStatus.WAITING,
            ChildStatus.HUNG,
            ChildStatus.FAILED);

    static final String DEGRADED = "DEGRADED";

    private Status() {}

    /** The word for a member: a supervisor that is up and has a child in trouble below it is degraded. */
    static String word(MemberReport member) {
        if (member instanceof SupervisorReport supervisor
                && supervisor.status() == ChildStatus.UP
                && troubled(supervisor)) return DEGRADED;
        return word(member.status());
    }

    static String word(ChildStatus status) {
        return status.text().toUpperCase(Locale.ROOT);
    }

    private static boolean troubled(SupervisorReport supervisor) {
        return supervisor.children().stream()
                .anyMatch(member -> member instanceof ChildReport child
                        ? TROUBLE.contains(child.status())
                        : !word(member).equals(word(ChildStatus.UP)));
    }

    /** The line with the word that stands at that column painted, where the screen has colours and the word was not cut. */
    static String painted(Screen screen, String line, int at, String word) {
        if (!screen.colour() || !line.startsWith(word, at)) return line;
        return line.substring(0, at) + "\u001b[" + colour(word) + "m" + word + "\u001b[0m"
                + line.substring(at + word.length());
    }

    private static String colour(String word) {
        return switch (word) {
            case "UP" -> "32";
            case "DOWN" -> "90";
            case "ISOLATED", "OPEN", "HUNG", "FAILED" -> "31";
            default -> "33";
        };
    }
}
