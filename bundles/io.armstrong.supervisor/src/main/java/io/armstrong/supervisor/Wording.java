package io.armstrong.supervisor;

import io.armstrong.api.SupervisionException;
import io.armstrong.api.SupervisionException.Code;
import io.armstrong.core.OrderResult;
import io.armstrong.process.NotPlainData;

/** What a supervisor's no means in words: what was tried, on whom, what was found, what to do next. */
final class Wording {
    private Wording() {}

    static SupervisionException notPlain(String verb, String id, NotPlainData refused) {
        return new SupervisionException(
                Code.REFUSED,
                "cannot " + verb + " " + id + ": " + refused.getMessage(),
                "send immutable values of the JDK, records and enums of an API bundle, and lists and maps of these");
    }

    /** @param verb what was tried: {@code stop} */
    static SupervisionException refused(String verb, String id, OrderResult.Error error) {
        String what = "cannot " + verb + " " + id + ": ";
        return switch (error) {
            case NOT_FOUND -> new SupervisionException(Code.NOT_FOUND, what + "there is no such child", "sup:tree");
            case ALREADY_STARTED ->
                new SupervisionException(Code.REFUSED, what + "a child of that name is running", "sup:status " + id);
            case ALREADY_PRESENT ->
                new SupervisionException(
                        Code.REFUSED, what + "a child of that name is there, stopped", "sup:start " + id);
            case RUNNING -> new SupervisionException(Code.REFUSED, what + "it is running", "sup:stop " + id);
            case RESTARTING ->
                new SupervisionException(
                        Code.REFUSED, what + "it is being restarted", "sup:why " + id + ", then again");
            case SIMPLE_ONE_FOR_ONE ->
                new SupervisionException(
                        Code.REFUSED,
                        what + "it stands under simple_one_for_one",
                        "sup:remove " + id + " ends an instance");
            case BAD_COMBINATION ->
                new SupervisionException(
                        Code.REFUSED,
                        what + "a significant child needs auto-shutdown and is never permanent",
                        "change its spec");
            case NOT_RUNNING -> new SupervisionException(Code.REFUSED, what + "it is not up", "sup:start " + id);
            case ONE_FOR_ALL ->
                new SupervisionException(
                        Code.REFUSED,
                        what + "its supervisor is one_for_all: one alone cannot be set aside",
                        "sup:stop " + id);
            case MAX_CHILDREN ->
                new SupervisionException(
                        Code.REFUSED,
                        what + "its supervisor has as many children as maxChildren allows",
                        "sup:remove one");
            case SET_ASIDE ->
                new SupervisionException(Code.REFUSED, what + "it is isolated, open or hung", "sup:restore " + id);
            case NOT_SET_ASIDE ->
                new SupervisionException(
                        Code.REFUSED, what + "it is not isolated, open, hung or failed", "sup:status " + id);
            case NOPROC -> new SupervisionException(Code.FAILED, what + "its supervisor ended meanwhile", "sup:tree");
        };
    }
}
