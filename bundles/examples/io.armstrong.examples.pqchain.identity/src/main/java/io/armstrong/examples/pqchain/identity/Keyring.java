package io.armstrong.examples.pqchain.identity;

import io.armstrong.examples.pqchain.api.Fields;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * The state of identity.
 *
 * @param accounts by name, in the order they were created, at most {@link #MAX_NAMES}
 */
public record Keyring(Map<String, Account> accounts) {
    static final int MAX_NAMES = 1000;
    static final Keyring EMPTY = new Keyring(Map.of());

    Optional<Account> named(String name) {
        return Optional.ofNullable(accounts.get(name));
    }

    Optional<Account> at(String address) {
        return accounts.values().stream()
                .filter(a -> a.address().equals(address))
                .findFirst();
    }

    Keyring with(Account account) {
        Map<String, Account> more = new LinkedHashMap<>(accounts);
        more.put(account.name(), account);
        return new Keyring(more);
    }

    Map<String, Object> data() {
        Map<String, Object> byName = new LinkedHashMap<>();
        accounts.forEach((name, account) -> byName.put(name, account.data()));
        return Map.of("accounts", byName);
    }

    static Keyring of(Map<String, Object> data) {
        return new Keyring(new Fields(data).each("accounts", Account::of));
    }
}
