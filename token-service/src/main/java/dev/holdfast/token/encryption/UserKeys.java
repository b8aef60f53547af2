package dev.holdfast.token.encryption;

import dev.holdfast.contracts.identity.SubjectId;
import dev.holdfast.token.transaction.Transactions;
import jakarta.inject.Singleton;
import java.util.Optional;
import java.util.function.Function;

/** One data key per user, unwrapped for a request and never kept. */
@Singleton
public final class UserKeys {

  private static final int ATTEMPTS = 5;

  private final UserKeyStore store;
  private final DataKeys dataKeys;
  private final Transactions transactions;

  UserKeys(UserKeyStore store, DataKeys dataKeys, Transactions transactions) {
    this.store = store;
    this.dataKeys = dataKeys;
    this.transactions = transactions;
  }

  /** The user's key, made now if there is none. */
  public UserKey findOrCreate(SubjectId subject) {
    for (int attempt = 1; attempt <= ATTEMPTS; attempt++) {
      Optional<UserKey> found = find(subject);
      if (found.isPresent()) {
        return found.get();
      }
      store.addIfAbsent(subject, dataKeys.make(subject));
    }
    throw new IllegalStateException("the key is destroyed again and again");
  }

  /** The user's key, if there is one. */
  public Optional<UserKey> find(SubjectId subject) {
    return store.find(subject).map(stored -> opened(subject, stored));
  }

  /**
   * Seals and stores in one transaction, during which nobody can change or destroy the user's key.
   * If the key was changed before, the work gets the new one: what an old key sealed may never be
   * stored after the records have moved. The work may run more than once.
   *
   * @return empty if the user has no key any more
   */
  public <T> Optional<T> storing(UserKey key, Function<UserKey, T> work) {
    SubjectId subject = key.subject();
    UserKey current = key;
    for (int attempt = 1; attempt <= ATTEMPTS; attempt++) {
      Optional<T> done = storeUnder(current, work);
      if (done.isPresent()) {
        return done;
      }
      Optional<UserKey> next = find(subject);
      if (next.isEmpty()) {
        return Optional.empty();
      }
      current = next.get();
    }
    throw new IllegalStateException("the key is changed again and again");
  }

  private <T> Optional<T> storeUnder(UserKey key, Function<UserKey, T> work) {
    return transactions.write(
        () ->
            store
                .lock(key.subject())
                .filter(stored -> stored.id().equals(key.id()))
                .map(_ -> work.apply(key)));
  }

  /** Lets nobody seal and store until the caller's transaction ends. */
  public void hold(SubjectId subject) {
    store.lock(subject);
  }

  /** Makes everything sealed for this user unreadable for ever. */
  public void destroy(SubjectId subject) {
    store.delete(subject);
  }

  private UserKey opened(SubjectId subject, StoredKey stored) {
    return new UserKey(subject, stored.id(), dataKeys.open(subject, stored), this::find);
  }
}
