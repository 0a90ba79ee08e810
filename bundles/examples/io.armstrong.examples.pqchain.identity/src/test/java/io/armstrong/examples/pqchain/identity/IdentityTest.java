package io.armstrong.examples.pqchain.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.armstrong.api.worker.Step;
import io.armstrong.api.worker.Worker;
import io.armstrong.api.worker.WorkerContext;
import io.armstrong.examples.pqchain.api.IdentityCall.Create;
import io.armstrong.examples.pqchain.api.IdentityCall.Signed;
import io.armstrong.examples.pqchain.api.IdentityCall.Verified;
import io.armstrong.examples.pqchain.api.IdentityCall.VerifySignature;
import io.armstrong.examples.pqchain.api.IdentityInfo;
import io.armstrong.examples.pqchain.api.PolicyCall.Allowed;
import io.armstrong.examples.pqchain.api.Refused;
import io.armstrong.examples.pqchain.api.Sha3;
import io.armstrong.testkit.Workbench;
import java.util.List;
import org.junit.jupiter.api.Test;

class IdentityTest {
    private final Workbench bench =
            new Workbench().add("crypto-policy", new Says(true)).add("identity", new Identity());

    @Test
    void shouldCreateAnAddressFromTheKeyAndItsAlgorithm() {
        IdentityInfo alice = create("alice");
        assertThat(alice.algorithm()).isEqualTo("ML-DSA-65");
        assertThat(alice.address()).isEqualTo(Sha3.address(alice.publicKey(), "ML-DSA-65"));
        assertThat(bench.say("identity", "show", "alice")).isEqualTo(alice);
        assertThat(bench.say("identity", "names")).isEqualTo(List.of("alice"));
    }

    @Test
    void shouldVerifyWhatItSignedAndNothingElse() {
        IdentityInfo alice = create("alice");
        create("bob");
        Signed signed = sign("alice", "hello");
        assertThat(signed.signature()).hasSize(2 * 3309);
        assertThat(verify(alice, "hello", signed.signature()).valid()).isTrue();
        assertThat(verify(alice, "hullo", signed.signature()).valid()).isFalse();
        assertThat(verify(alice, "hello", flipped(signed.signature())).valid()).isFalse();
        assertThat(verify(alice, "hello", sign("bob", "hello").signature()).valid())
                .isFalse();
        assertThat(verify(alice, "hello", "not hex").valid()).isFalse();
        assertThat(verify(alice, "hello", "00").valid()).isFalse();
    }

    @Test
    void shouldKeepItsKeysThroughARestart() {
        IdentityInfo alice = create("alice");
        String signature = sign("alice", "hello").signature();
        bench.restart("identity");
        assertThat(bench.say("identity", "show", "alice")).isEqualTo(alice);
        assertThat(verify(alice, "hello", signature).valid()).isTrue();
        assertThat(verify(alice, "again", sign("alice", "again").signature()).valid())
                .isTrue();
    }

    @Test
    void shouldRotateSignedByTheOldKeyAndHonourItForTheGrace() {
        IdentityInfo old = create("alice");
        String signature = sign("alice", "hello").signature();
        IdentityInfo now = (IdentityInfo) bench.say("identity", "rotate", "alice");
        assertThat(now.address()).isEqualTo(old.address());
        assertThat(now.keyVersion()).isEqualTo(2);
        assertThat(now.previousKey()).isEqualTo(old.publicKey());
        String text = IdentityInfo.rotationText(now.address(), 2, now.publicKey());
        assertThat(new MlDsa().verify("ML-DSA-65", old.publicKey(), text, now.rotationProof()))
                .isTrue();

        assertThat(verify(old, "hello", signature).valid()).isTrue();
        assertThat(verify(old, "hello", sign("alice", "hello").signature()).valid())
                .isTrue();
        bench.advance(Identity.GRACE.minusSeconds(1));
        bench.restart("identity");
        assertThat(verify(old, "hello", signature).valid()).isTrue();
        bench.advance(Identity.GRACE);
        assertThat(verify(old, "hello", signature).valid()).isFalse();
        assertThat(verify(old, "hello", sign("alice", "hello").signature()).valid())
                .isTrue();
    }

    @Test
    void shouldRefuseWhatCannotBeDone() {
        create("alice");
        assertThat(bench.say("identity", "create", "alice")).isInstanceOf(Refused.class);
        assertThat(bench.call("identity", new Create("alice", "ML-DSA-65", true)))
                .isInstanceOf(IdentityInfo.class);
        assertThat(bench.say("identity", "create", "bob", "RSA")).isInstanceOf(Refused.class);
        assertThat(bench.say("identity", "show", "carol")).isInstanceOf(Refused.class);
        assertThatThrownBy(() -> bench.say("identity", "dance")).hasMessageContaining("try create NAME");
        assertThat(bench.exit("identity")).isEmpty();
    }

    @Test
    void shouldObeyTheCryptoPolicy() {
        IdentityInfo alice = create("alice");
        String signature = sign("alice", "hello").signature();
        bench.add("crypto-policy", new Says(false));
        assertThat(bench.say("identity", "create", "bob")).isEqualTo(new Refused("not now"));
        assertThat(verify(alice, "hello", signature)).isEqualTo(new Verified(false, "not now"));
    }

    @Test
    void shouldFailTheCallWhenThereIsNoPolicyToAsk() {
        Workbench alone = new Workbench().add("identity", new Identity());
        assertThatThrownBy(() -> alone.say("identity", "create", "alice")).hasMessageContaining("no crypto policy");
    }

    private IdentityInfo create(String name) {
        return (IdentityInfo) bench.say("identity", "create", name);
    }

    private Signed sign(String name, String text) {
        return (Signed) bench.say("identity", "sign", name, text);
    }

    private Verified verify(IdentityInfo who, String text, String signature) {
        return (Verified) bench.call("identity", new VerifySignature(who.address(), text, signature));
    }

    private static String flipped(String hex) {
        char digit = hex.charAt(100);
        return hex.substring(0, 100) + (digit == '0' ? '1' : '0') + hex.substring(101);
    }

    /** A policy of one word. */
    private record Says(boolean allowed) implements Worker<Boolean> {
        @Override
        public Boolean init(WorkerContext ctx) {
            return allowed;
        }

        @Override
        public Step<Boolean> handle(WorkerContext ctx, Boolean state, Object message) {
            return Step.reply(state, new Allowed(allowed, allowed ? "" : "not now"));
        }
    }
}
